import type { TSESTree } from "@typescript-eslint/types";
import { findEnclosingFunction, walk } from "../../spans/index.ts";

/** A module that a file loads. */
export interface Load {
  readonly specifier: string;
  /** 1-based. */
  readonly line: number;
  /** An import is loaded before anything of its file runs; `require` and `import()` when the file gets there. */
  readonly hoisted: boolean;
  readonly offset: number;
}

/** The modules that a file loads while it is evaluated, in that order; types, and what functions load later, are left out. */
export function readLoads(program: TSESTree.Program, text: string): Load[] {
  const loads: Load[] = [];
  const add = (source: TSESTree.Node | null | undefined, hoisted: boolean): void => {
    if (source?.type !== "Literal" || typeof source.value !== "string") return;
    const [offset] = source.range;
    loads.push({ specifier: source.value, line: text.slice(0, offset).split("\n").length, hoisted, offset });
  };
  walk(program, (node) => {
    switch (node.type) {
      case "ImportDeclaration":
        if (node.importKind !== "type" && !isAllTypes(node)) add(node.source, true);
        break;
      case "ExportAllDeclaration":
      case "ExportNamedDeclaration":
        if (node.exportKind !== "type") add(node.source, true);
        break;
      case "TSImportEqualsDeclaration":
        if (node.importKind !== "type" && node.moduleReference.type === "TSExternalModuleReference")
          add(node.moduleReference.expression, false);
        break;
      case "ImportExpression":
        if (findEnclosingFunction(node) === undefined) add(node.source, false);
        break;
      case "CallExpression":
        if (
          node.callee.type === "Identifier" &&
          node.callee.name === "require" &&
          findEnclosingFunction(node) === undefined
        )
          add(node.arguments[0], false);
        break;
    }
  });
  return loads.sort((a, b) => Number(b.hoisted) - Number(a.hoisted) || a.offset - b.offset);
}

/** `import { type A, type B } from "x"`, which compilers leave out. */
function isAllTypes({ specifiers }: TSESTree.ImportDeclaration): boolean {
  return (
    specifiers.length > 0 &&
    specifiers.every((one) => one.type === "ImportSpecifier" && one.importKind === "type")
  );
}
