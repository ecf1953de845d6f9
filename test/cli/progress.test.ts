import { expect, test } from "vitest";
import { createProgress } from "../../codemods/cli/progress.ts";

function draw(): { readonly texts: string[]; readonly progress: (text: string) => void } {
  const texts: string[] = [];
  return { texts, progress: (text) => void texts.push(text) };
}

test("nothing is drawn in the first second, then at most every tenth of one, and it is wiped at the end", () => {
  const { texts, progress } = draw();
  let now = 5000;
  const bar = createProgress({ progress }, 60, () => now);
  for (let file = 0; file < 60; file += 1) {
    now += 25;
    bar?.files(1);
  }
  expect(texts).toEqual([
    "\r\u001B[K[####################----------] 40/60 files",
    "\r\u001B[K[######################--------] 44/60 files",
    "\r\u001B[K[########################------] 48/60 files",
    "\r\u001B[K[##########################----] 52/60 files",
    "\r\u001B[K[############################--] 56/60 files",
    "\r\u001B[K[##############################] 60/60 files",
  ]);
  bar?.end();
  expect(texts.at(-1)).toBe("\r\u001B[K");
});

test("what is done in a second leaves no trace", () => {
  const { texts, progress } = draw();
  let now = 0;
  const bar = createProgress({ progress }, 10, () => now);
  now = 999;
  bar?.files(10);
  bar?.end();
  expect(texts).toEqual([]);
});

test("the compiler, which says nothing while it works, is named", () => {
  const { texts, progress } = draw();
  const bar = createProgress({ progress }, 10, () => 0);
  bar?.types();
  bar?.end();
  expect(texts).toEqual(["\r\u001B[Kchecking types", "\r\u001B[K"]);
});

test("there is none without a terminal", () => {
  expect(createProgress({}, 10)).toBeUndefined();
});
