import type { ts as TS } from "ts-morph";
import type { Ts } from "./load-typescript.ts";

/**
 * The node that covers exactly the range. Of several the outermost, but not a statement (an expression without its semicolon)
 * and not a declaration that is only a name (a parameter, a shorthand property); for an ESTree binding (`name: Type`, one node
 * there) the name.
 */
export function findNodeAt(ts: Ts, file: TS.SourceFile, start: number, end: number): TS.Node | undefined {
  let found: TS.Node | undefined;
  let node: TS.Node = file;
  for (;;) {
    if (node !== file && node.getStart(file) === start) {
      if (node.end === end && (found === undefined || ts.isStatement(found) || isNameOf(node, found)))
        found = node;
      if (ts.isIdentifier(node) && found === undefined && annotationEnd(node) === end) found = node;
    }
    const inner = childAround(ts, node, start, end);
    if (inner === undefined) return found;
    node = inner;
  }
}

/** The smallest node that holds the range. */
export function findNodeAround(ts: Ts, file: TS.SourceFile, start: number, end: number): TS.Node {
  let node: TS.Node = file;
  for (;;) {
    const inner = childAround(ts, node, start, end);
    if (inner === undefined) return node;
    node = inner;
  }
}

function childAround(ts: Ts, node: TS.Node, start: number, end: number): TS.Node | undefined {
  return (
    ts.forEachChild(node, (child) => (child.pos <= start && end <= child.end ? child : undefined)) ??
    // The name of `name: Type` starts the range without covering it.
    (isAnnotated(ts, node) && ts.isIdentifier(node.name) && node.name.end < end && node.type?.end === end
      ? node.name
      : undefined)
  );
}

function isNameOf(node: TS.Node, outer: TS.Node): boolean {
  return "name" in outer && outer.name === node;
}

function isAnnotated(ts: Ts, node: TS.Node): node is TS.ParameterDeclaration | TS.VariableDeclaration {
  return ts.isParameter(node) || ts.isVariableDeclaration(node);
}

function annotationEnd(name: TS.Identifier): number | undefined {
  const parent = name.parent as TS.ParameterDeclaration | TS.VariableDeclaration;
  return parent.name === name ? parent.type?.end : undefined;
}
