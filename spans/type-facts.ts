/** `[start, end)` in UTF-16 code units of the original text, byte order mark included. */
export type FactRange = readonly [start: number, end: number];

/**
 * What an expression evaluates to, as far as moving it into a callback matters.
 *
 * - `promise`: work has started; native `Promise` or an eager subclass
 * - `thenable`: anything else with a `then`; lazy query builders start their work there
 * - `stream`: a web or node stream
 * - `async-iterable`, `iterable`: lazy iteration (generators, iterators, iterable classes); arrays, strings, maps and sets are `other`
 * - `any`: not known (also: the import did not resolve)
 */
export type ValueKind = "promise" | "thenable" | "async-iterable" | "iterable" | "stream" | "other" | "any";

export interface PropertyFact {
  /** `array` is an array or tuple; `primitive` is string, number, boolean, bigint or an enum or literal of these. */
  readonly kind: "primitive" | "array" | "other";
  /** The property may be missing or undefined. */
  readonly optional: boolean;
  /** Reading the property needs `?.`: the object itself may be null or undefined. */
  readonly receiverNullable: boolean;
}

export interface Declaration {
  /** POSIX path relative to the root; inside `node_modules` when no source is known. */
  readonly path: string;
  /** Offset of the declared name in that file. */
  readonly start: number;
  readonly name: string;
}

export interface BaseType {
  readonly path: string;
  /** Empty for a type literal without a name. */
  readonly name: string;
  /** Offset of the declared name, or of the `{` of a type literal. */
  readonly start: number;
}

/**
 * Questions about types, asked by place. Paths are POSIX and relative to the root, as in the report; absolute ones work too.
 * A range names the expression, identifier or type reference that it covers exactly. Every answer has a value for "not known"
 * (`any`, `undefined`, empty), and that is what a range without a node, or a file that cannot be read, gets.
 */
export interface TypeFacts {
  kindOfValue(path: string, range: FactRange): ValueKind;
  /** npm package (`pg` for `@types/pg`, `node:sqlite` for node's own) that declares the type of the expression. */
  libraryOf(path: string, range: FactRange): string | undefined;
  /**
   * Member paths and reassigned variables inside the range that arrive narrowed, in source order: moved into a new
   * closure they get their declared type back. Narrowing that happens inside the range is kept and not listed.
   */
  narrowedPaths(path: string, range: FactRange): readonly FactRange[];
  /** Where the type, function or variable is declared that an identifier names, across files and packages. */
  declarationOf(path: string, range: FactRange): Declaration | undefined;
  /**
   * For a message type: the root interfaces that its members extend, and the members themselves where they extend none;
   * each once, sorted by path and offset. Only what the workspace declares.
   */
  baseTypesOf(path: string, range: FactRange): readonly BaseType[];
  /** The named property of the value, when every possible value surely has it; undefined also for `any` and index signatures. */
  propertyOf(path: string, range: FactRange, name: string): PropertyFact | undefined;
}
