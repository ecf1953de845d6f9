import type { ActionEntry, MessageTypeEntry, ReceiveEntry, SendEntry } from "../config.ts";
import type { SpanFile } from "../file.ts";
import { matchesPath } from "../paths.ts";

/** The config entries that speak of one file. */
export interface FileEntries {
  readonly send: readonly SendEntry[];
  readonly receive: readonly ReceiveEntry[];
  readonly messages: readonly MessageTypeEntry[];
  readonly actions: readonly ActionEntry[];
}

const known = new WeakMap<SpanFile, FileEntries>();

/** Globs are matched once for each file, not for each of its calls. */
export function entriesOf(file: SpanFile): FileEntries {
  const found = known.get(file);
  if (found !== undefined) return found;
  const { send = [], receive = [], messages = [], actions = [] } = file.config;
  const isMeant = (entry: { readonly file?: string }): boolean => matchesPath(file.path, entry.file);
  const entries = {
    send: send.filter(isMeant),
    receive: receive.filter(isMeant),
    messages: messages.filter(isMeant),
    actions: actions.filter(isMeant),
  };
  known.set(file, entries);
  return entries;
}

/** The word by which a file is let through the text gate: `send` for `this.#child.send`. */
export function lastName(path: string): string {
  return path.split(/[.#]+/).at(-1) ?? path;
}
