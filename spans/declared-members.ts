import type { TSESTree } from "@typescript-eslint/types";
import { keyName } from "./ast.ts";
import type { SpanFile } from "./file.ts";

/** What can be read off a type that is written in the file itself. */
export interface DeclaredMembers {
  readonly byName: ReadonlyMap<string, DeclaredMember>;
  /** False where a base type or another part of an intersection may bring more members. */
  readonly isWhole: boolean;
}

export interface DeclaredMember {
  /** `unknown` is a named type of another file. */
  readonly kind: "primitive" | "array" | "unknown" | "other";
  /** The value can be null, which no span attribute takes. */
  readonly nullable: boolean;
}

/** The members of a type literal, or of an interface or alias declared at the top level of the same file; no types needed. */
export function membersOf(file: SpanFile, type: TSESTree.TypeNode, depth = 0): DeclaredMembers | undefined {
  if (depth > 4) return undefined;
  switch (type.type) {
    case "TSTypeLiteral":
      return { byName: readMembers(file, type.members), isWhole: true };
    case "TSIntersectionType": {
      const parts = type.types.map((part) => membersOf(file, part, depth + 1));
      const known = parts.filter((part) => part !== undefined);
      return known.length === 0
        ? undefined
        : {
            byName: new Map(known.flatMap(({ byName }) => [...byName])),
            isWhole: known.length === parts.length && known.every(({ isWhole }) => isWhole),
          };
    }
    case "TSTypeReference": {
      const declaration = findDeclaredType(file, type);
      if (declaration === undefined || declaration.typeParameters != null) return undefined;
      return declaration.type === "TSTypeAliasDeclaration"
        ? membersOf(file, declaration.typeAnnotation, depth + 1)
        : {
            byName: readMembers(file, declaration.body.body),
            isWhole: declaration.extends.length === 0,
          };
    }
    default:
      return undefined;
  }
}

function readMembers(
  file: SpanFile,
  members: readonly TSESTree.TypeElement[],
): ReadonlyMap<string, DeclaredMember> {
  const byName = new Map<string, DeclaredMember>();
  for (const member of members) {
    if (member.type !== "TSPropertySignature") continue;
    const name = keyName(member.key, member.computed);
    const type = member.typeAnnotation?.typeAnnotation;
    if (name !== undefined)
      byName.set(name, type === undefined ? { kind: "unknown", nullable: true } : describe(file, type));
  }
  return byName;
}

const OBJECTS =
  /^(?:Readonly)?(?:Map|Set|WeakMap|WeakSet|Record|Date|Promise|RegExp|URL|AbortController|AbortSignal|Buffer)$/;

/** What a property of a declared type holds. */
export function describe(file: SpanFile, type: TSESTree.TypeNode, depth = 0): DeclaredMember {
  switch (type.type) {
    case "TSStringKeyword":
    case "TSNumberKeyword":
    case "TSBooleanKeyword":
    case "TSLiteralType":
    case "TSTemplateLiteralType":
    case "TSUndefinedKeyword":
      return { kind: "primitive", nullable: false };
    case "TSNullKeyword":
      return { kind: "primitive", nullable: true };
    case "TSArrayType":
    case "TSTupleType":
      return { kind: "array", nullable: false };
    case "TSTypeOperator":
      return type.operator === "readonly" && type.typeAnnotation !== undefined
        ? describe(file, type.typeAnnotation, depth + 1)
        : { kind: "other", nullable: false };
    case "TSUnionType": {
      const parts = type.types
        .filter(({ type: part }) => part !== "TSUndefinedKeyword" && part !== "TSNullKeyword")
        .map((part) => describe(file, part, depth + 1));
      const nullable = type.types.some(({ type: part }) => part === "TSNullKeyword");
      const [first] = parts;
      const same = first !== undefined && parts.every(({ kind }) => kind === first.kind);
      return { kind: same ? first.kind : "other", nullable: nullable || parts.some((part) => part.nullable) };
    }
    case "TSTypeReference": {
      const name = type.typeName.type === "Identifier" ? type.typeName.name : undefined;
      if (name === "Array" || name === "ReadonlyArray") return { kind: "array", nullable: false };
      if (name !== undefined && OBJECTS.test(name)) return { kind: "other", nullable: false };
      const declaration = findDeclaredType(file, type);
      if (declaration === undefined) return { kind: "unknown", nullable: false };
      return declaration.type === "TSTypeAliasDeclaration" && depth < 5
        ? describe(file, declaration.typeAnnotation, depth + 1)
        : { kind: "other", nullable: false };
    }
    default:
      return { kind: "other", nullable: false };
  }
}

function findDeclaredType(
  file: SpanFile,
  { typeName }: TSESTree.TSTypeReference,
): TSESTree.TSInterfaceDeclaration | TSESTree.TSTypeAliasDeclaration | undefined {
  if (typeName.type !== "Identifier") return undefined;
  for (const statement of file.program.body) {
    const declaration = statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
    if (
      (declaration?.type === "TSInterfaceDeclaration" || declaration?.type === "TSTypeAliasDeclaration") &&
      declaration.id.name === typeName.name
    )
      return declaration;
  }
  return undefined;
}
