import { parseArgs } from "node:util";
import { codemodNames, type CodemodName } from "../../spans/index.ts";

export const commands = [
  "init",
  "plan",
  "apply",
  "check",
  "unwrap",
  "undo",
  "list",
  "doctor",
  "help",
] as const;
export type Command = (typeof commands)[number];

/** The command line, read. */
export interface CliArguments {
  readonly command: Command;
  readonly paths: readonly string[];
  readonly config: string | undefined;
  readonly only: readonly CodemodName[] | undefined;
  /** `true`: to stdout; a string: to that file. */
  readonly json: boolean | string;
  readonly diff: boolean;
  /** Findings as annotations of a GitHub workflow. */
  readonly github: boolean;
  /** The file that gets the findings as SARIF. */
  readonly sarif: string | undefined;
  readonly since: string | undefined;
  readonly types: "auto" | "on" | "off";
  readonly targetTypescript: boolean;
  readonly yes: boolean;
  readonly allowDirty: boolean;
  readonly all: boolean;
  /** Threads that plan; 1 is the main one alone. */
  readonly workers: number;
  readonly estimate: boolean;
  /** Spans that one run of an entry point may make. */
  readonly maxSpans: number | undefined;
  readonly color: boolean | undefined;
  readonly quiet: boolean;
}

export type ArgumentsResult =
  | { readonly kind: "arguments"; readonly arguments: CliArguments }
  | { readonly kind: "usage"; readonly message: string };

/** Reads arguments; what it does not know is a usage error, never ignored. */
export function readArguments(argv: readonly string[]): ArgumentsResult {
  let parsed;
  try {
    parsed = parseArgs({ args: expandJson(argv), allowPositionals: true, options });
  } catch (error) {
    return usage(error instanceof Error ? error.message : String(error));
  }
  const { values, positionals } = parsed;
  const [name = "help", ...paths] = positionals;
  const command = commands.find((one) => one === name);
  if (values.help === true || command === undefined) {
    return command === undefined && values.help !== true
      ? usage(`unknown command "${name}"`)
      : { kind: "arguments", arguments: { ...read(values), command: "help", paths: [] } };
  }
  const types = values.types ?? "auto";
  if (types !== "auto" && types !== "on" && types !== "off")
    return usage(`--types must be auto, on or off, not "${types}"`);
  if (values["max-spans"] !== undefined && !/^[1-9]\d*$/.test(values["max-spans"]))
    return usage(`--max-spans must be a number of spans, not "${values["max-spans"]}"`);
  if (values.workers !== undefined && !/^[1-9]\d?$/.test(values.workers))
    return usage(`--workers must be a number from 1 to 99, not "${values.workers}"`);
  const only = values.only === undefined ? undefined : readOnly(values.only);
  if (typeof only === "string") return usage(only);
  const misplaced = findMisplaced(command, values);
  if (misplaced !== undefined) return usage(misplaced);
  return { kind: "arguments", arguments: { ...read(values), command, paths, types, only } };
}

const options = {
  config: { type: "string" },
  only: { type: "string" },
  json: { type: "string" },
  diff: { type: "boolean" },
  github: { type: "boolean" },
  sarif: { type: "string" },
  since: { type: "string" },
  types: { type: "string" },
  "target-typescript": { type: "boolean" },
  yes: { type: "boolean", short: "y" },
  "allow-dirty": { type: "boolean" },
  all: { type: "boolean" },
  workers: { type: "string" },
  estimate: { type: "boolean" },
  "max-spans": { type: "string" },
  "no-color": { type: "boolean" },
  color: { type: "boolean" },
  quiet: { type: "boolean", short: "q" },
  help: { type: "boolean", short: "h" },
} as const;

type Values = {
  readonly [Name in keyof typeof options]?:
    ((typeof options)[Name]["type"] extends "string" ? string : boolean) | undefined;
};

function read(values: Values): CliArguments {
  return {
    command: "help",
    paths: [],
    config: values.config,
    only: undefined,
    json: values.json === undefined ? false : values.json === "-" ? true : values.json,
    diff: values.diff ?? false,
    github: values.github ?? false,
    sarif: values.sarif,
    since: values.since,
    types: "auto",
    targetTypescript: values["target-typescript"] ?? false,
    yes: values.yes ?? false,
    allowDirty: values["allow-dirty"] ?? false,
    all: values.all ?? false,
    workers: Number(values.workers ?? 1),
    estimate: values.estimate ?? false,
    maxSpans: values["max-spans"] === undefined ? undefined : Number(values["max-spans"]),
    color: values["no-color"] === true ? false : values.color,
    quiet: values.quiet ?? false,
  };
}

/** `--json` takes a file only where one follows that looks like one; `-` stands for stdout. */
function expandJson(argv: readonly string[]): string[] {
  return argv.flatMap((argument, index) => {
    if (argument !== "--json") return [argument];
    return argv[index + 1]?.endsWith(".json") === true ? [argument] : ["--json=-"];
  });
}

function readOnly(text: string): CodemodName[] | string {
  const names: CodemodName[] = [];
  for (const part of text
    .split(",")
    .map((one) => one.trim())
    .filter(Boolean)) {
    const name = codemodNames.find((one) => one === part);
    if (name === undefined) return `unknown codemod "${part}"; there are ${codemodNames.join(", ")}`;
    names.push(name);
  }
  return names;
}

/** What an option cannot do is said: a run in CI that silently reports nothing looks like a good one. */
function findMisplaced(command: Command, { github, sarif, json, workers }: Values): string | undefined {
  const reports = command === "plan" || command === "check";
  if (workers !== undefined && !reports && command !== "apply")
    return "--workers is for plan, apply and check";
  if (github === true && !reports) return "--github is for plan and check";
  if (sarif !== undefined && !reports) return "--sarif is for plan and check";
  if (github === true && json === "-")
    return "--github and --json both write to stdout; give --json a file that ends in .json";
  return undefined;
}

function usage(message: string): ArgumentsResult {
  return { kind: "usage", message };
}
