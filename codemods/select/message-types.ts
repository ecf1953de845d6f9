import type { TSESTree } from "@typescript-eslint/types";
import type { MessageTypeEntry } from "../../spans/index.ts";
import { moduleOf, originOf } from "./origin.ts";
import type { Project } from "./project.ts";
import type { SourceModule } from "./units.ts";

/** A type as it is written in a module. */
export interface WrittenType {
  readonly module: SourceModule;
  readonly node: TSESTree.TypeNode;
}

interface Declaration {
  readonly module: SourceModule;
  readonly node: TSESTree.TSInterfaceDeclaration | TSESTree.TSTypeAliasDeclaration;
}

/** The interfaces of the project that the interfaces behind message types extend, topmost ones. */
export function findMessageTypes(
  project: Project,
  types: readonly WrittenType[],
): readonly MessageTypeEntry[] {
  const found = new Map<string, MessageTypeEntry>();
  for (const type of types) {
    for (const message of interfacesOf(project, type)) {
      const base = topmostBase(project, message);
      if (base === undefined) continue;
      const file = base.module.path;
      found.set(`${file}#${base.node.id.name}`, { type: base.node.id.name, file });
    }
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
}

/** Whether a type is one that the project declares, or a union of such. */
export function isProjectType(project: Project, type: WrittenType): boolean {
  return interfacesOf(project, type).length > 0;
}

/** The interfaces that a type name or a union of names stands for, through aliases. */
function interfacesOf(project: Project, { module, node }: WrittenType, depth = 0): readonly Declaration[] {
  if (depth > 8) return [];
  if (node.type === "TSUnionType")
    return node.types.flatMap((member) => interfacesOf(project, { module, node: member }, depth + 1));
  if (node.type !== "TSTypeReference" || node.typeName.type !== "Identifier") return [];
  const declared = declarationOf(project, module, node.typeName.name);
  if (declared === undefined) return [];
  return declared.node.type === "TSInterfaceDeclaration"
    ? [declared]
    : interfacesOf(project, { module: declared.module, node: declared.node.typeAnnotation }, depth + 1);
}

function declarationOf(project: Project, module: SourceModule, name: string): Declaration | undefined {
  const own = module.types.get(name);
  if (own !== undefined) return { module, node: own };
  const binding = module.imports.find(({ local }) => local === name);
  const source = binding === undefined ? undefined : moduleOf(project, module, binding.module);
  const origin =
    source === undefined || binding === undefined ? undefined : originOf(project, source, binding.imported);
  const node = origin?.module.types.get(origin.name);
  return origin === undefined || node === undefined ? undefined : { module: origin.module, node };
}

/** The end of the chain of `extends`; `undefined` for an interface that extends nothing of the project. */
function topmostBase(project: Project, message: Declaration): Declaration | undefined {
  const seen = new Set<TSESTree.Node>();
  let top: Declaration | undefined;
  let at: Declaration | undefined = message;
  while (at !== undefined && !seen.has(at.node)) {
    seen.add(at.node);
    at = baseOf(project, at);
    if (at?.node.type === "TSInterfaceDeclaration") top = at;
  }
  return top;
}

function baseOf(project: Project, { module, node }: Declaration): Declaration | undefined {
  const [base] = node.type === "TSInterfaceDeclaration" ? node.extends : [];
  return base?.expression.type === "Identifier"
    ? declarationOf(project, module, base.expression.name)
    : undefined;
}
