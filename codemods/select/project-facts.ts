/** A source file as the caller read it; `path` is POSIX and relative to the root. */
export interface SourceText {
  readonly path: string;
  readonly text: string;
}

/** What a `package.json` says; the caller reads it. */
export interface ProjectPackage {
  /** POSIX path from the root; the empty string for the root itself. */
  readonly folder: string;
  readonly name?: string;
  readonly main?: string;
  readonly types?: string;
  /** The `exports` field, as it stands. */
  readonly exports?: unknown;
  /** Names of its dependencies, of every sort but development. */
  readonly dependencies?: readonly string[];
}

/** The `paths` of one tsconfig. */
export interface PathAliases {
  /** Folder that the tsconfig governs, from the root. */
  readonly folder: string;
  /** Pattern with at most one `*` -> targets, as paths from the root. */
  readonly paths: Readonly<Record<string, readonly string[]>>;
}

/** What selection must know beside the sources. */
export interface ProjectFacts {
  readonly packages: readonly ProjectPackage[];
  readonly tsconfigPaths: readonly PathAliases[];
  /** Paths or globs that entries may be in; other files are only read to follow calls. Absent: anywhere. */
  readonly include?: readonly string[];
}
