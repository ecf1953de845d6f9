import type { SpanFile } from "../file.ts";
import type { SpanOptions } from "../options.ts";
import { styledName } from "./style.ts";

/**
 * The options of a span that the tool writes, with the ops, keys and name style of the config's `names`: the one place where these come
 * in.
 *
 * @param given - the name that the config gives to this very span; it stays as the team wrote it.
 */
export function withHouseNames(
  { config: { names } }: SpanFile,
  { name, op, attributes }: SpanOptions,
  given?: string,
): SpanOptions {
  const own = houseName(names?.ops, op);
  return {
    name: given ?? styledName(names, own, name),
    op: own,
    attributes: attributes.map(([key, value]) => [houseName(names?.attributes, key), value]),
  };
}

/** What a map of the config puts in the place of an op or a key. */
export function houseName(map: Readonly<Record<string, string>> | undefined, word: string): string {
  return map !== undefined && Object.hasOwn(map, word) ? (map[word] ?? word) : word;
}
