import type { TSESTree } from "@typescript-eslint/types";
import { contains, findStatement, memberPath } from "../ast.ts";
import type { TextEdit } from "../edit.ts";
import type { Range, SpanFile } from "../file.ts";

/**
 * The edits that put narrowed member paths back: consts that stand right before a span's statement, hold a member path, and are used
 * nowhere but inside the span.
 *
 * @param call - the span's call.
 */
export function hoistEdits(file: SpanFile, call: TSESTree.Node): TextEdit[] {
  const statement = findStatement(call);
  const block = statement?.parent;
  if (statement === undefined || (block?.type !== "BlockStatement" && block?.type !== "Program")) return [];
  const edits: TextEdit[] = [];
  let next: TSESTree.Node = statement;
  for (let index = (block.body as readonly TSESTree.Node[]).indexOf(statement) - 1; index >= 0; index -= 1) {
    const before: TSESTree.Node | undefined = block.body[index];
    const hoist = before === undefined ? undefined : readHoist(before);
    if (before === undefined || hoist === undefined) break;
    const uses = usesOf(file, hoist.id);
    if (uses.length === 0 || uses.some(({ range }) => !contains(call.range, range))) break;
    const path = file.text.slice(hoist.init.range[0], hoist.init.range[1]);
    edits.push(
      { range: [before.range[0], next.range[0]], text: "" },
      ...uses.map(({ range, key }) => ({ range, text: key + path })),
    );
    next = before;
  }
  return edits;
}

function readHoist(
  statement: TSESTree.Node,
): { id: TSESTree.Identifier; init: TSESTree.Expression } | undefined {
  if (statement.type !== "VariableDeclaration" || statement.kind !== "const") return undefined;
  const [declarator, ...others] = statement.declarations;
  if (others.length > 0 || declarator?.id.type !== "Identifier" || declarator.id.typeAnnotation != null)
    return undefined;
  if (declarator.init == null) return undefined;
  const path = memberPath(declarator.init);
  return path !== undefined && path.length > 1 ? { id: declarator.id, init: declarator.init } : undefined;
}

interface Use {
  readonly range: Range;
  /** `port: ` for a shorthand property, which stands for key and value. */
  readonly key: string;
}

function usesOf(file: SpanFile, id: TSESTree.Identifier): Use[] {
  for (const scope of file.scopes.scopes) {
    const variable = scope.set.get(id.name);
    if (variable?.defs.some(({ name }) => name === id) !== true) continue;
    return variable.references.flatMap(({ identifier }) => {
      if (identifier === id) return [];
      const { parent } = identifier;
      const isShorthand = parent?.type === "Property" && parent.shorthand;
      return [{ range: identifier.range, key: isShorthand ? `${identifier.name}: ` : "" }];
    });
  }
  return [];
}
