export {
  createDiagnosticsCheck,
  type DiagnosticsCheck,
  type DiagnosticsEdit,
  type DiagnosticsOptions,
  type NewDiagnostic,
} from "./diagnostics.ts";
export { createTsconfigFinder } from "./find-tsconfig.ts";
export { createTypeFacts, type TypeFactsOptions } from "./ts-morph-facts.ts";
