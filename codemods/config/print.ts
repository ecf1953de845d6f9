import type { SpanwrightConfig } from "../../spans/index.ts";

/** Longest line that holds two entries, in characters. */
const PAIR_WIDTH = 320;

/** The text of a config file: one entry a line, so that a review reads one site a line; one or two short ones stand with their key. */
export function printConfig(config: SpanwrightConfig & { readonly $schema?: string }): string {
  const lines = Object.entries(config).map(
    ([key, value]) => `  ${JSON.stringify(key)}: ${printValue(value, "  ")}`,
  );
  return `{\n${lines.join(",\n")}\n}\n`;
}

function printValue(value: unknown, indent: string): string {
  if (Array.isArray(value) && value.some((item) => typeof item === "object")) {
    const line = oneLine(value);
    if (value.length <= 2 && line.length <= PAIR_WIDTH) return line;
    return `[\n${value.map((item) => `${indent}  ${oneLine(item)}`).join(",\n")}\n${indent}]`;
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    const lines = Object.entries(value).map(
      ([key, item]) => `${indent}  ${JSON.stringify(key)}: ${printValue(item, `${indent}  `)}`,
    );
    return `{\n${lines.join(",\n")}\n${indent}}`;
  }
  return oneLine(value);
}

function oneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(oneLine).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return `{ ${entries.map(([key, item]) => `${JSON.stringify(key)}: ${oneLine(item)}`).join(", ")} }`;
}
