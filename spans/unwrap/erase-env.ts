import type { TSESTree } from "@typescript-eslint/types";
import { keyName, skipWrappers } from "../ast.ts";
import type { TextEdit } from "../edit.ts";
import type { SpanFile } from "../file.ts";
import { walk } from "../walk.ts";

/** The edits that take `traceEnv(…)` out of the environment of a process again, with what was written for it. */
export function eraseEnv(file: SpanFile, callback: TSESTree.ArrowFunctionExpression): TextEdit[] {
  const [parameter] = callback.params;
  if (parameter?.type !== "Identifier") return [];
  const edits: TextEdit[] = [];
  walk(callback.body, (node) => {
    if (node.type !== "CallExpression" || node.callee.type !== "Identifier") return;
    if (node.callee.name !== parameter.name) return;
    const { parent } = node;
    if (parent.type === "Property" && parent.value === node && keyName(parent.key, false) === "env")
      edits.push(...eraseProperty(file, parent, node));
  });
  return edits;
}

function eraseProperty(
  file: SpanFile,
  property: TSESTree.Property,
  call: TSESTree.CallExpression,
): TextEdit[] {
  const object = property.parent;
  const [env] = call.arguments;
  if (object.type !== "ObjectExpression") return [];
  const index = object.properties.indexOf(property);
  const before = object.properties[index - 1];
  const [first] = object.properties;
  const isOfSpread = first?.type === "SpreadElement" && isEnvOf(file, env, first.argument);
  if (isOfSpread && object.properties.length === 2)
    // `{ ...options, env: traceEnv(options.env) }` was `options`.
    return [
      { range: [object.range[0], first.argument.range[0]], text: "" },
      { range: [first.argument.range[1], object.range[1]], text: "" },
    ];
  const isAdded = object.properties.some(
    (one) => one.type === "SpreadElement" && isEnvOf(file, env, one.argument),
  );
  if (env === undefined || isAdded) {
    if (before !== undefined) return [{ range: [before.range[1], property.range[1]], text: "" }];
    const comma = file.text.lastIndexOf(",", object.range[0]);
    return [{ range: [comma, object.range[1]], text: "" }];
  }
  if (env.type === "Identifier" && env.name === "env") return [{ range: property.range, text: "env" }];
  return [
    { range: [call.range[0], env.range[0]], text: "" },
    { range: [env.range[1], call.range[1]], text: "" },
  ];
}

/** `options?.env`, for the options that are spread. */
function isEnvOf(file: SpanFile, node: TSESTree.Node | undefined, options: TSESTree.Node): boolean {
  const inner = node === undefined ? undefined : skipWrappers(node);
  if (inner?.type !== "MemberExpression") return false;
  const textOf = ({ range }: TSESTree.Node): string => file.text.slice(...range);
  return keyName(inner.property, inner.computed) === "env" && textOf(inner.object) === textOf(options);
}
