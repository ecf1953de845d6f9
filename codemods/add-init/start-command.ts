/** A place in a command line at which node's options stand. */
export interface StartCommand {
  /** Offset behind the program's name (and `watch`), where ` --import …` goes. */
  readonly optionsAt: number;
  /** The file that is started, as written. */
  readonly entry: string;
  /** The options that stand there already. */
  readonly options: readonly string[];
}

/**
 * Finds the parts of a package script that start a program with node: `node`, `tsx`, `tsx watch`, behind variables, `cross-env` and
 * `npx`. Other runners have flags of their own and are left alone.
 *
 * @param script - the text of a script, such as `cross-env PORT=3000 node --enable-source-maps dist/main.js`.
 */
export function findStartCommands(script: string): readonly StartCommand[] {
  return splitCommands(script).flatMap((words) => readCommand(words) ?? []);
}

interface Word {
  readonly text: string;
  readonly end: number;
}

/** The words of each simple command; quotes keep words together. */
function splitCommands(script: string): readonly (readonly Word[])[] {
  const commands: Word[][] = [[]];
  for (const match of script.matchAll(/&&|\|\||[;|&]|(?:"[^"]*"|'[^']*'|[^\s"'&|;])+/g)) {
    if (/^(?:&&|\|\||[;|&])$/.test(match[0])) commands.push([]);
    else commands.at(-1)?.push({ text: match[0], end: match.index + match[0].length });
  }
  return commands;
}

function readCommand(words: readonly Word[]): StartCommand | undefined {
  const rest = [...words];
  while (/^\w+=|^cross-env$|^npx$|^exec$|^dotenv$|^--$/.test(rest[0]?.text ?? "")) rest.shift();
  let program = rest.shift();
  if (program === undefined || !/^(?:node|tsx)$/.test(program.text)) return undefined;
  if (program.text === "tsx" && rest[0]?.text === "watch") program = rest.shift() ?? program;
  const at = rest.findIndex((word, index) => isEntry(word.text, rest[index - 1]?.text));
  const entry = rest[at];
  if (entry === undefined) return undefined;
  return {
    optionsAt: program.end,
    entry: entry.text.replace(/^["']|["']$/g, ""),
    options: rest.slice(0, at).map(({ text }) => text),
  };
}

/** A file: no option, and not the value of one that takes a value of its own. */
function isEntry(text: string, before: string | undefined): boolean {
  return (
    !text.startsWith("-") &&
    !/^(?:-r|--(?:require|import|loader|env-file|conditions|tsconfig))$/.test(before ?? "")
  );
}
