/** One line of a `.gitignore` file, compiled. */
export interface IgnoreRule {
  /** A line that starts with `!` takes back what an earlier line ignored. */
  readonly negated: boolean;
  /** A line that ends with `/` matches directories only. */
  readonly directoriesOnly: boolean;
  /** A line without a slash is compared with the last segment only, at any depth. */
  readonly target: "name" | "path";
  /** The pattern as text when it has no wildcard, else an expression over bytes. */
  readonly pattern: string | RegExp;
}

/** The rules of one ignore file. They speak about paths below `base`. */
export interface IgnoreFile {
  /** Directory of the file as a relative POSIX path, "" for the top. */
  readonly base: string;
  readonly rules: readonly IgnoreRule[];
  /** As `core.ignorecase`: ASCII letters are compared without their case. */
  readonly ignoreCase: boolean;
}

/**
 * Reads the text of a `.gitignore` (or `info/exclude`) file.
 *
 * @param text the file's text; a BOM and CRLF are accepted, as git does
 * @param base directory that holds the file, a relative POSIX path, "" for the top
 * @param ignoreCase the repository's `core.ignorecase`
 * @see https://git-scm.com/docs/gitignore
 */
export function parseIgnoreFile(text: string, base: string, ignoreCase = false): IgnoreFile {
  const lines = toBytes(text.replace(/^\uFEFF/, "")).split("\n");
  const rules = lines.flatMap((line) => {
    const rule = parseLine(line.replace(/\r$/, ""), ignoreCase);
    return rule === undefined ? [] : [rule];
  });
  return { base, rules, ignoreCase };
}

/**
 * What the ignore files say about one path. It does not look at the directories above: a path below an ignored
 * directory is ignored whatever its own rules say, so the caller asks from the top down and stops there.
 *
 * @param files from the weakest to the strongest, so a deeper `.gitignore` comes after its parent's
 * @param path relative POSIX path, below every file's `base`
 * @returns undefined when no line matches
 */
export function matchIgnoreFiles(
  files: readonly IgnoreFile[],
  path: string,
  isDirectory: boolean,
): "ignored" | "included" | undefined {
  const bytes = toBytes(path);
  for (let index = files.length - 1; index >= 0; index--) {
    const file = files[index];
    if (file === undefined || file.rules.length === 0) continue;
    const base = toBytes(file.base);
    const exact = base === "" ? bytes : bytes.slice(base.length + 1);
    const local = file.ignoreCase ? lowerAscii(exact) : exact;
    const rule = findLastRule(file.rules, local, isDirectory);
    if (rule !== undefined) return rule.negated ? "included" : "ignored";
  }
  return undefined;
}

function findLastRule(
  rules: readonly IgnoreRule[],
  path: string,
  isDirectory: boolean,
): IgnoreRule | undefined {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return rules.findLast((rule) => {
    if (rule.directoriesOnly && !isDirectory) return false;
    const text = rule.target === "name" ? name : path;
    return typeof rule.pattern === "string" ? rule.pattern === text : rule.pattern.test(text);
  });
}

function parseLine(line: string, ignoreCase: boolean): IgnoreRule | undefined {
  if (line === "" || line.startsWith("#")) return undefined;
  const trimmed = trimSpaces(line);
  const negated = trimmed.startsWith("!");
  const unsigned = negated ? trimmed.slice(1) : trimmed;
  const directoriesOnly = unsigned.endsWith("/");
  const body = directoriesOnly ? unsigned.slice(0, -1) : unsigned;
  const target = body.includes("/") ? "path" : "name";
  const source = target === "path" && body.startsWith("/") ? body.slice(1) : body;
  const pattern = compilePattern(source, ignoreCase);
  if (source === "" || pattern === undefined) return undefined;
  return { negated, directoriesOnly, target, pattern };
}

/** Spaces at the end do not count unless a backslash protects them (git: `trim_trailing_spaces`). */
function trimSpaces(line: string): string {
  let end = line.length;
  let firstSpace = -1;
  for (let index = 0; index < line.length; index++) {
    if (line[index] === " ") {
      if (firstSpace < 0) firstSpace = index;
      end = firstSpace;
      continue;
    }
    if (line[index] === "\\") {
      index++;
      if (index >= line.length) return line;
    }
    firstSpace = -1;
    end = line.length;
  }
  return line.slice(0, end);
}

/**
 * Translates a pattern as git's `wildmatch` understands it with WM_PATHNAME.
 * git compares the text before the first wildcard by itself and gives wildmatch the rest, so a `**` directly after a
 * literal counts as "at the start" (`lib**` + `/x` crosses directories): hence the split at `literalLength`.
 *
 * @returns undefined for a pattern that can never match (unclosed bracket, backslash at the end)
 * @see https://github.com/git/git/blob/v2.39.5/wildmatch.c and `match_pathname` in dir.c
 */
function compilePattern(source: string, ignoreCase: boolean): string | RegExp | undefined {
  const literalLength = source.search(/[*?[\\]/);
  if (literalLength < 0) return ignoreCase ? lowerAscii(source) : source;
  const literal = source.slice(0, literalLength);
  const body = compileWildcards(source.slice(literalLength), ignoreCase);
  if (body === undefined) return undefined;
  return new RegExp(`^${escapeLiteral(literal, ignoreCase)}${body}$`, "s");
}

function compileWildcards(pattern: string, ignoreCase: boolean): string | undefined {
  let output = "";
  let index = 0;
  while (index < pattern.length) {
    const char = pattern.charAt(index);
    if (char === "*") {
      const start = index;
      while (pattern[index] === "*") index++;
      const opens = start === 0 || pattern[start - 1] === "/";
      const slashLength = pattern[index] === "/" ? 1 : pattern.startsWith("\\/", index) ? 2 : 0;
      const crosses = index - start > 1 && opens && (index === pattern.length || slashLength > 0);
      if (crosses && slashLength === 1) {
        output += "(?:.*/)?";
        index++;
      } else {
        output += crosses ? ".*" : "[^/]*";
      }
    } else if (char === "?") {
      output += "[^/]";
      index++;
    } else if (char === "[") {
      const bracket = readBracket(pattern, index, ignoreCase);
      if (bracket === undefined) return undefined;
      output += bracket.expression;
      index = bracket.end;
    } else {
      // wildmatch lowers a pattern's letter only where it is not escaped.
      const escaped = char === "\\";
      if (escaped) index++;
      if (index >= pattern.length) return undefined;
      output += escapeLiteral(pattern.charAt(index), ignoreCase && !escaped);
      index++;
    }
  }
  return output;
}

const posixClasses: Readonly<Record<string, RegExp>> = {
  alnum: /[A-Za-z0-9]/,
  alpha: /[A-Za-z]/,
  blank: /[ \t]/,
  cntrl: /[\x00-\x1f\x7f]/,
  digit: /[0-9]/,
  graph: /[\x21-\x7e]/,
  lower: /[a-z]/,
  print: /[\x20-\x7e]/,
  punct: /[!-/:-@[-`{-~]/,
  // git's own isspace has neither vertical tab nor form feed (sane_ctype in ctype.c).
  space: /[ \t\n\r]/,
  upper: /[A-Z]/,
  xdigit: /[0-9A-Fa-f]/,
};

/** Reads `[...]` as wildmatch does and lists the bytes that it takes; a slash is never among them. */
function readBracket(
  pattern: string,
  start: number,
  ignoreCase: boolean,
): { readonly expression: string; readonly end: number } | undefined {
  const members = new Set<number>();
  let index = start + 1;
  const negated = pattern[index] === "!" || pattern[index] === "^";
  if (negated) index++;
  const first = index;
  let previous: number | undefined;
  while (index === first || pattern[index] !== "]") {
    if (index >= pattern.length) return undefined;
    const next = pattern[index + 1];
    if (pattern[index] === "-" && previous !== undefined && next !== undefined && next !== "]") {
      index += next === "\\" ? 2 : 1;
      if (index >= pattern.length) return undefined;
      addRange(members, previous, pattern.charCodeAt(index), ignoreCase);
      previous = undefined;
    } else if (pattern.startsWith("[:", index)) {
      const close = pattern.indexOf("]", index + 2);
      if (close < 0) return undefined;
      if (pattern[close - 1] === ":" && close - 1 >= index + 2) {
        const name = pattern.slice(index + 2, close - 1);
        const known = posixClasses[name];
        if (known === undefined) return undefined;
        addClass(members, name, known, ignoreCase);
        index = close;
        previous = undefined;
      } else {
        previous = 0x5b;
        members.add(previous);
      }
    } else {
      if (pattern[index] === "\\") index++;
      if (index >= pattern.length) return undefined;
      previous = pattern.charCodeAt(index);
      members.add(previous);
    }
    index++;
  }
  const codes = Array.from({ length: 256 }, (_, code) => code);
  const taken = codes.filter((code) => members.has(code) !== negated && code !== 0x2f);
  const list = taken.map((code) => `\\x${code.toString(16).padStart(2, "0")}`).join("");
  return { expression: `[${list}]`, end: index + 1 };
}

/** With `ignoreCase` the path is in lower case already, so a range also takes the lower case of its capitals. */
function addRange(members: Set<number>, from: number, to: number, ignoreCase: boolean): void {
  for (let code = from; code <= to; code++) {
    members.add(code);
    if (ignoreCase && code >= 0x41 && code <= 0x5a) members.add(code + 32);
  }
}

function addClass(members: Set<number>, name: string, known: RegExp, ignoreCase: boolean): void {
  const expression = ignoreCase && name === "upper" ? /[A-Za-z]/ : known;
  for (let code = 0; code < 256; code++) {
    if (expression.test(String.fromCharCode(code))) members.add(code);
  }
}

function escapeLiteral(text: string, ignoreCase: boolean): string {
  return (ignoreCase ? lowerAscii(text) : text).replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}

function lowerAscii(text: string): string {
  return text.replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase());
}

/** git compares bytes (`?` is one byte of an "é"), so text beyond ASCII becomes one character a byte. */
function toBytes(text: string): string {
  return /[^\x00-\x7f]/.test(text) ? Buffer.from(text, "utf8").toString("latin1") : text;
}
