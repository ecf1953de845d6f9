import type { TSESTree } from "@typescript-eslint/types";
import type { TSESLint } from "@typescript-eslint/utils";
import {
  contains,
  findEnclosingFunction,
  isFunction,
  readSpanCall,
  type SpanCall,
  type SpanFile,
} from "../spans/index.ts";
import { isLoop } from "../spans/flow.ts";
import { classifyReference, type ReferenceOptions } from "./span-references.ts";

/** What may hold for a span at a place, as bits: not started yet, open, ended. */
const NONE = 1;
const OPEN = 2;
const ENDED = 4;

/** A span whose life one function has in its hands. */
export interface TrackedSpan {
  readonly call: SpanCall;
  /** `undefined` once somebody else may end it. */
  isOwned: boolean;
}

/** Something that a function does to a span, and what holds right before. */
export interface SpanEvent {
  readonly kind: "start" | "end" | "use";
  readonly span: TrackedSpan;
  readonly node: TSESTree.Node;
}

/** What the paths through a function do to one span. */
export interface SpanPaths {
  readonly span: TrackedSpan;
  /** Paths leave the function while it is open: none, some, or all of them. */
  readonly left: "none" | "some" | "all";
  /** Ends and uses that come when it has ended for sure. */
  readonly late: readonly SpanEvent[];
}

interface FunctionState {
  readonly codePath: TSESLint.CodePath;
  readonly node: TSESTree.Node;
  readonly current: Set<TSESLint.CodePathSegment>;
  readonly events: Map<TSESLint.CodePathSegment, SpanEvent[]>;
  readonly spans: TrackedSpan[];
  /** Spans that are open when the function begins: the parameters of callbacks. */
  readonly given: Set<TrackedSpan>;
}

/**
 * Listeners that follow spans over every path of each function, by ESLint's code path analysis.
 *
 * @param report - called for each span that the function still owns when its end is reached.
 */
export function followSpans(
  sourceCode: Readonly<TSESLint.SourceCode>,
  file: SpanFile,
  options: ReferenceOptions,
  report: (paths: SpanPaths) => void,
): TSESLint.RuleListener {
  const functions: FunctionState[] = [];
  const events = new Map<TSESTree.Node, SpanEvent>();
  const here = (): FunctionState | undefined => functions.at(-1);

  function follow(
    state: FunctionState,
    call: SpanCall,
    variables: readonly TSESLint.Scope.Variable[],
  ): TrackedSpan {
    const known = state.spans.find((span) => span.call.node === call.node);
    const span: TrackedSpan = known ?? { call, isOwned: true };
    if (known === undefined) state.spans.push(span);
    for (const variable of variables) {
      for (const { identifier } of variable.references) {
        const reference = classifyReference(file, identifier as TSESTree.Identifier, options);
        const isForeign = enclosing(identifier as TSESTree.Node) !== ownerOf(state.node);
        if (reference.kind === "escape" || isForeign) span.isOwned = false;
        else if (reference.kind === "end" || reference.kind === "use")
          events.set(reference.at, { kind: reference.kind, span, node: reference.node });
      }
    }
    return span;
  }

  function record(node: TSESTree.Node): void {
    const event = events.get(node);
    if (event !== undefined) add(event);
  }

  /** ESLint's paths go straight from a jump to its target; what the `finally` in between does comes first. */
  function recordJump(jump: TSESTree.BreakStatement | TSESTree.ContinueStatement): void {
    for (const finalizer of finalizersLeft(jump)) {
      for (const event of events.values())
        if (event.kind === "end" && contains(finalizer.range, event.node.range)) add(event);
    }
  }

  function add(event: SpanEvent): void {
    const state = here();
    if (state === undefined) return;
    for (const segment of state.current) {
      const list = state.events.get(segment);
      if (list === undefined) state.events.set(segment, [event]);
      else list.push(event);
    }
  }

  return {
    onCodePathStart(codePath: TSESLint.CodePath, node: TSESTree.Node) {
      const state: FunctionState = {
        codePath,
        node,
        current: new Set(),
        events: new Map(),
        spans: [],
        given: new Set(),
      };
      functions.push(state);
      const call =
        isFunction(node) && node.parent !== undefined ? readSpanCall(file, node.parent) : undefined;
      if (call?.callback !== node || call === undefined || call.api === "startInactiveSpan") return;
      const names = call.callback.params.slice(0, call.api === "startSpan" ? 1 : 2);
      const variables = sourceCode
        .getDeclaredVariables?.(node)
        .filter(({ defs }) => names.some((name) => defs[0]?.name === name));
      state.given.add(follow(state, call, variables ?? []));
    },
    onCodePathSegmentStart: (segment: TSESLint.CodePathSegment) => void here()?.current.add(segment),
    onCodePathSegmentEnd: (segment: TSESLint.CodePathSegment) => void here()?.current.delete(segment),
    onCodePathEnd() {
      const state = functions.pop();
      for (const span of state?.spans ?? [])
        if (state !== undefined && span.isOwned) report(pathsOf(state, span));
    },
    VariableDeclarator(node: TSESTree.VariableDeclarator) {
      const state = here();
      if (state === undefined || node.init === null || node.id.type !== "Identifier") return;
      const call = readSpanCall(file, node.init);
      if (call?.api !== "startInactiveSpan") return;
      const span = follow(state, call, sourceCode.getDeclaredVariables?.(node) ?? []);
      events.set(node, { kind: "start", span, node });
    },
    BreakStatement: recordJump,
    ContinueStatement: recordJump,
    "VariableDeclarator:exit": record,
    "CallExpression:exit": record,
    "ChainExpression:exit": record,
    // The listener's type leaves code paths out: https://github.com/typescript-eslint/typescript-eslint/issues/6993
  } as Readonly<Record<string, unknown>> as TSESLint.RuleListener;
}

/** The `finally` blocks that a jump runs on its way. */
function finalizersLeft(
  jump: TSESTree.BreakStatement | TSESTree.ContinueStatement,
): readonly TSESTree.BlockStatement[] {
  const found: TSESTree.BlockStatement[] = [];
  for (let at: TSESTree.Node = jump; at.parent != null && !isFunction(at); at = at.parent) {
    const parent: TSESTree.Node = at.parent;
    if (parent.type === "TryStatement" && parent.finalizer !== null && parent.finalizer !== at)
      found.push(parent.finalizer);
    const isTarget =
      jump.label === null
        ? isLoop(parent) || (jump.type === "BreakStatement" && parent.type === "SwitchStatement")
        : parent.type === "LabeledStatement" && parent.label.name === jump.label.name;
    if (isTarget) return found;
  }
  return found;
}

function ownerOf(node: TSESTree.Node): TSESTree.Node | undefined {
  return isFunction(node) ? node : undefined;
}

function enclosing(node: TSESTree.Node): TSESTree.Node | undefined {
  return findEnclosingFunction(node);
}

function pathsOf(state: FunctionState, span: TrackedSpan): SpanPaths {
  const before = new Map<TSESLint.CodePathSegment, number>();
  const initial = state.codePath.initialSegment;
  const queue: { readonly segment: TSESLint.CodePathSegment; readonly bits: number }[] = [
    { segment: initial, bits: state.given.has(span) ? OPEN : NONE },
  ];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const { segment, bits } = next;
    const known = before.get(segment) ?? 0;
    if ((known | bits) === known) continue;
    before.set(segment, known | bits);
    const after = run(state, span, segment, known | bits);
    for (const following of segment.nextSegments) queue.push({ segment: following, bits: after });
  }
  const ends = state.codePath.finalSegments.flatMap((segment) => {
    const bits = before.get(segment);
    return bits === undefined ? [] : [run(state, span, segment, bits)];
  });
  const open = ends.filter((bits) => (bits & OPEN) !== 0);
  const late: SpanEvent[] = [];
  const seen = new Map<SpanEvent, boolean>();
  for (const [segment, bits] of before)
    run(state, span, segment, bits, (event, at) => {
      seen.set(event, (seen.get(event) ?? true) && at === ENDED);
    });
  for (const [event, isLate] of seen) if (isLate && event.kind !== "start") late.push(event);
  const isNever = open.length > 0 && ends.every((bits) => (bits & ENDED) === 0);
  return { span, left: open.length === 0 ? "none" : isNever ? "all" : "some", late };
}

function run(
  { events }: FunctionState,
  span: TrackedSpan,
  segment: TSESLint.CodePathSegment,
  bits: number,
  visit?: (event: SpanEvent, bits: number) => void,
): number {
  let at = bits;
  for (const event of events.get(segment) ?? []) {
    if (event.span !== span) continue;
    visit?.(event, at);
    if (event.kind === "start") at = OPEN;
    if (event.kind === "end") at = (at & NONE) | ((at & ~NONE) === 0 ? 0 : ENDED);
  }
  return at;
}
