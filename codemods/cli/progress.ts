import type { RunProgress } from "../engine/run.ts";
import type { Output } from "./output.ts";

/** Nothing is drawn for what is done sooner, in milliseconds. */
const patience = 1000;
const pause = 100;
const width = 30;

/**
 * A bar on the terminal for what takes longer than a second.
 *
 * @param total - files in all.
 * @param now - milliseconds that only grow.
 * @returns `undefined` without a terminal: a log must not fill with it
 */
export function createProgress(
  { progress: draw }: Pick<Output, "progress">,
  total: number,
  now: () => number = () => performance.now(),
): (RunProgress & { end(): void }) | undefined {
  if (draw === undefined) return undefined;
  const start = now();
  let done = 0;
  let drawnAt = start + patience - pause;
  let isDrawn = false;
  const show = (text: string): void => {
    isDrawn = true;
    draw(`\r\u001B[K${text}`);
  };
  return {
    files(count) {
      done += count;
      const at = now();
      if (at - drawnAt < pause) return;
      drawnAt = at;
      const full = Math.round((width * done) / Math.max(total, 1));
      show(`[${"#".repeat(full)}${"-".repeat(width - full)}] ${done}/${total} files`);
    },
    types() {
      show("checking types");
    },
    end() {
      if (isDrawn) draw("\r\u001B[K");
    },
  };
}
