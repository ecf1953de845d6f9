import type { TSESTree } from "@typescript-eslint/types";
import type { SpanwrightConfig } from "./config.ts";
import type { EditGroup } from "./edit.ts";
import type { SpanFile } from "./file.ts";
import type { ImportNeed } from "./sentry.ts";
import type { CheckName } from "./check-name.ts";
import type { CodemodName } from "./site.ts";

/** A change that mends Sentry code which is there already. It loses what was written, so only the journal (`undo`) reverts it. */
export interface Repair {
  readonly group: EditGroup;
  readonly needs: readonly ImportNeed[];
}

/** One way to mend a problem, with what a menu says about it. */
export interface Suggestion<Message extends string = string> extends Repair {
  readonly message: Message;
  readonly data?: Readonly<Record<string, string>> | undefined;
}

/** Something wrong in Sentry code that is there already: what a lint rule reports and, where it has a repair, what a codemod mends. */
export interface SpanProblem<Message extends string = string> {
  /** What is underlined. */
  readonly node: TSESTree.Node;
  readonly message: Message;
  readonly data?: Readonly<Record<string, string>> | undefined;
  /** What the check's codemod writes. Without one the codemod reports the place and leaves it alone. */
  readonly repair?: Suggestion<Message> | undefined;
  /**
   * `true`: the repair changes nothing that a reader would argue about (spelling, certain renames), so the rule has it as its fix.
   * `false` or absent: it changes awaiting, sampling, propagation or what is reported, so the rule only suggests it, unless its option
   * `autofix` is on.
   */
  readonly isCertain?: boolean | undefined;
  /** Other ways, only ever suggested. */
  readonly alternatives?: readonly Suggestion<Message>[] | undefined;
}

/** A detector of one kind of problem: a lint rule shows what it finds, a codemod applies the repairs. */
export interface Check<
  Name extends CheckName = CheckName,
  Message extends string = string,
  Options extends object = object,
> {
  /** Also the rule's name. */
  readonly name: Name;
  /** The codemod that applies its repairs; absent: lint only. */
  readonly codemod?: CodemodName;
  /** What is said, with `{{data}}`; by the rule and in the report. */
  readonly messages: Readonly<Record<Message, string>>;
  readonly defaultOptions: Options;
  /** Words of which a file must hold at least one to have such a problem (as for kinds). */
  anchors(config: SpanwrightConfig): readonly string[];
  /**
   * A pattern of which the file must hold a match as well. Absent: the file must mention Sentry, or a module that the config names for it;
   * `undefined`: nothing more.
   */
  companion?(config: SpanwrightConfig, options: Options): RegExp | undefined;
  readonly nodeTypes: readonly `${TSESTree.Node["type"]}`[];
  /** The problems at a node. The codemod calls it with the default options, so whatever decides about text is read from the config. */
  detect(node: TSESTree.Node, file: SpanFile, options: Options): readonly SpanProblem<Message>[];
}

/** Types a check by its name and messages. */
export function defineCheck<
  const Name extends CheckName,
  Message extends string,
  Options extends object = object,
>(check: Check<Name, Message, Options>): Check<Name, Message, Options> {
  return check;
}

/** A message with its data in. */
export function messageText(text: string, data: Readonly<Record<string, string>> = {}): string {
  return text.replace(/\{\{\s*(\w+)\s*\}\}/g, (whole, key: string) => data[key] ?? whole);
}
