import { skipWrappers } from "../ast.ts";
import type { SpanCall } from "../calls.ts";
import type { SpanFile } from "../file.ts";
import { findProperty } from "../repairs/property.ts";
import { keyOnceMended } from "./keys.ts";
import { staticText } from "./static-value.ts";
import { styledName } from "./style.ts";

/** What the conventions begin the names of an op with, and the attribute that goes on. @see facts/sentry.md section 6 */
const TEMPLATES: Readonly<Record<string, readonly [start: string, attribute: string]>> = {
  "gen_ai.invoke_agent": ["invoke_agent", "gen_ai.agent.name"],
  "gen_ai.chat": ["chat", "gen_ai.request.model"],
  "gen_ai.embeddings": ["embeddings", "gen_ai.request.model"],
  "gen_ai.generate_content": ["generate_content", "gen_ai.request.model"],
  "gen_ai.execute_tool": ["execute_tool", "gen_ai.tool.name"],
  "queue.publish": ["publish", "messaging.destination.name"],
  "queue.process": ["process", "messaging.destination.name"],
};

/** The conventions' form of an op's names, such as `chat {gen_ai.request.model}`, where a name has another one. */
export function missedTemplate(op: string, name: string): string | undefined {
  const [start, attribute] = TEMPLATES[op] ?? [];
  if (start === undefined || attribute === undefined) return undefined;
  return name === start || name.startsWith(`${start} `) ? undefined : `${start} {${attribute}}`;
}

/** A name in the config's style: what a span of this op is called once it is mended. */
export function wantedName(file: SpanFile, call: SpanCall, op: string, name: string): string {
  const { names } = file.config;
  const styled = styledName(names, op, name);
  if (names?.style !== "conventions" || missedTemplate(op, styled) === undefined) return styled;
  const [start = "", attribute = ""] = TEMPLATES[op] ?? [];
  const subject = textAttribute(file, call, attribute);
  return subject === undefined ? styled : `${start} ${subject}`;
}

/** The attribute that a start call gives its span, where it is written out. */
function textAttribute(file: SpanFile, { options }: SpanCall, wanted: string): string | undefined {
  const attributes = options === undefined ? undefined : findProperty(options, "attributes");
  const object = attributes === undefined ? undefined : skipWrappers(attributes.value);
  if (object?.type !== "ObjectExpression") return undefined;
  for (const property of object.properties) {
    if (property.type !== "Property" || property.computed) continue;
    const key = property.key.type === "Literal" ? String(property.key.value) : "";
    if (keyOnceMended(file, key) === wanted) return staticText(property.value);
  }
  return undefined;
}
