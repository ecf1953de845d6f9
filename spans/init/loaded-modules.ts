import type { TSESTree } from "@typescript-eslint/types";
import { requiredModule } from "../imports.ts";

/** A statement that loads a module when the file starts. */
export interface LoadedModule {
  readonly statement: TSESTree.ProgramStatement;
  readonly module: string;
  readonly form: "import" | "require";
  /** It is loaded for its effect alone: `import "./instrument.js"`. */
  readonly isBare: boolean;
}

/** What a file loads at its top level, in order; types leave no trace. */
export function loadedModules({ body }: TSESTree.Program): readonly LoadedModule[] {
  return body.flatMap((statement): LoadedModule[] => {
    switch (statement.type) {
      case "ImportDeclaration":
        return isTypeOnly(statement)
          ? []
          : [
              {
                statement,
                module: statement.source.value,
                form: "import",
                isBare: statement.specifiers.length === 0,
              },
            ];
      case "ExportAllDeclaration":
      case "ExportNamedDeclaration":
        return statement.source == null || statement.exportKind === "type"
          ? []
          : [{ statement, module: statement.source.value, form: "import", isBare: false }];
      case "VariableDeclaration":
        return statement.declarations.flatMap(({ init }) => required(statement, init, false));
      case "ExpressionStatement":
        return required(statement, statement.expression, true);
      default:
        return [];
    }
  });
}

function required(
  statement: TSESTree.ProgramStatement,
  node: TSESTree.Node | null,
  isBare: boolean,
): LoadedModule[] {
  const call = node?.type === "MemberExpression" ? node.object : node;
  const module = requiredModule(call);
  return module === undefined ? [] : [{ statement, module, form: "require", isBare }];
}

function isTypeOnly({ importKind, specifiers }: TSESTree.ImportDeclaration): boolean {
  if (importKind === "type") return true;
  return (
    specifiers.length > 0 &&
    specifiers.every((one) => one.type === "ImportSpecifier" && one.importKind === "type")
  );
}
