import type { TSESTree } from "@typescript-eslint/types";
import { findEnclosingFunction, findImport, functionName, memberPath, nodesOf } from "../../spans/index.ts";
import type { SpanFile } from "../../spans/index.ts";
import type { Sources } from "./sources.ts";

/** Where a process starts the SDK: the call, or the call of the function that holds it. */
export interface Init {
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  readonly offset: number;
  /** True inside a function of which no file calls the name while it is loaded: when it runs cannot be told. */
  readonly later: boolean;
}

const browserOnly = /^@sentry\/(?:browser|react|vue|svelte|solid|angular|ember|gatsby|electron\/renderer)$/;

/** The calls of `Sentry.init` on a server, in the order of paths. */
export function findInits(sources: Sources): Init[] {
  return sources.paths
    .filter((path) => /\binit\b/.test(sources.textOf(path)) && /sentry/i.test(sources.textOf(path)))
    .filter((path) => !/(?:^|[/.-])client\b[^/]*$/.test(path))
    .flatMap((path) => {
      const file = sources.fileOf(path);
      return file === undefined ? [] : initCalls(file).flatMap((call) => placesOf(sources, file, call));
    });
}

function initCalls(file: SpanFile): TSESTree.CallExpression[] {
  return nodesOf(file.program).filter((node): node is TSESTree.CallExpression => {
    if (node.type !== "CallExpression") return false;
    const [object, ...rest] = memberPath(node.callee) ?? [];
    const binding = object === undefined ? undefined : findImport(file, object);
    const isSdk = binding?.module.startsWith("@sentry/") === true && !browserOnly.test(binding.module);
    if (rest.length === 0) return isSdk && binding.imported === "init";
    return (
      rest.join() === "init" && (isSdk || (object === "Sentry" && binding?.module.startsWith(".") === true))
    );
  });
}

function placesOf(sources: Sources, file: SpanFile, call: TSESTree.CallExpression): Init[] {
  const holder = findEnclosingFunction(call);
  const own = placeOf(file, call, holder !== undefined);
  const name = holder === undefined ? undefined : functionName(holder);
  if (name === undefined) return [own];
  const word = name.slice(name.lastIndexOf(".") + 1);
  const callers = sources.paths.flatMap((path): Init[] => {
    if (!sources.textOf(path).includes(word)) return [];
    const caller = sources.fileOf(path);
    return caller === undefined ? [] : loadTimeCalls(caller, word).map((one) => placeOf(caller, one, false));
  });
  return callers.length === 0 ? [own] : callers;
}

function loadTimeCalls(file: SpanFile, name: string): TSESTree.CallExpression[] {
  return nodesOf(file.program).filter(
    (node): node is TSESTree.CallExpression =>
      node.type === "CallExpression" &&
      memberPath(node.callee)?.at(-1) === name &&
      findEnclosingFunction(node) === undefined,
  );
}

function placeOf({ path, text }: SpanFile, { range: [offset] }: TSESTree.Node, later: boolean): Init {
  return { path, line: text.slice(0, offset).split("\n").length, offset, later };
}
