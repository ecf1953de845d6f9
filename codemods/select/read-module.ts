import { analyze, type ScopeManager } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import {
  findEnclosingFunction,
  functionName,
  importBindings,
  isFunction,
  walk,
  type SpanFile,
} from "../../spans/index.ts";
import { parse } from "../engine/parse.ts";
import { withoutSpans } from "./plain-file.ts";
import type { SourceText } from "./project-facts.ts";
import { readExports } from "./read-exports.ts";
import type { ClassUnit, FunctionUnit, SourceModule } from "./units.ts";

/**
 * Parses a file and collects its units in one walk; `undefined` when its syntax is broken.
 *
 * @param asWritten - with the spans that are in it; by default as if it had none yet, so that a selection does not depend on them.
 */
export function readModule({ path, text }: SourceText, asWritten = false): SourceModule | undefined {
  const written = readFile(path, text);
  const plain = written === undefined || asWritten ? undefined : withoutSpans(written);
  const file = (plain === undefined ? undefined : readFile(path, plain)) ?? written;
  return file === undefined ? undefined : collect(file);
}

function readFile(path: string, text: string): SpanFile | undefined {
  const parsed = parse(path, text);
  return parsed.kind === "syntax-error" ? undefined : createFile(path, text, parsed.program, parsed.comments);
}

function collect(file: SpanFile): SourceModule {
  const { path, program } = file;
  const functionNodes: TSESTree.Node[] = [];
  const classNodes: ClassUnit["node"][] = [];
  const types = new Map<string, TSESTree.TSInterfaceDeclaration | TSESTree.TSTypeAliasDeclaration>();
  const calls: TSESTree.CallExpression[] = [];
  const loops: TSESTree.ForOfStatement[] = [];
  const delegations: TSESTree.YieldExpression[] = [];
  const waiting = new Set<TSESTree.Node>();
  const returns = new Map<TSESTree.Node, TSESTree.Expression[]>();
  const wait = (node: TSESTree.Node): void => {
    const owner = findEnclosingFunction(node);
    if (owner !== undefined) waiting.add(owner);
  };
  const giveBack = (owner: TSESTree.Node | undefined, value: TSESTree.Expression | null): void => {
    if (owner === undefined || value === null) return;
    const known = returns.get(owner);
    if (known === undefined) returns.set(owner, [value]);
    else known.push(value);
  };

  walk(program, (node) => {
    switch (node.type) {
      case "FunctionDeclaration":
      case "FunctionExpression":
      case "ArrowFunctionExpression":
        functionNodes.push(node);
        if (node.body.type !== "BlockStatement") giveBack(node, node.body);
        break;
      case "ClassDeclaration":
      case "ClassExpression":
        classNodes.push(node);
        break;
      case "TSInterfaceDeclaration":
      case "TSTypeAliasDeclaration":
        if (!types.has(node.id.name)) types.set(node.id.name, node);
        break;
      case "CallExpression":
        calls.push(node);
        break;
      case "ForOfStatement":
        if (node.await) {
          loops.push(node);
          wait(node);
        }
        break;
      case "YieldExpression":
        if (node.delegate) delegations.push(node);
        wait(node);
        break;
      case "AwaitExpression":
        wait(node);
        break;
      case "ReturnStatement":
        giveBack(findEnclosingFunction(node), node.argument);
        break;
    }
  });

  const functions: FunctionUnit[] = [];
  const functionOf = new Map<TSESTree.Node, FunctionUnit>();
  const classes: ClassUnit[] = [];
  const classOf = new Map<TSESTree.Node, ClassUnit>();
  const module: SourceModule = {
    path,
    file,
    imports: importBindings(file),
    ...readExports(program),
    functions,
    functionOf,
    classes,
    classOf,
    types,
    calls,
    loops,
    delegations,
    waiting,
    returns,
  };

  const methodsOf = new Map<TSESTree.Node, Map<string, FunctionUnit>>();
  for (const node of classNodes) {
    const methods = new Map<string, FunctionUnit>();
    const unit: ClassUnit = { kind: "class", name: nameOfClass(node), node, module, methods };
    methodsOf.set(node, methods);
    classes.push(unit);
    classOf.set(node, unit);
  }
  for (const node of functionNodes) {
    if (!isFunction(node)) continue;
    const symbol = functionName(node);
    if (symbol === undefined) continue;
    const member = memberAround(node);
    const owner = member === undefined ? undefined : classOf.get(member.parent.parent);
    const name = symbol.slice(symbol.lastIndexOf(".") + 1);
    if (member?.type === "MethodDefinition" && member.kind === "constructor") continue;
    const isStatic = member?.static ?? false;
    const unit: FunctionUnit = { kind: "function", symbol, name, node, module, owner, isStatic };
    functions.push(unit);
    functionOf.set(node, unit);
    if (owner !== undefined && !isAccessor(member)) methodsOf.get(owner.node)?.set(name, unit);
  }
  return module;
}

type Member = TSESTree.MethodDefinition | TSESTree.PropertyDefinition;

function memberAround({ parent }: TSESTree.Node): Member | undefined {
  return parent?.type === "MethodDefinition" || parent?.type === "PropertyDefinition" ? parent : undefined;
}

function isAccessor(member: Member | undefined): boolean {
  return member?.type === "MethodDefinition" && (member.kind === "get" || member.kind === "set");
}

function nameOfClass(node: ClassUnit["node"]): string {
  if (node.id != null) return node.id.name;
  const { parent } = node;
  return parent?.type === "VariableDeclarator" && parent.id.type === "Identifier" ? parent.id.name : "";
}

/** The model's view of a file; what depends on a config or an SDK is empty, because selection comes before them. */
function createFile(
  path: string,
  text: string,
  program: TSESTree.Program,
  comments: readonly TSESTree.Comment[],
): SpanFile {
  let scopes: ScopeManager | undefined;
  return {
    path,
    text,
    program,
    comments,
    get scopes() {
      scopes ??= analyze(program, {
        sourceType: program.body.some(({ type }) => /^(?:Import|Export)/.test(type)) ? "module" : "commonjs",
        emitDecoratorMetadata: false,
        lib: [],
        jsxPragma: null,
      });
      return scopes;
    },
    config: {},
    sdk: { module: "@sentry/node", major: 10 },
    helpers: { path: "sentry-tracing", extension: "" },
    moduleFormat: "esm",
    isIsomorphic: false,
  };
}
