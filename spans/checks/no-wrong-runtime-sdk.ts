import type { TSESTree } from "@typescript-eslint/types";
import { memberName } from "../ast.ts";
import { START_APIS } from "../calls.ts";
import { defineCheck, type SpanProblem } from "../check.ts";
import type { SpanFile } from "../file.ts";
import { importBindings, requiredModule, type ImportBinding } from "../imports.ts";
import { quoted } from "../options.ts";
import { matchesPath } from "../paths.ts";
import { repairOf, replaceRange } from "../repairs/replace.ts";
import { styleOf } from "../style.ts";
import { nodesOf } from "../walk.ts";

export interface NoWrongRuntimeSdkOptions {
  /** Paths or globs, from the folder of the config, of files that run in a browser. */
  readonly browserGlobs: readonly string[];
  /** The same for files that run on a server. */
  readonly serverGlobs: readonly string[];
}

type Message = "serverSdk" | "browserSdk" | "core" | "swap";
type Side = "browser" | "server";

const SERVER_ONLY =
  /^@sentry\/(?:node|node-core|bun|deno|cloudflare|aws-serverless|google-cloud-serverless|nestjs|hono|elysia|profiling-node|opentelemetry|electron\/main)$/;
const BROWSER_ONLY = /^@sentry\/(?:browser|react|vue|svelte|angular|solid|ember|electron\/renderer)$/;
/** One name, and another file behind it on each side. */
const BOTH_SIDES =
  /^@sentry\/(?:nextjs|sveltekit|remix|astro|nuxt|solidstart|tanstackstart-react|react-router|gatsby)$/;

const SPAN_API: ReadonlySet<string> = new Set([
  ...START_APIS,
  "continueTrace",
  "getActiveSpan",
  "getTraceData",
  "startNewTrace",
  "withActiveSpan",
]);

/**
 * SDKs of the other side: `@sentry/node` does not load in a browser, `@sentry/browser` keeps one active span for all requests of a
 * server, and `@sentry/core` has no client of its own. Only a directive, a glob or the config is evidence of a file's side.
 */
export const noWrongRuntimeSdk = defineCheck<"no-wrong-runtime-sdk", Message, NoWrongRuntimeSdkOptions>({
  name: "no-wrong-runtime-sdk",
  messages: {
    serverSdk: "This file runs in a browser, where '{{module}}' does not work. Import '{{other}}'.",
    browserSdk:
      "This file runs on a server, where '{{module}}' has one active span for all requests. Import '{{other}}'.",
    core: "'{{module}}' leaves out what an SDK adds for the browser. Import '{{other}}'.",
    swap: "Import '{{other}}'.",
  },
  defaultOptions: { browserGlobs: [], serverGlobs: [] },
  anchors: () => ["@sentry"],
  nodeTypes: ["Program"],
  detect(node, file, options) {
    const side = node.type === "Program" ? sideOf(file, options) : undefined;
    if (side === undefined) return [];
    const seen = new Set<TSESTree.Node>();
    return importBindings(file).flatMap((binding): SpanProblem<Message>[] => {
      const message = binding.typeOnly ? undefined : wrongness(file, binding, side);
      const source = sourceOf(binding.node);
      if (message === undefined || source === undefined || seen.has(source)) return [];
      seen.add(source);
      const other = otherModule(file, side);
      const edit = replaceRange(source.range, quoted(other, styleOf(file)));
      return [
        {
          node: source,
          message,
          data: { module: binding.module, other },
          alternatives: [{ ...repairOf([edit]), message: "swap", data: { other } }],
        },
      ];
    });
  },
});

function sideOf(file: SpanFile, { browserGlobs, serverGlobs }: NoWrongRuntimeSdkOptions): Side | undefined {
  for (const statement of file.program.body) {
    if (statement.type !== "ExpressionStatement" || typeof statement.directive !== "string") break;
    if (statement.directive === "use client") return "browser";
    if (statement.directive === "use server") return "server";
  }
  const globs = [...(file.config.browser ?? []), ...browserGlobs];
  if (file.isIsomorphic || globs.some((glob) => matchesPath(file.path, glob))) return "browser";
  return serverGlobs.some((glob) => matchesPath(file.path, glob)) ? "server" : undefined;
}

function wrongness(file: SpanFile, binding: ImportBinding, side: Side): Message | undefined {
  const { module } = binding;
  if (side === "server")
    return BROWSER_ONLY.test(module) && usesSpans(file, binding) ? "browserSdk" : undefined;
  if (SERVER_ONLY.test(module)) return "serverSdk";
  return module === "@sentry/core" && usesSpans(file, binding) ? "core" : undefined;
}

/** A component of `@sentry/react` may be rendered on a server; its spans may not be started there. */
function usesSpans(file: SpanFile, { imported, local }: ImportBinding): boolean {
  if (imported !== "*" && imported !== "default") return SPAN_API.has(imported);
  return nodesOf(file.program).some(
    (node) =>
      node.type === "MemberExpression" &&
      node.object.type === "Identifier" &&
      node.object.name === local &&
      SPAN_API.has(memberName(node) ?? ""),
  );
}

function otherModule(file: SpanFile, side: Side): string {
  if (side === "browser" && file.clientSdk !== undefined) return file.clientSdk;
  if (BOTH_SIDES.test(file.sdk.module)) return file.sdk.module;
  if (side === "server") return BROWSER_ONLY.test(file.sdk.module) ? "@sentry/node" : file.sdk.module;
  const isReact = importBindings(file).some(({ module }) => /^react(?:-dom)?(?:\/|$)/.test(module));
  return isReact || /\.[cm]?[jt]sx$/.test(file.path) ? "@sentry/react" : "@sentry/browser";
}

/** The literal that names the module of a binding. */
function sourceOf(binding: TSESTree.Node): TSESTree.Node | undefined {
  for (let at: TSESTree.Node | undefined = binding; at != null; at = at.parent) {
    if (at.type === "ImportDeclaration") return at.source;
    if (at.type !== "VariableDeclarator") continue;
    const call = at.init?.type === "MemberExpression" ? at.init.object : at.init;
    return call?.type === "CallExpression" && requiredModule(call) !== undefined
      ? call.arguments[0]
      : undefined;
  }
  return undefined;
}
