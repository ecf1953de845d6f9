import type { TSESTree } from "@typescript-eslint/types";
import { findStatement, keyName, skipWrappers } from "../ast.ts";
import { readHelperCall } from "../calls.ts";
import type { SendEntry } from "../config.ts";
import { textOf, type SpanFile } from "../file.ts";
import { skip, type Skip } from "../outcome.ts";
import { calleeName, calleePath, isChannelCall } from "./callee.ts";
import { findSchema } from "./schema.ts";
import { isTextOrBytes, variableFacts } from "./variable.ts";

/** What a call sends, traced back to the object that can carry a trace. */
export interface Payload {
  readonly kind: "payload";
  /** The expression that the carrier goes around. */
  readonly message: TSESTree.Expression;
  /** It carries a trace already: the helper's call, or a `_sentry` of its own. */
  readonly isCarried: boolean;
  /** Where the message becomes text, or is handed over: this has to run inside the span. */
  readonly taken: TSESTree.Node;
  readonly isSerialized: boolean;
}

/** Methods of which the first argument is a name and the second the message. */
const NAMED_FIRST = /^(?:emit|add|publish|sendToQueue|enqueue|trigger)$/;
/** Methods that take text or bytes only: an unknown value there is not an object. */
const TAKES_TEXT = /^(?:send|publish|sendToQueue|write|produce)$/;

const SERIALIZERS = /^(?:stringify|serialize|pack|toJson)$/;

/** Finds the object behind what a call sends; a reason where there is none. */
export function findPayload(file: SpanFile, call: TSESTree.CallExpression, entry: SendEntry): Payload | Skip {
  if (isSerializer(call))
    return resolveArgument(file, call.arguments[0], { taken: call, isSerialized: true });
  const method = calleeName(call);
  const [first, second] = call.arguments;
  const named = NAMED_FIRST.test(method) && second !== undefined;
  const takesObjects = entry.at !== undefined || !TAKES_TEXT.test(method) || isChannelCall(call);
  return resolveArgument(file, named ? second : first, { taken: call, isSerialized: false, takesObjects });
}

/** `JSON.stringify(x)` and its like. */
function isSerializer(call: TSESTree.CallExpression): boolean {
  return SERIALIZERS.test(calleeName(call));
}

interface Place {
  readonly taken: TSESTree.Node;
  readonly isSerialized: boolean;
  readonly takesObjects?: boolean;
}

function resolveArgument(
  file: SpanFile,
  node: TSESTree.CallExpressionArgument | undefined,
  place: Place,
): Payload | Skip {
  if (node === undefined || node.type === "SpreadElement") return skip("message-not-found");
  return resolve(file, node, place);
}

function resolve(file: SpanFile, node: TSESTree.Expression, place: Place): Payload | Skip {
  const inner = skipWrappers(node);
  const found: Payload = {
    kind: "payload",
    message: node,
    isCarried: false,
    taken: place.taken,
    isSerialized: place.isSerialized,
  };
  const notAnObject = skip("payload-not-an-object", short(file, inner));
  switch (inner.type) {
    case "ObjectExpression":
      return { ...found, isCarried: hasCarrier(inner) };
    case "Identifier":
      return resolveName(file, inner, found, place);
    case "CallExpression":
      return resolveCall(file, inner, found, place);
    case "MemberExpression":
    case "AwaitExpression":
    case "YieldExpression":
    case "ConditionalExpression":
    case "LogicalExpression":
    case "ThisExpression":
      return isObject(file, node, place) ? found : notAnObject;
    default:
      return notAnObject;
  }
}

function resolveCall(
  file: SpanFile,
  call: TSESTree.CallExpression,
  found: Payload,
  place: Place,
): Payload | Skip {
  const notAnObject = skip("payload-not-an-object", short(file, call));
  const [argument] = call.arguments;
  if (
    readHelperCall(file, call) === "withTraceCarrier" &&
    argument !== undefined &&
    argument.type !== "SpreadElement"
  )
    return { ...found, message: argument, isCarried: true };
  if (isSerializer(call)) {
    if (place.isSerialized) return notAnObject;
    // A list of property names lets no other property through.
    if (call.arguments[1]?.type === "ArrayExpression")
      return skip("run-time-schema", short(file, call.arguments[1]));
    return resolveArgument(file, argument, { taken: place.taken, isSerialized: true });
  }
  if (isEncoder(call)) {
    const encoded = resolveArgument(file, argument, { ...place, takesObjects: false });
    return encoded.kind === "payload" && encoded.isSerialized ? encoded : notAnObject;
  }
  const schema = findSchema(file, call);
  if (schema !== undefined) return skip("run-time-schema", schema);
  if (/^(?:toString|join|concat|String|toJSON|toBinary|encode|slice|subarray)$/.test(calleeName(call)))
    return notAnObject;
  return isObject(file, call, place) ? found : notAnObject;
}

/** `Buffer.from(JSON.stringify(x))`, `encoder.encode(JSON.stringify(x))`. */
function isEncoder(call: TSESTree.CallExpression): boolean {
  return calleePath(call).join(".") === "Buffer.from" || calleeName(call) === "encode";
}

function resolveName(
  file: SpanFile,
  node: TSESTree.Identifier,
  found: Payload,
  place: Place,
): Payload | Skip {
  const facts = variableFacts(file, node);
  const notAnObject = skip("payload-not-an-object", node.name);
  if (facts === undefined || isTextOrBytes(facts.annotation)) return notAnObject;
  const value = facts.value === undefined ? undefined : skipWrappers(facts.value);
  if (value !== undefined) {
    const behind = resolve(file, value as TSESTree.Expression, {
      ...place,
      taken: findStatement(value) ?? place.taken,
    });
    const serializedThere = behind.kind === "payload" && behind.isSerialized && !place.isSerialized;
    if (serializedThere || (behind.kind === "payload" && behind.isCarried)) return behind;
    if (behind.kind === "skip" && (behind.reason === "run-time-schema" || isSurelyNoObject(value)))
      return behind;
    if (value.type === "ObjectExpression") return found;
  }
  const isTyped = facts.annotation !== undefined && !/^TS(?:Any|Unknown)Keyword$/.test(facts.annotation.type);
  return isTyped || isObject(file, node, place) ? found : notAnObject;
}

/** Behind `JSON.stringify`, and where objects are sent as they are, an unknown value is taken for one; the helper looks at run time. */
function isObject(file: SpanFile, node: TSESTree.Node, place: Place): boolean {
  if (file.types?.propertyOf(file.path, node.range, "charCodeAt") !== undefined) return false;
  if (file.types?.propertyOf(file.path, node.range, "byteLength") !== undefined) return false;
  return place.isSerialized || place.takesObjects === true;
}

function isSurelyNoObject(node: TSESTree.Node): boolean {
  return !/^(?:Identifier|MemberExpression|CallExpression|AwaitExpression|ConditionalExpression|LogicalExpression)$/.test(
    node.type,
  );
}

function hasCarrier(node: TSESTree.ObjectExpression): boolean {
  return node.properties.some(
    (property) => property.type === "Property" && keyName(property.key, property.computed) === "_sentry",
  );
}

function short(file: SpanFile, node: TSESTree.Node): string {
  return textOf(file, node).replace(/\s+/g, " ").slice(0, 60);
}
