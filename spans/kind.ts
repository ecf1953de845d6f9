import type { TSESTree } from "@typescript-eslint/types";
import type { SpanwrightConfig } from "./config.ts";
import type { SpanFile } from "./file.ts";
import type { Outline } from "./outline.ts";
import type { Outcome } from "./outcome.ts";
import type { CodemodName, SpanSite } from "./site.ts";

/** Everything about one kind of site, in one place. */
export interface Kind<Site extends SpanSite = SpanSite> {
  readonly kind: Site["kind"];
  readonly codemod: CodemodName;
  /**
   * Words of which a file must hold at least one to hold such a site. Words, never punctuation: real chains are broken over lines.
   * Generated from the config, so that the text gate drops no file that has a site.
   */
  anchors(config: SpanwrightConfig): readonly string[];
  /** A pattern of which a file must hold a match as well, where the words alone are everyday ones. */
  companion?(config: SpanwrightConfig): RegExp | undefined;
  /**
   * Whether a file can hold such a site, told from its imports and from where the words stand, before its tree is walked. Exact in one
   * direction, as the gate is. Absent or `undefined`: where one of the words is.
   */
  canHold?(file: Outline): boolean | undefined;
  /** Node types that `detect` wants to see. */
  readonly nodeTypes: readonly `${TSESTree.Node["type"]}`[];
  /** The site at a node, or the sites; nothing where there is none. Builds no text. */
  detect(node: TSESTree.Node, file: SpanFile): Site | readonly Site[] | undefined;
  /** What would be written there. */
  plan(site: Site, file: SpanFile): Outcome;
}

/** Types a kind by its site; the rest of the system sees `Kind`. */
export function defineKind<Kind_ extends SpanSite["kind"]>(
  kind: Kind<Extract<SpanSite, { kind: Kind_ }>> & { readonly kind: Kind_ },
): Kind<Extract<SpanSite, { kind: Kind_ }>> {
  return kind;
}
