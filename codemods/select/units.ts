import type { TSESTree } from "@typescript-eslint/types";
import type { FunctionNode, ImportBinding, SpanFile } from "../../spans/index.ts";

/** A function with a name: a declaration, a method, or a function expression that is given one. */
export interface FunctionUnit {
  readonly kind: "function";
  /** `Class.method` or the name, as config entries have it. */
  readonly symbol: string;
  /** The last part of the symbol. */
  readonly name: string;
  readonly node: FunctionNode;
  readonly module: SourceModule;
  readonly owner: ClassUnit | undefined;
  readonly isStatic: boolean;
}

/** A class with the members that are written in it. */
export interface ClassUnit {
  readonly kind: "class";
  readonly name: string;
  readonly node: TSESTree.ClassDeclaration | TSESTree.ClassExpression;
  readonly module: SourceModule;
  readonly methods: ReadonlyMap<string, FunctionUnit>;
}

/** What a name is exported as. */
export type ExportTarget =
  | { readonly kind: "local"; readonly name: string }
  | { readonly kind: "node"; readonly node: TSESTree.Node }
  | { readonly kind: "from"; readonly source: string; readonly name: string };

/** A parsed source file with what the graph asks of it, collected in one walk. */
export interface SourceModule {
  readonly path: string;
  readonly file: SpanFile;
  readonly imports: readonly ImportBinding[];
  readonly exports: ReadonlyMap<string, ExportTarget>;
  /** Sources of `export * from`. */
  readonly stars: readonly string[];
  readonly functions: readonly FunctionUnit[];
  readonly functionOf: ReadonlyMap<TSESTree.Node, FunctionUnit>;
  readonly classes: readonly ClassUnit[];
  readonly classOf: ReadonlyMap<TSESTree.Node, ClassUnit>;
  /** Interfaces and type aliases by name; merged declarations keep the first. */
  readonly types: ReadonlyMap<string, TSESTree.TSInterfaceDeclaration | TSESTree.TSTypeAliasDeclaration>;
  readonly calls: readonly TSESTree.CallExpression[];
  /** `for await` loops. */
  readonly loops: readonly TSESTree.ForOfStatement[];
  /** `yield*` expressions. */
  readonly delegations: readonly TSESTree.YieldExpression[];
  /** Functions that wait or yield in their own body. */
  readonly waiting: ReadonlySet<TSESTree.Node>;
  readonly returns: ReadonlyMap<TSESTree.Node, readonly TSESTree.Expression[]>;
}
