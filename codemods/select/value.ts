import type { TSESTree } from "@typescript-eslint/types";
import type { ClassUnit, FunctionUnit, SourceModule } from "./units.ts";

/** What an expression or a type stands for, as far as names and their origin tell. */
export type Value =
  | FunctionUnit
  | ClassUnit
  | { readonly kind: "instance"; readonly unit: ClassUnit }
  /** A method that is declared without a body; what runs are the methods of the subclasses. */
  | { readonly kind: "abstract"; readonly unit: ClassUnit; readonly name: string }
  /** Something with the members of an interface or a type literal. */
  | {
      readonly kind: "shape";
      readonly module: SourceModule;
      readonly name: string | undefined;
      readonly members: readonly TSESTree.TypeElement[];
      readonly bases: readonly TSESTree.TSInterfaceHeritage[];
    }
  /** A method of such a shape. */
  | { readonly kind: "signature"; readonly shape: Extract<Value, { kind: "shape" }>; readonly name: string }
  | { readonly kind: "object"; readonly module: SourceModule; readonly node: TSESTree.ObjectExpression }
  | { readonly kind: "namespace"; readonly module: SourceModule }
  /** From a package: the path of members and calls (`()`) that leads to it. */
  | { readonly kind: "external"; readonly source: string; readonly path: readonly string[] }
  /** From the runtime: `fetch`, `process.send`; the path as above. */
  | { readonly kind: "global"; readonly path: readonly string[] };
