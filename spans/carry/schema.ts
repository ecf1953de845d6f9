import type { TSESTree } from "@typescript-eslint/types";
import { findVariable, memberPath, skipWrappers } from "../ast.ts";
import { textOf, type SpanFile } from "../file.ts";
import { findImport, importBindings } from "../imports.ts";
import { walk } from "../walk.ts";
import { calleePath } from "./callee.ts";
import { findSchemaObjects } from "./extend-schema.ts";

const LIBRARIES =
  /^(?:zod|zod\/|valibot|ajv|ajv\/|yup|joi|superstruct|runtypes|io-ts|arktype|effect|@effect\/schema|@sinclair\/typebox|typebox|@hapi\/joi|fastest-validator)/;

const METHODS =
  /^(?:parse|safeParse|parseAsync|safeParseAsync|validate|validateSync|validateAsync|assert|Parse|Decode|decodeUnknownSync|cast)$/;

/** Have a `parse` of their own that knows nothing of properties. */
const PARSERS =
  /^(?:JSON|Date|path|url|URL|qs|querystring|Number|YAML|yaml|superjson|devalue|EJSON|BSON|ms|semver)$/;

/**
 * The run-time schema that a call checks a value with: zod, valibot, ajv and their like. Such a schema strips properties that it does
 * not list, or rejects the message for them.
 */
export function findSchema(file: SpanFile, node: TSESTree.Node): string | undefined {
  const call = skipWrappers(node);
  if (call.type === "AwaitExpression") return findSchema(file, call.argument);
  if (call.type === "MemberExpression") return findSchema(file, call.object);
  if (call.type !== "CallExpression") return undefined;
  const path = calleePath(call);
  const [root, ...rest] = path;
  if (root === undefined || PARSERS.test(root)) return undefined;
  const checks = rest.length === 0 ? isCompiled(file, call) : METHODS.test(rest.at(-1) ?? "");
  if (!checks) return undefined;
  const owner = memberPath(call.callee)?.slice(0, -1) ?? [];
  const argument = call.arguments[0];
  // valibot: `v.parse(Command, input)`; the schema is the argument.
  const schema =
    isLibrary(file, root) && rest.length > 0 && argument?.type === "Identifier" ? argument.name : root;
  if (rest.length > 0 && !looksLikeSchema(file, call, root, owner)) return undefined;
  const isKnown =
    declaresCarrier(file, call, schema) ||
    file.types?.propertyOf(file.path, call.range, "_sentry") !== undefined ||
    findSchemaObjects(file, call, schema) !== undefined;
  return isKnown ? undefined : path.join(".");
}

/** A schema check of a variable anywhere in a function: `if (!isCommand(message)) return` with ajv, or `Command.parse(message)`. */
export function findSchemaOf(file: SpanFile, within: TSESTree.Node, name: string): string | undefined {
  if (!importBindings(file).some(({ module }) => LIBRARIES.test(module) || module.startsWith(".")))
    return undefined;
  let found: string | undefined;
  walk(within, (node) => {
    if (found !== undefined) return false;
    if (node.type !== "CallExpression") return undefined;
    const isAbout = node.arguments.some((argument) => memberPath(argument)?.join(".") === name);
    if (isAbout) found = findSchema(file, node);
    return undefined;
  });
  return found;
}

/** `const isCommand = ajv.compile(schema)`. */
function isCompiled(file: SpanFile, call: TSESTree.CallExpression): boolean {
  const init = call.callee.type === "Identifier" ? initOf(file, call, call.callee.name) : undefined;
  if (init?.type !== "CallExpression") return false;
  const path = calleePath(init);
  return /^(?:compile|getSchema|Compile)$/.test(path.at(-1) ?? "") && usesLibrary(file);
}

function looksLikeSchema(file: SpanFile, at: TSESTree.Node, root: string, owner: readonly string[]): boolean {
  if (isLibrary(file, root)) return true;
  if (owner.some((part) => /schema|validator|codec/i.test(part))) return true;
  const init = initOf(file, at, root);
  if (init?.type === "CallExpression" && isLibrary(file, calleePath(init)[0] ?? "")) return true;
  // An imported `Command.parse`: types have no methods, so a capital letter here is a schema.
  return /^[A-Z]/.test(root) && findImport(file, root)?.module.startsWith(".") === true;
}

/** A schema of this file that lists `_sentry` lets it through. */
function declaresCarrier(file: SpanFile, at: TSESTree.Node, schema: string): boolean {
  const init = initOf(file, at, schema);
  return init !== undefined && /\b_sentry\b/.test(textOf(file, init));
}

function isLibrary(file: SpanFile, name: string): boolean {
  const module = findImport(file, name)?.module;
  return module !== undefined && LIBRARIES.test(module);
}

function usesLibrary(file: SpanFile): boolean {
  return importBindings(file).some(({ module }) => LIBRARIES.test(module));
}

function initOf(file: SpanFile, at: TSESTree.Node, name: string): TSESTree.Expression | undefined {
  const definition = findVariable(file, at, name)?.defs[0];
  return definition?.type === "Variable"
    ? ((definition.node.init as TSESTree.Expression | null) ?? undefined)
    : undefined;
}
