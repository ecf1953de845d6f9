export type JsoncResult =
  | { readonly kind: "parsed"; readonly value: unknown }
  | { readonly kind: "invalid"; readonly message: string; readonly line: number };

/** Parses JSON with comments and trailing commas. Both become blanks, so that an error's place is the one in the file. */
export function parseJsonc(text: string): JsoncResult {
  const plain = blankExtras(text.replace(/^\uFEFF/, ""));
  try {
    return { kind: "parsed", value: JSON.parse(plain) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const position = Number(/position (\d+)/.exec(message)?.[1] ?? lexicalEnd(plain));
    return { kind: "invalid", message, line: plain.slice(0, position).split("\n").length };
  }
}

function blankExtras(text: string): string {
  const blank = (match: string): string => match.replace(/[^\n]/g, " ");
  const withoutComments = text.replace(/"(?:[^"\\]|\\.)*"|\/\/[^\n]*|\/\*[^]*?\*\//g, (match) =>
    match.startsWith('"') ? match : blank(match),
  );
  return withoutComments.replace(/"(?:[^"\\]|\\.)*"|,(?=\s*[\]}])/g, (match) =>
    match === "," ? " " : match,
  );
}

/** Where the text stops being JSON tokens: not every runtime's message says where an error is. */
function lexicalEnd(text: string): number {
  const token = /\s*(?:"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|(?:true|false|null)\b|[{}[\],:])/y;
  let end = 0;
  while (token.test(text)) end = token.lastIndex;
  return end + (/^\s*/.exec(text.slice(end))?.[0].length ?? 0);
}
