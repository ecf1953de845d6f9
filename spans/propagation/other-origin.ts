import type { TSESTree } from "@typescript-eslint/types";
import { memberName, skipWrappers } from "../ast.ts";
import { findDefinition } from "../definition.ts";
import type { SpanFile } from "../file.ts";
import { nodesOf } from "../walk.ts";

/** A call of a browser's instrumented client with a URL that is known here. */
export interface OriginCall {
  /** What names the URL. */
  readonly node: TSESTree.Node;
  /** `https://api.example.com/` and what is static behind it. */
  readonly url: string;
}

/** Calls in a file that go to an origin which is written out: `fetch("https://…")`, `axios.create({ baseURL: "https://…" })`. */
export function findOriginCalls(file: SpanFile): readonly OriginCall[] {
  return nodesOf(file.program).flatMap((node) => {
    if (node.type !== "CallExpression") return [];
    const [first] = node.arguments;
    if (first === undefined || !isClient(node.callee)) return [];
    const target = first.type === "ObjectExpression" ? baseUrlOf(first) : first;
    const url = target === undefined ? undefined : staticUrl(file, target);
    return target === undefined || url === undefined ? [] : [{ node: target, url }];
  });
}

function isClient(callee: TSESTree.Expression): boolean {
  if (callee.type === "Identifier") return /^(?:fetch|axios|ky|ofetch|\$fetch)$/.test(callee.name);
  if (callee.type !== "MemberExpression" || callee.object.type !== "Identifier") return false;
  const { name } = callee.object;
  if (/^(?:window|globalThis|self)$/.test(name)) return memberName(callee) === "fetch";
  return /^(?:axios|ky)$/.test(name);
}

function baseUrlOf({ properties }: TSESTree.ObjectExpression): TSESTree.Node | undefined {
  const found = properties.find(
    (one) =>
      one.type === "Property" &&
      one.key.type === "Identifier" &&
      /^(?:baseURL|prefixUrl|url)$/.test(one.key.name),
  );
  return found?.type === "Property" ? found.value : undefined;
}

/** The static start of a URL, when it has the whole host. */
function staticUrl(file: SpanFile, node: TSESTree.Node): string | undefined {
  const text = staticStart(file, node);
  const origin = /^https?:\/\/[^/?#]+(?=[/?#])/.exec(text.isWhole ? `${text.start}/` : text.start)?.[0];
  if (origin === undefined || !URL.canParse(text.start)) return undefined;
  return new URL(text.start).href;
}

function staticStart(
  file: SpanFile,
  node: TSESTree.Node,
): { readonly start: string; readonly isWhole: boolean } {
  const inner = skipWrappers(node);
  if (inner.type === "Literal" && typeof inner.value === "string")
    return { start: inner.value, isWhole: true };
  if (inner.type === "TemplateLiteral") {
    const head = inner.quasis[0]?.value.cooked ?? "";
    const [first] = inner.expressions;
    if (head === "" && first !== undefined) {
      const start = staticStart(file, first);
      return {
        start: start.start + (inner.quasis[1]?.value.cooked ?? ""),
        isWhole: start.isWhole && inner.expressions.length === 1,
      };
    }
    return { start: head, isWhole: inner.expressions.length === 0 };
  }
  if (inner.type === "BinaryExpression" && inner.operator === "+") {
    const left = staticStart(file, inner.left);
    const right = left.isWhole ? staticStart(file, inner.right) : { start: "", isWhole: false };
    return { start: left.start + right.start, isWhole: right.isWhole };
  }
  if (inner.type !== "Identifier") return { start: "", isWhole: false };
  const definition = findDefinition(file, inner, inner.name);
  const declarator = definition?.kind === "variable" ? definition.node : undefined;
  const isConst = declarator?.type === "VariableDeclarator" && declarator.parent.kind === "const";
  return isConst && declarator.id.type === "Identifier" && declarator.init !== null
    ? staticStart(file, declarator.init)
    : { start: "", isWhole: false };
}
