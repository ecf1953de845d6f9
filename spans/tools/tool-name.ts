import type { TSESTree } from "@typescript-eslint/types";
import { keyName, memberPath, skipWrappers, type FunctionNode } from "../ast.ts";
import { findConstValue } from "../definition.ts";
import { staticText } from "../naming/static-value.ts";
import { textOf, type SpanFile } from "../file.ts";
import { findReadable } from "../gen-ai/readable-properties.ts";
import { safePath } from "../attributes.ts";

/** The tool that is called: by name, or an expression that gives its name when the code runs and cannot throw. */
export type ToolName =
  | { readonly kind: "literal"; readonly name: string }
  | { readonly kind: "expression"; readonly text: string };

/** What parameters and properties that hold a tool's name are called, best first. */
const NAMES = ["toolName", "tool_name", "toolId", "functionName", "name", "tool"];

/** The tool that a function runs: the class says its name, or a parameter holds it. */
export function toolOfFunction(file: SpanFile, node: FunctionNode): ToolName | undefined {
  const stated = statedTool(node);
  if (stated !== undefined) return { kind: "literal", name: stated };
  const found = findReadable(file, node, NAMES);
  return found === undefined || found.kind === "array" ? undefined : { kind: "expression", text: found.text };
}

/** The tool that a call asks for: its first argument, or the `name` of it. */
export function toolOfCall(file: SpanFile, node: TSESTree.CallExpression): ToolName | undefined {
  const [first] = node.arguments;
  if (first === undefined || first.type === "SpreadElement") return undefined;
  const request = skipWrappers(first);
  if (request.type !== "ObjectExpression") return toolOfValue(file, first);
  const value = propertyOf(request, ["name", "toolName", "tool"]);
  return value === undefined ? undefined : toolOfValue(file, value);
}

/** The tool of `{ method: "tools/call", params: { name } }`, or of params that are made elsewhere: `client.callTool(params)`. */
export function toolOfRequest(file: SpanFile, node: TSESTree.Node | undefined): ToolName | undefined {
  if (node === undefined) return undefined;
  const request = skipWrappers(node);
  if (request.type !== "ObjectExpression") {
    const path = memberPath(request);
    return path === undefined ? undefined : { kind: "expression", text: safePath([...path, "name"]) };
  }
  const params = propertyOf(request, ["params"]);
  if (params !== undefined) return toolOfRequest(file, params);
  const value = propertyOf(request, ["name"]);
  return value === undefined ? undefined : toolOfValue(file, value);
}

function toolOfValue(file: SpanFile, node: TSESTree.Node): ToolName | undefined {
  const inner = skipWrappers(node);
  const name = knownText(file, inner);
  if (name !== undefined) return { kind: "literal", name };
  // The call reads it as well, so reading it before throws nothing that would not be thrown here.
  return memberPath(inner) === undefined ? undefined : { kind: "expression", text: textOf(file, node) };
}

/** A literal, or a const of the file that is one. */
function knownText(file: SpanFile, node: TSESTree.Node): string | undefined {
  if (node.type !== "Identifier") return staticText(node);
  const value = findConstValue(file, node);
  const init = value === undefined ? undefined : skipWrappers(value);
  return init?.type === "Literal" && typeof init.value === "string" ? init.value : undefined;
}

function propertyOf(object: TSESTree.ObjectExpression, names: readonly string[]): TSESTree.Node | undefined {
  for (const name of names) {
    const property = object.properties.findLast(
      (one) => one.type === "Property" && keyName(one.key, one.computed) === name,
    );
    if (property?.type === "Property") return property.value;
  }
  return undefined;
}

/** `readonly name = "search"` of the class that a tool is. */
function statedTool(node: FunctionNode): string | undefined {
  const { parent } = node;
  if (parent?.type !== "MethodDefinition" && parent?.type !== "PropertyDefinition") return undefined;
  for (const member of parent.parent.body) {
    if (
      member.type !== "PropertyDefinition" ||
      !/^(?:name|toolName)$/.test(keyName(member.key, member.computed) ?? "")
    )
      continue;
    const value = member.value == null ? undefined : skipWrappers(member.value);
    if (value?.type === "Literal" && typeof value.value === "string" && /^[\w.:/-]{1,64}$/.test(value.value))
      return value.value;
  }
  return undefined;
}
