import type { TSESTree } from "@typescript-eslint/types";
import { isFunction } from "./ast.ts";
import type { SpanFile } from "./file.ts";
import { nodesOf } from "./walk.ts";

/** What a name stands for at a place: its first declaration in the innermost scope that has one. */
export interface Definition {
  readonly kind:
    | "import"
    | "variable"
    | "parameter"
    | "function"
    | "class"
    | "catch"
    | "enum"
    | "member"
    | "namespace"
    | "type";
  /** The declarator, function, class, import specifier, ... that declares it. */
  readonly node: TSESTree.Node;
  /** The node whose scope the name lives in; `Program` for what a whole file can see. */
  readonly block: TSESTree.Node;
}

const known = new WeakMap<TSESTree.Program, ReadonlyMap<string, readonly Definition[]>>();

/**
 * The definition of a name at a place, without scope analysis: that costs more than parsing does, and most files that pass the gate need
 * nothing else of it. Says the same as the first definition of `findVariable` (a test compares them on every name of the fixtures).
 *
 * @returns `undefined` for a name that the file does not declare.
 */
export function findDefinition(file: SpanFile, node: TSESTree.Node, name: string): Definition | undefined {
  let innermost: Definition | undefined;
  for (const definition of definitionsOf(file.program).get(name) ?? []) {
    if (!holds(definition.block, node)) continue;
    if (innermost === undefined || size(definition.block) < size(innermost.block)) innermost = definition;
  }
  return innermost;
}

/** What a name stands for at a place for good: the value of a plain `const` of the file. */
export function findConstValue(
  file: SpanFile,
  identifier: TSESTree.Identifier,
): TSESTree.Expression | undefined {
  const definition = findDefinition(file, identifier, identifier.name);
  if (definition?.kind !== "variable" || definition.node.type !== "VariableDeclarator") return undefined;
  const { id, init, parent } = definition.node;
  return id.type === "Identifier" && parent.kind === "const" ? (init ?? undefined) : undefined;
}

function holds(block: TSESTree.Node, node: TSESTree.Node): boolean {
  if (block.type === "Program") return true;
  return node.type !== "Program" && block.range[0] <= node.range[0] && node.range[1] <= block.range[1];
}

function size(block: TSESTree.Node): number {
  return block.type === "Program" ? Infinity : block.range[1] - block.range[0];
}

function definitionsOf(program: TSESTree.Program): ReadonlyMap<string, readonly Definition[]> {
  const found = known.get(program);
  if (found !== undefined) return found;
  const definitions = new Map<string, Definition[]>();
  const add = (name: string | undefined, definition: Definition): void => {
    if (name === undefined) return;
    const list = definitions.get(name);
    if (list === undefined) definitions.set(name, [definition]);
    else list.push(definition);
  };
  for (const node of nodesOf(program)) collect(node, add);
  known.set(program, definitions);
  return definitions;
}

type Add = (name: string | undefined, definition: Definition) => void;

function collect(node: TSESTree.Node, add: Add): void {
  switch (node.type) {
    case "ImportSpecifier":
    case "ImportDefaultSpecifier":
    case "ImportNamespaceSpecifier":
      add(node.local.name, { kind: "import", node, block: blockAround(node, isBlock) });
      return;
    case "TSImportEqualsDeclaration":
      add(node.id.name, { kind: "import", node, block: blockAround(node, isBlock) });
      return;
    case "VariableDeclarator": {
      const block = blockAround(node, node.parent.kind === "var" ? isFunctionBlock : isBlock);
      addPattern(node.id, { kind: "variable", node, block }, add);
      return;
    }
    case "FunctionDeclaration":
    case "TSDeclareFunction":
      add(node.id?.name, { kind: "function", node, block: blockAround(node, isBlock) });
      addParameters(node, add);
      return;
    case "FunctionExpression":
      add(node.id?.name, { kind: "function", node, block: node });
      addParameters(node, add);
      return;
    case "ArrowFunctionExpression":
    case "TSEmptyBodyFunctionExpression":
    case "TSFunctionType":
    case "TSConstructorType":
    case "TSMethodSignature":
    case "TSCallSignatureDeclaration":
    case "TSConstructSignatureDeclaration":
      addParameters(node, add);
      return;
    case "ClassDeclaration":
      // Declared twice: around the class, and inside it once more.
      add(node.id?.name, { kind: "class", node, block: blockAround(node, isBlock) });
      add(node.id?.name, { kind: "class", node, block: node });
      return;
    case "ClassExpression":
      add(node.id?.name, { kind: "class", node, block: node });
      return;
    case "CatchClause":
      if (node.param !== null) addPattern(node.param, { kind: "catch", node, block: node }, add);
      return;
    case "TSEnumDeclaration":
      add(node.id.name, { kind: "enum", node, block: blockAround(node, isBlock) });
      return;
    case "TSEnumMember":
      if (node.id.type === "Identifier")
        add(node.id.name, { kind: "member", node, block: blockAround(node, isEnum) });
      return;
    case "TSModuleDeclaration":
      if (node.id.type === "Identifier" && node.kind !== "global")
        add(node.id.name, { kind: "namespace", node, block: blockAround(node, isBlock) });
      return;
    case "TSInterfaceDeclaration":
    case "TSTypeAliasDeclaration":
      add(node.id.name, { kind: "type", node, block: blockAround(node, isBlock) });
      return;
    case "TSMappedType":
      add(node.key.name, { kind: "type", node, block: node });
      return;
    case "TSTypeParameter":
      add(node.name.name, { kind: "type", node, block: ownerOf(node) });
  }
}

function addParameters(
  node: TSESTree.Node & { readonly params: readonly TSESTree.Parameter[] },
  add: Add,
): void {
  for (const parameter of node.params) {
    const pattern = parameter.type === "TSParameterProperty" ? parameter.parameter : parameter;
    addPattern(pattern, { kind: "parameter", node, block: node }, add);
  }
}

function addPattern(pattern: TSESTree.Node, definition: Definition, add: Add): void {
  switch (pattern.type) {
    case "Identifier":
      add(pattern.name, definition);
      return;
    case "AssignmentPattern":
      addPattern(pattern.left, definition, add);
      return;
    case "RestElement":
      addPattern(pattern.argument, definition, add);
      return;
    case "ArrayPattern":
      for (const element of pattern.elements) if (element !== null) addPattern(element, definition, add);
      return;
    case "ObjectPattern":
      for (const property of pattern.properties)
        addPattern(property.type === "Property" ? property.value : property, definition, add);
  }
}

const BLOCKS = new Set<string>([
  "Program",
  "BlockStatement",
  "StaticBlock",
  "SwitchStatement",
  "ForStatement",
  "ForInStatement",
  "ForOfStatement",
  "CatchClause",
  "TSModuleBlock",
  "ArrowFunctionExpression",
  "FunctionExpression",
  "FunctionDeclaration",
]);

function isBlock({ type }: TSESTree.Node): boolean {
  return BLOCKS.has(type);
}

function isEnum({ type }: TSESTree.Node): boolean {
  return type === "TSEnumDeclaration";
}

function isFunctionBlock({ type }: TSESTree.Node): boolean {
  return /^(?:Program|StaticBlock|TSModuleBlock|ArrowFunctionExpression|FunctionExpression|FunctionDeclaration)$/.test(
    type,
  );
}

function blockAround(node: TSESTree.Node, isWanted: (node: TSESTree.Node) => boolean): TSESTree.Node {
  for (let at = node.parent; at != null; at = at.parent) {
    // A function's body is one scope with its parameters.
    if (isWanted(at)) return at.type === "BlockStatement" && isFunction(at.parent) ? at.parent : at;
  }
  return node;
}

/** The declaration, function or type whose parameter it is: `<T>` belongs to what follows it, `infer T` to the condition around it. */
function ownerOf(node: TSESTree.TSTypeParameter): TSESTree.Node {
  const { parent } = node;
  if (parent.type === "TSInferType") return blockAround(node, ({ type }) => type === "TSConditionalType");
  return parent.type === "TSTypeParameterDeclaration" ? parent.parent : parent;
}
