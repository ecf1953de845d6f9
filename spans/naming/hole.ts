import type { TSESTree } from "@typescript-eslint/types";
import { keyName, memberName, memberPath, skipWrappers } from "../ast.ts";
import { wordsOf } from "./words.ts";

/** Nouns of which each thing has its own. The last word of a name is its noun: `userId` is an id, `idType` a type. */
const ID_NOUNS: ReadonlySet<string> = new Set(
  (
    "id ids uuid guid slug email emails url urls uri href path pathname filepath filename query token hash sha sha1 sha256 md5 " +
    "checksum digest key date datetime timestamp time ts session message msg nonce cursor ip address username phone stack"
  ).split(" "),
);

/** Ids, keys and paths of which there are few. */
const FEW =
  /^(?:(?:model|provider|agent type|tool|region|locale|plan|tier|route|queue|topic|feature|flag|config|setting|kind|type|status|table|field|column|attribute|sort|translation|i18n|phase|stage) (?:id|key)|(?:route|router|template) (?:path|url))$/;

/**
 * Whether what stands in a name's hole has as many values as there are requests, by its own name: ids, addresses, times, texts.
 */
export function isIdLike(node: TSESTree.Node): boolean {
  const inner = skipWrappers(node);
  switch (inner.type) {
    case "Identifier":
      return isIdName([inner.name]);
    case "MemberExpression": {
      const path = memberPath(inner);
      if (path !== undefined) return isIdName(path);
      const name = memberName(inner);
      return name !== undefined && isIdName([name]);
    }
    case "CallExpression":
      return isIdCall(inner);
    case "NewExpression":
      return keyName(inner.callee, false) === "Date";
    case "AwaitExpression":
      return isIdLike(inner.argument);
    case "LogicalExpression":
      return isIdLike(inner.left) || isIdLike(inner.right);
    case "ConditionalExpression":
      return isIdLike(inner.consequent) || isIdLike(inner.alternate);
    case "TemplateLiteral":
      return inner.expressions.some(isIdLike);
    case "BinaryExpression":
      return inner.operator === "+" && (isIdLike(inner.left) || isIdLike(inner.right));
    default:
      return false;
  }
}

/** `Date.now()`, `crypto.randomUUID()`, `nanoid()`, `String(task.id)`, `task.id.slice(0, 8)`, `getUserId()`. */
function isIdCall({ callee, arguments: args }: TSESTree.CallExpression): boolean {
  const name = callee.type === "MemberExpression" ? memberName(callee) : keyName(callee, false);
  if (name === undefined) return false;
  const path = memberPath(callee)?.join(".") ?? name;
  if (
    /^(?:Date\.now|Math\.random|performance\.now)$/.test(path) ||
    /^(?:randomUUID|nanoid|uuid|uuidv4|v4|ulid|cuid)$/.test(name)
  )
    return true;
  if (/^(?:String|encodeURIComponent)$/.test(name)) return args.some((argument) => isIdLike(argument));
  if (
    callee.type === "MemberExpression" &&
    /^(?:toString|slice|substring|substr|trim|toISOString|toLowerCase)$/.test(name)
  )
    return name === "toISOString" || isIdLike(callee.object);
  return /^(?:get|make|create|generate|new)[A-Z]/.test(name) && isIdName([name]);
}

function isIdName(path: readonly string[]): boolean {
  const words = path.flatMap(wordsOf);
  const last = words.at(-1) ?? "";
  if (!ID_NOUNS.has(last)) return false;
  return !FEW.test(words.slice(-2).join(" ")) && !FEW.test(words.slice(-3).join(" "));
}
