/** A pattern that finds any of some words, as a whole word; none where there are no words. */
export function wordsPattern(words: readonly string[], flags = ""): RegExp {
  if (words.length === 0) return new RegExp("(?!)", flags);
  const source = [...new Set(words)]
    .sort()
    .map((word) => word.replace(/[^\w]/g, "\\$&"))
    .join("|");
  return new RegExp(`(?<![\\w$])(?:${source})(?![\\w$])`, flags);
}
