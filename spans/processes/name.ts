import type { TSESTree } from "@typescript-eslint/types";
import { memberPath } from "../ast.ts";
import { findDefinition } from "../definition.ts";
import type { SpanFile } from "../file.ts";
import type { ProcessApi } from "./api.ts";

/** What a process is called until it is started; the helper then takes the name of its program. */
const UNKNOWN = "subprocess";

/**
 * The program that a call runs, as far as it is written there: `git`, and `node helper.js` for a file of its own. Never an argument, a
 * folder or what is interpolated.
 */
export function programName(file: SpanFile, node: TSESTree.Node | undefined, api: ProcessApi): string {
  // Node's own path, which every other program would be called from as well.
  if (node !== undefined && memberPath(node)?.join(".") === "process.execPath") return "node";
  const text = node === undefined ? undefined : staticText(file, node, 0);
  if (text === undefined) return UNKNOWN;
  if (api === "fork" || api === "Worker") {
    const base = lastPart(text);
    return /^[\w.-]+$/.test(base) ? `node ${base}` : UNKNOWN;
  }
  const command = api === "exec" ? (/^\s*(?:\w+=\S*\s+)*("[^"]+"|\S+)(?=\s|$)/.exec(text)?.[1] ?? "") : text;
  const base = lastPart(command.replaceAll('"', "")).replace(/\.(?:exe|cmd|bat)$/i, "");
  return /^[\w.+-]+$/.test(base) ? base : UNKNOWN;
}

function lastPart(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}

/** A text that is written out; of a template with a mark where something is put in. */
function staticText(file: SpanFile, node: TSESTree.Node, depth: number): string | undefined {
  switch (node.type) {
    case "Literal":
      return typeof node.value === "string" ? node.value : undefined;
    case "TemplateLiteral":
      return node.quasis.map(({ value }) => value.cooked).join("\u0000");
    case "NewExpression": {
      // `new URL("./worker.js", import.meta.url)`
      const [path] = node.arguments;
      return node.callee.type === "Identifier" && node.callee.name === "URL" && path !== undefined
        ? staticText(file, path, depth + 1)
        : undefined;
    }
    case "CallExpression": {
      // `fileURLToPath(new URL(…))`
      const [path] = node.arguments;
      const isPath = node.callee.type === "Identifier" && node.callee.name === "fileURLToPath";
      return isPath && path !== undefined ? staticText(file, path, depth + 1) : undefined;
    }
    case "Identifier": {
      const made = depth > 3 ? undefined : findDefinition(file, node, node.name)?.node;
      return made?.type === "VariableDeclarator" && made.parent.kind === "const" && made.init !== null
        ? staticText(file, made.init, depth + 1)
        : undefined;
    }
    default:
      return undefined;
  }
}
