import { samplePattern } from "./sample-pattern.ts";

/** What the SDK compares with a target: always the whole URL; in browsers, for calls of the own origin, also its path. */
export type MatchedText = "url" | "url-or-path";

/**
 * Whether any URL can match a regular expression, found out by trying: texts that the expression is made for are put into URLs.
 *
 * @returns `undefined` where the expression is not understood.
 */
export function canMatchUrl(pattern: string, flags: string, matched: MatchedText): boolean | undefined {
  const samples = samplePattern(pattern);
  if (samples === undefined) return undefined;
  const expression = new RegExp(pattern, flags.replace(/[gy]/g, ""));
  // An anchored expression that is not even met by its own samples was not understood.
  if (!samples.some((sample) => expression.test(sample))) return undefined;
  return samples.some((sample) => urlsWith(sample, matched).some((url) => expression.test(url)));
}

const STARTS: readonly string[] = [
  "",
  "http://",
  "https://",
  "https://a.",
  "https://a",
  "https://example.com",
  "https://example.com/",
];
const ENDS: readonly string[] = ["", "/", "/a", "a", ".com/", "a.com/", "://a.com/", "?a=1", ":1/"];

function urlsWith(sample: string, matched: MatchedText): string[] {
  // A port behind a host is meant as one, though a path could hold the same text.
  const isOrigin = /^(?:https?:\/\/)?[\w.-]+:\d+$|^localhost$/.test(sample);
  const starts = isOrigin ? STARTS.filter((start) => !start.includes("example.com")) : STARTS;
  const texts = starts.flatMap((start) => ENDS.map((end) => start + sample + end));
  const paths =
    matched === "url" ? [] : ENDS.map((end) => sample + end).filter((text) => text.startsWith("/"));
  return [...texts.filter(isWholeUrl), ...paths];
}

/** As the SDK sees it: with a scheme, a host in lower case, and at least `/` for a path. */
function isWholeUrl(text: string): boolean {
  return /^https?:\/\//.test(text) && URL.canParse(text) && new URL(text).href === text;
}

const UNRELATED: readonly string[] = [
  "https://api.example.com/v1/items?page=2",
  "http://10.1.2.3:8080/",
  "http://localhost:3000/health",
  "https://shop.test/",
  "https://cdn.other.org/x/y.json",
];

/** Whether a target matches every URL there is. */
export function matchesEverything(test: (url: string) => boolean): boolean {
  return UNRELATED.every(test);
}
