import type { TSESTree } from "@typescript-eslint/types";
import { keyName } from "../ast.ts";

/** The members that a message type is declared with, where it has some of its own. */
export type MemberOwner = TSESTree.TSInterfaceBody | TSESTree.TSTypeLiteral;

export type TypeDeclaration =
  TSESTree.TSInterfaceDeclaration | TSESTree.TSTypeAliasDeclaration | TSESTree.ClassDeclaration;

/**
 * The list of members that `_sentry?` can join: of an interface, of an object type, of the object part of an intersection, or of the
 * objects in a property of one (`updates: Array<{ … }>`).
 *
 * @param path - names of properties, from the declaration inwards.
 */
export function findMembers(declaration: TypeDeclaration, path: readonly string[]): MemberOwner | undefined {
  let owner: MemberOwner | undefined =
    declaration.type === "TSInterfaceDeclaration"
      ? declaration.body
      : declaration.type === "TSTypeAliasDeclaration"
        ? literalIn(declaration.typeAnnotation)
        : undefined;
  for (const name of path) {
    const member: TSESTree.TypeElement | undefined =
      owner === undefined
        ? undefined
        : membersOf(owner).find(
            (one) => one.type === "TSPropertySignature" && keyName(one.key, one.computed) === name,
          );
    owner =
      member?.type === "TSPropertySignature" && member.typeAnnotation !== undefined
        ? literalIn(member.typeAnnotation.typeAnnotation)
        : undefined;
  }
  return owner;
}

export function membersOf(owner: MemberOwner): readonly TSESTree.TypeElement[] {
  return owner.type === "TSInterfaceBody" ? owner.body : owner.members;
}

/** The object type in a type: itself, the last part of an intersection, the element of an array, a set or a record. */
function literalIn(type: TSESTree.TypeNode): TSESTree.TSTypeLiteral | undefined {
  switch (type.type) {
    case "TSTypeLiteral":
      return type;
    case "TSIntersectionType":
      return type.types.findLast((part) => part.type === "TSTypeLiteral");
    case "TSArrayType":
      return literalIn(type.elementType);
    case "TSTypeOperator":
      return type.operator === "readonly" && type.typeAnnotation !== undefined
        ? literalIn(type.typeAnnotation)
        : undefined;
    case "TSTypeReference": {
      const name = type.typeName.type === "Identifier" ? type.typeName.name : "";
      const element = type.typeArguments?.params.at(-1);
      return /^(?:Array|ReadonlyArray|Set|ReadonlySet|Map|ReadonlyMap|Record|Readonly|Promise)$/.test(name) &&
        element !== undefined
        ? literalIn(element)
        : undefined;
    }
    default:
      return undefined;
  }
}
