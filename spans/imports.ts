import type { TSESTree } from "@typescript-eslint/types";
import type { SpanFile } from "./file.ts";

/** One local name that comes from another module. */
export interface ImportBinding {
  readonly local: string;
  readonly module: string;
  /** `*` for a namespace (also a whole `require`), `default`, or the exported name. */
  readonly imported: string;
  readonly typeOnly: boolean;
  readonly node: TSESTree.Node;
}

const bindingsOf = new WeakMap<TSESTree.Program, readonly ImportBinding[]>();

/** All top-level `import` and `require` bindings of a file, in order. */
export function importBindings({ program }: Pick<SpanFile, "program">): readonly ImportBinding[] {
  const known = bindingsOf.get(program);
  if (known !== undefined) return known;
  const bindings = program.body.flatMap((statement) => [...fromStatement(statement)]);
  bindingsOf.set(program, bindings);
  return bindings;
}

/** The import that a local name comes from. Shadowing is the caller's question (see `findVariable`). */
export function findImport(file: SpanFile, local: string): ImportBinding | undefined {
  return importBindings(file).find((binding) => binding.local === local);
}

/** The module of `require("x")`, looking at nothing else. */
export function requiredModule(node: TSESTree.Node | null | undefined): string | undefined {
  if (node?.type !== "CallExpression" || node.callee.type !== "Identifier" || node.callee.name !== "require")
    return undefined;
  const [argument] = node.arguments;
  return argument?.type === "Literal" && typeof argument.value === "string" ? argument.value : undefined;
}

function* fromStatement(statement: TSESTree.ProgramStatement): Generator<ImportBinding> {
  if (statement.type === "ImportDeclaration") {
    for (const specifier of statement.specifiers) {
      const typeOnly =
        statement.importKind === "type" ||
        (specifier.type === "ImportSpecifier" && specifier.importKind === "type");
      yield {
        local: specifier.local.name,
        module: statement.source.value,
        imported: importedName(specifier),
        typeOnly,
        node: specifier,
      };
    }
  } else if (statement.type === "VariableDeclaration") {
    for (const declarator of statement.declarations) yield* fromDeclarator(declarator);
  } else if (
    statement.type === "TSImportEqualsDeclaration" &&
    statement.moduleReference.type === "TSExternalModuleReference"
  ) {
    const { expression } = statement.moduleReference;
    if (expression.type === "Literal" && typeof expression.value === "string") {
      yield {
        local: statement.id.name,
        module: expression.value,
        imported: "*",
        typeOnly: statement.importKind === "type",
        node: statement,
      };
    }
  }
}

function importedName(specifier: TSESTree.ImportClause): string {
  if (specifier.type === "ImportNamespaceSpecifier") return "*";
  if (specifier.type === "ImportDefaultSpecifier") return "default";
  return specifier.imported.type === "Identifier" ? specifier.imported.name : specifier.imported.value;
}

function* fromDeclarator(declarator: TSESTree.VariableDeclarator): Generator<ImportBinding> {
  const module = requiredModule(declarator.init);
  if (module !== undefined) yield* fromRequire(declarator.id, module);
  else if (declarator.init?.type === "MemberExpression" && declarator.id.type === "Identifier") {
    const owner = requiredModule(declarator.init.object);
    const { property } = declarator.init;
    if (owner !== undefined && property.type === "Identifier" && !declarator.init.computed) {
      yield {
        local: declarator.id.name,
        module: owner,
        imported: property.name,
        typeOnly: false,
        node: declarator,
      };
    }
  }
}

function* fromRequire(id: TSESTree.VariableDeclarator["id"], module: string): Generator<ImportBinding> {
  if (id.type === "Identifier") yield { local: id.name, module, imported: "*", typeOnly: false, node: id };
  if (id.type !== "ObjectPattern") return;
  for (const property of id.properties) {
    if (
      property.type !== "Property" ||
      property.key.type !== "Identifier" ||
      property.value.type !== "Identifier"
    )
      continue;
    yield {
      local: property.value.name,
      module,
      imported: property.key.name,
      typeOnly: false,
      node: property,
    };
  }
}
