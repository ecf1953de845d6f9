import type { TSESTree } from "@typescript-eslint/types";
import { findVariable, isFunction, keyName, memberName, memberPath, type FunctionNode } from "../ast.ts";
import type { SpanFile } from "../file.ts";
import { walkOwn } from "../flow.ts";

/**
 * What a function hands to its caller, as far as `startSpan` cares: it calls `then` on whatever has one, which would run a lazy query.
 *
 * - `promise`: work has started already
 * - `plain`: surely nothing with a `then`
 * - `unknown`: may be a lazy query, a hand-made thenable, a generator or a stream
 */
export type ResultKind = "promise" | "plain" | "unknown";

/** @see facts/sentry.md 1.3; facts/users-and-peers.md: thenables returned by sync functions flip test262 tests. */
export function resultOf(file: SpanFile, node: FunctionNode): ResultKind {
  if (node.generator) return "unknown";
  if (node.async) return "promise";
  const annotation = node.returnType?.typeAnnotation;
  if (annotation !== undefined) {
    const declared = typeResult(file, annotation);
    if (declared !== "unknown") return declared;
  }
  const values = returnedValues(node);
  if (values.length === 0) return "plain";
  const kinds = values.map((value) => valueResult(file, value));
  if (kinds.every((kind) => kind === "plain")) return "plain";
  return kinds.includes("unknown") ? "unknown" : "promise";
}

/** The expressions that a function returns. */
export function returnedValues(node: FunctionNode): TSESTree.Expression[] {
  if (node.body.type !== "BlockStatement") return [node.body];
  const values: TSESTree.Expression[] = [];
  walkOwn(node.body, (inner) => {
    if (inner.type === "ReturnStatement" && inner.argument !== null) values.push(inner.argument);
  });
  return values;
}

/** What an expression evaluates to: by types where they know, else by its form. */
export function valueResult(file: SpanFile, node: TSESTree.Expression, depth = 0): ResultKind {
  const form = formResult(file, node, depth);
  if (form !== "unknown" || file.types === undefined) return form;
  const kind = file.types.kindOfValue(file.path, node.range);
  if (kind === "promise") return "promise";
  return kind === "other" ? "plain" : "unknown";
}

const PLAIN_CLASSES =
  /^(?:Map|Set|WeakMap|WeakSet|Date|RegExp|URL|URLSearchParams|Array|Object|Buffer|Headers|Response|Request|AbortController|\w*Error|(?:Big)?(?:Ui|I)nt(?:8|16|32|64)(?:Clamped)?Array|Float(?:32|64)Array)$/;
const PLAIN_CALLS =
  /^(?:String|Number|Boolean|BigInt|Symbol|Date\.now|JSON\.stringify|Math\.\w+|Array\.(?:from|isArray|of)|Object\.(?:keys|entries)|parseInt|parseFloat)$/;

function formResult(file: SpanFile, node: TSESTree.Expression, depth: number): ResultKind {
  if (depth > 5) return "unknown";
  const both = (...parts: readonly TSESTree.Expression[]): ResultKind => {
    const kinds = parts.map((part) => valueResult(file, part, depth + 1));
    if (kinds.includes("unknown")) return "unknown";
    return kinds.includes("promise") ? "promise" : "plain";
  };
  switch (node.type) {
    case "Literal":
    case "TemplateLiteral":
    case "UnaryExpression":
    case "BinaryExpression":
    case "UpdateExpression":
    case "ArrowFunctionExpression":
    case "FunctionExpression":
    case "ArrayExpression":
    case "JSXElement":
    case "JSXFragment":
      return "plain";
    case "ObjectExpression":
      return hasNoThen(node) ? "plain" : "unknown";
    case "LogicalExpression":
      return both(node.left, node.right);
    case "ConditionalExpression":
      return both(node.consequent, node.alternate);
    case "SequenceExpression":
      return both(...node.expressions.slice(-1));
    case "AssignmentExpression":
      return node.operator === "=" ? both(node.right) : "unknown";
    case "TSAsExpression":
    case "TSSatisfiesExpression":
    case "TSNonNullExpression":
    case "TSTypeAssertion":
      return both(node.expression);
    case "NewExpression": {
      const name = memberPath(node.callee)?.join(".") ?? "";
      if (name === "Promise") return "promise";
      return PLAIN_CLASSES.test(name) && isGlobal(file, node, name) ? "plain" : "unknown";
    }
    case "CallExpression":
      return callResult(file, node);
    case "Identifier":
      return nameResult(file, node, depth);
    default:
      return "unknown";
  }
}

function hasNoThen(node: TSESTree.ObjectExpression): boolean {
  return node.properties.every((property) => {
    if (property.type !== "Property") return false;
    const name = keyName(property.key, property.computed);
    return name !== undefined ? name !== "then" : property.key.type === "Literal";
  });
}

function callResult(file: SpanFile, node: TSESTree.CallExpression): ResultKind {
  const path = memberPath(node.callee) ?? [];
  const name = path.join(".");
  if (path.length > 0 && isGlobal(file, node, path[0] ?? "")) {
    if (PLAIN_CALLS.test(name)) return "plain";
    if (/^Promise\.\w+$/.test(name) || name === "fetch") return "promise";
  }
  const called = findCalledFunction(file, node);
  return called?.async === true && !called.generator ? "promise" : "unknown";
}

/** The function of this file that a call reaches by name or by `this`; `undefined` where another could stand in its place. */
export function findCalledFunction(file: SpanFile, call: TSESTree.CallExpression): FunctionNode | undefined {
  if (call.callee.type !== "Identifier") return undefined;
  const variable = findVariable(file, call, call.callee.name);
  const [definition, ...others] = variable?.defs ?? [];
  if (definition === undefined || others.length > 0) return undefined;
  const node = definition.node as TSESTree.Node;
  if (definition.type === "FunctionName") return isFunction(node) ? node : undefined;
  if (node.type !== "VariableDeclarator" || node.parent.kind !== "const" || node.id.type !== "Identifier")
    return undefined;
  return isFunction(node.init) ? node.init : undefined;
}

function nameResult(file: SpanFile, node: TSESTree.Identifier, depth: number): ResultKind {
  if (/^(?:undefined|NaN|Infinity)$/.test(node.name)) return "plain";
  const variable = findVariable(file, node, node.name);
  const [definition, ...others] = variable?.defs ?? [];
  const declarator = definition?.node as TSESTree.Node | undefined;
  if (others.length > 0 || declarator?.type !== "VariableDeclarator" || declarator.id.type !== "Identifier")
    return "unknown";
  if (declarator.id.typeAnnotation != null) {
    const declared = typeResult(file, declarator.id.typeAnnotation.typeAnnotation);
    if (declared !== "unknown") return declared;
  }
  if (declarator.parent.kind !== "const" || declarator.init == null || getsThen(variable)) return "unknown";
  return valueResult(file, declarator.init, depth + 1);
}

/** `lazy.then = …`, or a key that cannot be read: what began as a plain object may end as a thenable. */
function getsThen(variable: ReturnType<typeof findVariable>): boolean {
  return (variable?.references ?? []).some(({ identifier }) => {
    const { parent } = identifier as TSESTree.Node;
    if (parent?.type !== "MemberExpression" || parent.object !== identifier) return false;
    const name = memberName(parent);
    return parent.parent.type === "AssignmentExpression" && (name === undefined || name === "then");
  });
}

const PLAIN_TYPES = new Set([
  "TSVoidKeyword",
  "TSStringKeyword",
  "TSNumberKeyword",
  "TSBooleanKeyword",
  "TSBigIntKeyword",
  "TSSymbolKeyword",
  "TSNeverKeyword",
  "TSUndefinedKeyword",
  "TSNullKeyword",
  "TSArrayType",
  "TSTupleType",
  "TSLiteralType",
  "TSTemplateLiteralType",
  "TSFunctionType",
]);
const PLAIN_REFERENCES =
  /^(?:Array|ReadonlyArray|Map|Set|ReadonlyMap|ReadonlySet|WeakMap|WeakSet|Date|RegExp|URL|Buffer|Error|Response|Uint8Array|AbortController|JSX\.Element|React\.(?:JSX\.Element|ReactNode|ReactElement)|ReactNode|NodeJS\.Timeout)$/;

function typeResult(file: SpanFile, type: TSESTree.TypeNode): ResultKind {
  if (PLAIN_TYPES.has(type.type)) return "plain";
  switch (type.type) {
    case "TSUnionType": {
      const kinds = type.types.map((part) => typeResult(file, part));
      if (kinds.includes("unknown")) return "unknown";
      return kinds.includes("promise") ? "promise" : "plain";
    }
    case "TSTypeOperator":
      return type.typeAnnotation === undefined ? "unknown" : typeResult(file, type.typeAnnotation);
    case "TSTypeLiteral":
      return type.members.every(isNotThen) ? "plain" : "unknown";
    case "TSTypeReference": {
      const name = memberPath(type.typeName)?.join(".") ?? "";
      if (name === "Promise") return "promise";
      return PLAIN_REFERENCES.test(name) || isPlainInterface(file, name) ? "plain" : "unknown";
    }
    default:
      return "unknown";
  }
}

/** An interface of this file with members of its own only, none of them `then`. */
function isPlainInterface(file: SpanFile, name: string): boolean {
  return file.program.body.some((statement) => {
    const declaration = statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
    return (
      declaration?.type === "TSInterfaceDeclaration" &&
      declaration.id.name === name &&
      declaration.extends.length === 0 &&
      declaration.body.body.length > 0 &&
      declaration.body.body.every(isNotThen)
    );
  });
}

function isNotThen(member: TSESTree.TypeElement): boolean {
  if (member.type !== "TSPropertySignature" && member.type !== "TSMethodSignature") return false;
  return keyName(member.key, member.computed) !== "then";
}

function isGlobal(file: SpanFile, node: TSESTree.Node, name: string): boolean {
  return findVariable(file, node, name.split(".")[0] ?? name) === undefined;
}
