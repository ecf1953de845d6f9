/**
 * A glob as the source of a regular expression: `*` within a path segment (anywhere in a name), `**` across segments, `?` one character,
 * `{a,b}` either. An end that is open gets no anchor, so that the text stays short. Slashes are escaped for a literal.
 *
 * @param within - what `*` stands for: `[^/]*` in a path, `.*` in a name.
 */
export function globPattern(glob: string, within: "[^/]*" | ".*"): string {
  const source = glob.replace(/\*\*\/|\*\*|[*?{},]|[.+^$()|[\]\\/]/g, (token) => {
    switch (token) {
      case "**/":
        return "(?:.*\\/)?";
      case "**":
        return ".*";
      case "*":
        return within;
      case "?":
        return within.slice(0, -1);
      case "{":
        return "(?:";
      case "}":
        return ")";
      case ",":
        return "|";
      default:
        return `\\${token}`;
    }
  });
  return `^${source}$`
    .replace("^(?:.*\\/)?", "(?:^|\\/)")
    .replace(/^\^\.\*/, "")
    .replace(/\.\*\$$/, "");
}
