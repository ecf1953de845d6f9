/** Most samples of one pattern. */
const LIMIT = 64;

/**
 * Texts that a regular expression is made for, with its anchors left out: `^https?:\/\/localhost:\d+$` gives `http://localhost:1` and
 * `https://localhost:1`. Each branch and each optional part is in one of them.
 *
 * @returns `undefined` for what is not understood: look-around, back references, `\u{…}`.
 */
export function samplePattern(source: string): readonly string[] | undefined {
  const reader: Reader = { source, at: 0 };
  const samples = readBranches(reader);
  return samples === undefined || reader.at < source.length ? undefined : samples;
}

interface Reader {
  readonly source: string;
  at: number;
}

type Samples = readonly string[] | undefined;

function readBranches(reader: Reader): Samples {
  const branches: string[] = [];
  for (;;) {
    const sequence = readSequence(reader);
    if (sequence === undefined) return undefined;
    branches.push(...sequence);
    if (reader.source[reader.at] !== "|") return branches.slice(0, LIMIT);
    reader.at += 1;
  }
}

function readSequence(reader: Reader): Samples {
  let samples: readonly string[] = [""];
  for (let next = reader.source[reader.at]; next !== undefined && next !== "|" && next !== ")";) {
    const atom = readAtom(reader);
    const repeated = atom === undefined ? undefined : readQuantifier(reader, atom);
    if (repeated === undefined) return undefined;
    samples = samples.flatMap((start) => repeated.map((end) => start + end)).slice(0, LIMIT);
    next = reader.source[reader.at];
  }
  return samples;
}

function readAtom(reader: Reader): Samples {
  const { source } = reader;
  const start = reader.at;
  const char = source[start] ?? "";
  reader.at += 1;
  if (char === "^" || char === "$") return [""];
  if (char === ".") return ["a"];
  if (char === "(") return readGroup(reader);
  if (char === "[") return readClass(reader, start);
  if (char !== "\\") return [char];
  const escaped = source[reader.at] ?? "";
  reader.at += 1;
  if (/[bB]/.test(escaped)) return [""];
  if (/[1-9ukpPxc0]/.test(escaped)) return undefined;
  return [ESCAPES[escaped] ?? escaped];
}

const ESCAPES: Readonly<Record<string, string>> = {
  d: "1",
  w: "a",
  s: " ",
  D: "a",
  W: "-",
  S: "a",
  n: "\n",
  r: "\r",
  t: "\t",
};

function readGroup(reader: Reader): Samples {
  const head = /^\?(?::|<[A-Za-z]\w*>)/.exec(reader.source.slice(reader.at))?.[0] ?? "";
  if (head === "" && reader.source[reader.at] === "?") return undefined;
  reader.at += head.length;
  const samples = readBranches(reader);
  if (reader.source[reader.at] !== ")") return undefined;
  reader.at += 1;
  return samples;
}

/** One character of a class, the plainest that it has. */
function readClass(reader: Reader, start: number): Samples {
  const text = /^\[(?:\\.|[^\]\\])*\]/.exec(reader.source.slice(start))?.[0];
  if (text === undefined) return undefined;
  reader.at = start + text.length;
  const expression = new RegExp(text);
  const char = Array.from("a1A-._/:?#&= ").find((one) => expression.test(one));
  return char === undefined ? undefined : [char];
}

function readQuantifier(reader: Reader, atom: readonly string[]): Samples {
  const text = /^(?:[*+?]|\{(\d+)(?:,\d*)?\})\??/.exec(reader.source.slice(reader.at));
  if (text === null) return atom;
  reader.at += text[0].length;
  if (text[0].startsWith("+")) return atom;
  const least = Number(text[1] ?? "0");
  if (least === 0) return ["", ...atom];
  return least > 20 ? undefined : atom.map((one) => one.repeat(least));
}
