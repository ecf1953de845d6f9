import type { TSESTree } from "@typescript-eslint/types";
import { keyName, type FunctionNode } from "../ast.ts";
import type { PlannedEdit } from "../edit.ts";
import type { SpanFile } from "../file.ts";
import { replaceRange } from "../repairs/replace.ts";
import { lineEndAt, lineIndent } from "../style.ts";
import { nodesOf } from "../walk.ts";
import { contextParameter } from "./context.ts";

/** A type for the sampling context that someone wrote out. */
export interface HandType {
  readonly members: readonly TSESTree.TypeElement[];
  /** The annotation on the parameter itself; without it the type stands somewhere else in the file. */
  readonly annotation: TSESTree.TSTypeAnnotation | undefined;
  /** Something else uses it too, or may, so that it must not change. */
  readonly isShared: boolean;
}

/**
 * The members that a sampler's context has by a type of this file: on the parameter, in an interface or an alias, or in the function
 * type of the const that holds the sampler.
 */
export function findHandType(file: SpanFile, sampler: FunctionNode): HandType | undefined {
  const annotation = contextParameter(sampler)?.typeAnnotation ?? undefined;
  const type = annotation?.typeAnnotation ?? typeOfConst(sampler);
  if (type?.type === "TSTypeLiteral") return { members: type.members, annotation, isShared: false };
  if (type?.type !== "TSTypeReference" || type.typeName.type !== "Identifier") return undefined;
  const { name } = type.typeName;
  for (const statement of file.program.body) {
    const isExported = statement.type === "ExportNamedDeclaration";
    const declaration = isExported ? statement.declaration : statement;
    const members = membersOf(declaration, name);
    if (members === undefined) continue;
    const uses = nodesOf(file.program).filter((node) => node.type === "Identifier" && node.name === name);
    return { members, annotation: undefined, isShared: isExported || uses.length > 2 };
  }
  return undefined;
}

/** A member of the type by its name. */
export function findMember({ members }: HandType, key: string): TSESTree.TypeElement | undefined {
  return members.find(
    (one) =>
      (one.type === "TSPropertySignature" || one.type === "TSMethodSignature") &&
      keyName(one.key, one.computed) === key,
  );
}

/** Puts other members in the place of one; `undefined` where a comment would be lost. */
export function replaceMember(
  file: SpanFile,
  member: TSESTree.TypeElement,
  written: readonly string[],
): PlannedEdit | undefined {
  if (holdsComment(file, member.range)) return undefined;
  const end = /[;,]$/.exec(file.text.slice(...member.range))?.[0] ?? "";
  const isAlone =
    file.text.slice(file.text.lastIndexOf("\n", member.range[0]) + 1, member.range[0]).trim() === "";
  const gap = isAlone ? lineEndAt(file.text, member.range[0]) + lineIndent(file.text, member.range[0]) : " ";
  return replaceRange(member.range, written.join((end === "" && !isAlone ? ";" : end) + gap) + end);
}

/** Puts a member behind the last one. */
export function addMember(file: SpanFile, { members }: HandType, written: string): PlannedEdit | undefined {
  const last = members.at(-1);
  if (last === undefined) return undefined;
  const end = /[;,]$/.exec(file.text.slice(...last.range))?.[0] ?? "";
  const isAlone =
    file.text.slice(file.text.lastIndexOf("\n", last.range[0]) + 1, last.range[0]).trim() === "";
  const gap = isAlone ? lineEndAt(file.text, last.range[0]) + lineIndent(file.text, last.range[0]) : " ";
  const text = (end === "" && !isAlone ? ";" : "") + gap + written + end;
  return { range: [last.range[1], last.range[1]], text, side: "close" };
}

/** Takes a type annotation away, unless a comment is in it. */
export function removeType(file: SpanFile, { range }: TSESTree.TSTypeAnnotation): PlannedEdit | undefined {
  return holdsComment(file, range) ? undefined : replaceRange(range, "");
}

function holdsComment({ comments }: SpanFile, [start, end]: readonly [number, number]): boolean {
  return comments.some(({ range }) => start <= range[0] && range[1] <= end);
}

/** `const sampler: (context: T) => number = (context) => …` */
function typeOfConst({ parent }: FunctionNode): TSESTree.TypeNode | undefined {
  if (parent.type !== "VariableDeclarator") return undefined;
  const type = parent.id.typeAnnotation?.typeAnnotation;
  const [first] = type?.type === "TSFunctionType" ? type.params : [];
  return first?.type === "Identifier" ? first.typeAnnotation?.typeAnnotation : undefined;
}

function membersOf(node: TSESTree.Node | null, name: string): readonly TSESTree.TypeElement[] | undefined {
  if (node?.type === "TSInterfaceDeclaration" && node.id.name === name) return node.body.body;
  if (node?.type !== "TSTypeAliasDeclaration" || node.id.name !== name) return undefined;
  return node.typeAnnotation.type === "TSTypeLiteral" ? node.typeAnnotation.members : undefined;
}
