import { defineCheck, type SpanProblem } from "../check.ts";
import type { PlannedEdit } from "../edit.ts";
import type { SpanFile } from "../file.ts";
import { importsOf, isNamespace, toNamed, toNamespace, type SdkImport } from "../repairs/import-style.ts";
import { repairOf } from "../repairs/replace.ts";

export interface ConsistentSentryImportOptions {
  /** `namespace`: `import * as Sentry`; `named`: `import { startSpan }`. */
  readonly style: "namespace" | "named";
}

type Message = "namespace" | "named" | "change";

/** What has the functions of an SDK; plugins, types and conventions are something else. */
const SDK =
  /^@sentry\/(?!conventions|types|integrations|tracing|profiling-node|cli|core|.*-plugin|.*-utils|babel)[\w-]+(?:\/(?:main|renderer|preload))?$/;

/** Imports of the SDK in two styles: one is enough, and the namespace says where `init` or `flush` come from. */
export const consistentSentryImport = defineCheck<
  "consistent-sentry-import",
  Message,
  ConsistentSentryImportOptions
>({
  name: "consistent-sentry-import",
  messages: {
    namespace: "Import '{{module}}' once, as a namespace.",
    named: "Import the names of '{{module}}' that are used.",
    change: "Change the import and what uses it.",
  },
  defaultOptions: { style: "namespace" },
  anchors: () => ["@sentry"],
  nodeTypes: ["Program"],
  detect(node, file, { style }) {
    if (node.type !== "Program") return [];
    const modules = new Set(
      importsOf(file, (module) => SDK.test(module)).map((one) => one.node.source.value),
    );
    return [...modules].flatMap((module) => {
      const imports = importsOf(file, (one) => one === module).filter((one) => !isForBuild(one));
      return style === "namespace" ? namespaceProblems(file, imports) : namedProblems(file, imports);
    });
  },
});

/** `withSentryConfig` and its like wrap the config of a build, where no other name of the SDK belongs. */
function isForBuild({ values }: SdkImport): boolean {
  return values.every(
    (one) =>
      one.type === "ImportSpecifier" &&
      one.imported.type === "Identifier" &&
      /^(?:withSentryConfig|sentry(?:SvelteKit|Astro|ReactRouter|TanstackStart)\w*)$/.test(one.imported.name),
  );
}

function namespaceProblems(file: SpanFile, imports: readonly SdkImport[]): SpanProblem<Message>[] {
  const isOther = ({ values }: SdkImport): boolean => values.some((one) => !isNamespace(one));
  const spaces = imports.filter((one) => !isOther(one));
  const wrong = imports.find(isOther) ?? spaces[1];
  return wrong === undefined ? [] : [problem(wrong, "namespace", toNamespace(file, imports))];
}

function namedProblems(file: SpanFile, imports: readonly SdkImport[]): SpanProblem<Message>[] {
  const wrong = imports.find(({ values }) => values.some(({ type }) => type !== "ImportSpecifier"));
  if (wrong === undefined) return [];
  return [problem(wrong, "named", imports.length === 1 ? toNamed(file, wrong) : undefined)];
}

function problem(
  { node }: SdkImport,
  message: "namespace" | "named",
  edits: readonly PlannedEdit[] | undefined,
): SpanProblem<Message> {
  const data = { module: node.source.value };
  return edits === undefined
    ? { node, message, data }
    : { node, message, data, repair: { ...repairOf(edits), message: "change" }, isCertain: true };
}
