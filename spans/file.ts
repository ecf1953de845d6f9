import type { Scope, ScopeManager } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import type { SdkFacts } from "./sdk.ts";
import type { SpanwrightConfig } from "./config.ts";
import type { TypeFacts } from "./type-facts.ts";

/** One parsed source file with everything that detection and planning may look at. Built by the shells (CLI, ESLint), read by the model. */
export interface SpanFile {
  /** POSIX path relative to the root that the config belongs to. */
  readonly path: string;
  /** The text, BOM included; every range counts UTF-16 code units of it. */
  readonly text: string;
  /** The tree, with `parent` set on every node. */
  readonly program: TSESTree.Program;
  readonly comments: readonly TSESTree.Comment[];
  /** Scope analysis; a getter, because most files that pass the gate never need it. */
  readonly scopes: ScopeManager;
  readonly config: SpanwrightConfig;
  readonly sdk: SdkFacts;
  /** Where this file's package keeps its helper module. */
  readonly helpers: HelperModule;
  /** What `.js`, and `.ts` without imports or exports, means in this package. */
  readonly moduleFormat: "esm" | "cjs";
  /** The config says that this file also runs in a browser. */
  readonly isIsomorphic: boolean;
  /** Its package has an SDK for browsers alone, or the config says that it runs in a browser. */
  readonly isClient?: boolean | undefined;
  /** The SDK that client code of this file's package imports; `undefined` where there is none. */
  readonly clientSdk?: string | undefined;
  /** `undefined`: types are off, or the parser offers none. */
  readonly types?: TypeFacts | undefined;
}

/** The module that the emitted helpers live in. */
export interface HelperModule {
  /** POSIX path from the root, without extension. */
  readonly path: string;
  /** What a relative specifier ends with where a file shows no habit of its own. */
  readonly extension: "" | ".js" | ".ts" | ".cjs" | ".mjs";
}

export type { Scope, ScopeManager };

/** Half-open range in UTF-16 code units. */
export type Range = readonly [start: number, end: number];

/** The source text of a node. */
export function textOf(file: SpanFile, node: { readonly range: Range }): string {
  return file.text.slice(node.range[0], node.range[1]);
}
