import { isChosen } from "./chosen.ts";
import type { SpanwrightConfig } from "./config.ts";
import type { Kind } from "./kind.ts";
import { kinds } from "./kinds/index.ts";
import type { CodemodName } from "./site.ts";
import { wordsPattern } from "./words.ts";

/** Tells from a file's text whether it can hold a site. */
export interface Gate {
  test(text: string): boolean;
  /** What is looked for: some words and, for some of them, something that must be there as well. */
  readonly parts: readonly { readonly words: RegExp; readonly companion: RegExp | undefined }[];
}

/**
 * The text gate: a file that it drops has no site. Exact in that direction only (a test compares plans with and without it).
 *
 * @returns `undefined` when no kind can have a site.
 */
export function createGate(config: SpanwrightConfig, only?: readonly CodemodName[]): Gate | undefined {
  const known = gates.get(config) ?? new Map<string, Gate | undefined>();
  gates.set(config, known);
  const key = only?.join() ?? "all";
  // A rule asks for it with every file that it looks at.
  if (!known.has(key)) known.set(key, compileGate(config, only));
  return known.get(key);
}

const gates = new WeakMap<SpanwrightConfig, Map<string, Gate | undefined>>();

function compileGate(config: SpanwrightConfig, only: readonly CodemodName[] | undefined): Gate | undefined {
  const groups = new Map<string, { readonly words: string[]; readonly companion: RegExp | undefined }>();
  for (const kind of kinds) {
    if (!isChosen(kind.codemod, config, only)) continue;
    const words = kind.anchors(config);
    if (words.length === 0) continue;
    const companion = kind.companion?.(config);
    const group = groups.get(companion?.source ?? "") ?? { words: [], companion };
    group.words.push(...words);
    groups.set(companion?.source ?? "", group);
  }
  if (groups.size === 0) return undefined;
  const parts = [...groups.values()].map(({ words, companion }) => ({
    words: wordsPattern(words),
    companion,
  }));
  return { parts, test: (text) => parts.some((part) => passes(part, text)) };
}

const patterns = new WeakMap<SpanwrightConfig, Map<Kind, Gate["parts"][number] | undefined>>();

/** The same for one kind. */
export function passesGate(kind: Kind, config: SpanwrightConfig, text: string): boolean {
  const known = patterns.get(config) ?? new Map<Kind, Gate["parts"][number] | undefined>();
  patterns.set(config, known);
  if (!known.has(kind)) {
    const words = kind.anchors(config);
    const part = { words: wordsPattern(words), companion: kind.companion?.(config) };
    known.set(kind, words.length === 0 ? undefined : part);
  }
  const part = known.get(kind);
  return part !== undefined && passes(part, text);
}

/** The rarer half first: most files mention no Sentry, and many hold a word such as `close`. */
function passes({ words, companion }: Gate["parts"][number], text: string): boolean {
  return (companion === undefined || companion.test(text)) && words.test(text);
}
