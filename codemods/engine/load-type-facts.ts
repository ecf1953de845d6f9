import type { TypeFacts } from "../../spans/index.ts";
import type { TypeFactsOptions } from "../types/ts-morph-facts.ts";

/** Type facts of a root. ts-morph costs a third of a second to load, so only a run with types does. */
export async function loadTypeFacts(root: string, options: TypeFactsOptions): Promise<TypeFacts> {
  const { createTypeFacts } = await import("../types/ts-morph-facts.ts");
  const { createTsconfigFinder } = await import("../types/find-tsconfig.ts");
  return createTypeFacts(root, createTsconfigFinder(root), options);
}
