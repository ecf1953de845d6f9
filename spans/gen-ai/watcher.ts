import type { FunctionNode } from "../ast.ts";
import type { ProviderEntry } from "../config.ts";
import type { SpanFile } from "../file.ts";
import type { SkipReason } from "../reason.ts";
import { helperCallee, namedCallee, type CalleeReference } from "../sentry.ts";
import { styleOf } from "../style.ts";

/**
 * `watchAgentMessages()`: what makes tool spans and end attributes of an agent's messages. With `read` in the entry the project's own
 * function reads them first.
 */
export function agentWatcher(
  file: SpanFile,
  node: FunctionNode,
  { read }: ProviderEntry,
): CalleeReference | SkipReason {
  const watch = helperCallee(file, node.body, "watchAgentMessages");
  if (typeof watch === "string" || read === undefined)
    return typeof watch === "string" ? watch : { text: `${watch.text}()`, needs: watch.needs };
  const reader = namedCallee(file, node.body, read.module, read.name);
  if (typeof reader === "string") return reader;
  const [open, close] = styleOf(file).bracketSpacing ? ["{ ", " }"] : ["{", "}"];
  const property = reader.text === "read" ? "read" : `read: ${reader.text}`;
  return { text: `${watch.text}(${open}${property}${close})`, needs: [...watch.needs, ...reader.needs] };
}
