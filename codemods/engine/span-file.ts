import { createRequire } from "node:module";
import type * as scopeManager from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import type { SpanFile } from "../../spans/index.ts";
import { parse, type ParseResult } from "./parse.ts";

/** Everything of a `SpanFile` that does not come from its text. */
export type FileContext = Pick<
  SpanFile,
  "path" | "config" | "sdk" | "helpers" | "moduleFormat" | "isIsomorphic" | "isClient" | "clientSdk" | "types"
>;

/**
 * Parses a text into the model's view of a file; a syntax error is a value.
 *
 * @param parsed - the text's tree, where someone has parsed it already.
 */
export function createSpanFile(
  context: FileContext,
  text: string,
  parsed: ParseResult = parse(context.path, text),
): SpanFile | { readonly kind: "syntax-error"; readonly message: string; readonly offset: number } {
  if (parsed.kind === "syntax-error") return parsed;
  const { program } = parsed;
  let scopes: scopeManager.ScopeManager | undefined;
  return {
    ...context,
    text,
    program,
    get comments() {
      return parsed.comments;
    },
    get scopes() {
      scopes ??= analyzeScopes(program);
      return scopes;
    },
  };
}

/** jscodeshift's transforms are CommonJS bundles, where `import.meta` is empty. */
const require = createRequire(typeof __filename === "string" ? __filename : import.meta.filename);

/** Loaded when it is first asked for: it is a hundred modules, as dear as all else that a plan loads, and simple sites do not need it. */
function analyzeScopes(program: TSESTree.Program): scopeManager.ScopeManager {
  const { analyze } = require("@typescript-eslint/scope-manager") as typeof scopeManager;
  const isModule = program.body.some(({ type }) => /^(?:Import|Export)/.test(type));
  return analyze(program, {
    sourceType: isModule ? "module" : "commonjs",
    emitDecoratorMetadata: false,
    lib: [],
    jsxPragma: null,
  });
}

export function isSpanFile(value: ReturnType<typeof createSpanFile>): value is SpanFile {
  return !("kind" in value);
}
