import { sep } from "node:path";
import type { SpanwrightConfig, TypeFacts } from "../../spans/index.ts";
import { createProjectFacts, type FileFacts } from "../../spans/project/file-facts.ts";
import { projectReader } from "./project-reader.ts";
import type { FileContext } from "./span-file.ts";

/** What a run knows of the project around the files. */
export interface ProjectContext {
  readonly root: string;
  readonly config: SpanwrightConfig;
  /** `undefined` where no SDK is found and the config names none. */
  contextOf(path: string): FileContext | undefined;
  /** The same with the newest SDK assumed, to tell whether a file without one has sites at all. */
  fallbackContext(path: string): FileContext;
  /** `@sentry/node@11.11.0`, of the first file that had one. */
  readonly sdkLabel: string | undefined;
  /** Whether type facts come with the files. */
  readonly hasTypes: boolean;
  /** The text of a file that type facts are about, where it is not the one on disk. */
  typedText?(path: string): string | undefined;
}

/** Reads packages as files ask for them; nothing of the project is executed. */
export function createProjectContext(
  root: string,
  config: SpanwrightConfig,
  types: TypeFacts | undefined,
): ProjectContext {
  const facts = createProjectFacts(projectReader, root.split(sep).join("/"), config);
  const withTypes = (found: FileFacts): FileContext => ({ ...found, types });
  return {
    root,
    config,
    contextOf(path) {
      const found = facts.factsOf(path);
      return found === undefined ? undefined : withTypes(found);
    },
    fallbackContext: (path) => withTypes(facts.fallbackFactsOf(path)),
    hasTypes: types !== undefined,
    get sdkLabel() {
      return facts.sdkLabel;
    },
  };
}
