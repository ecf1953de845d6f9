/** Where a command writes: data to stdout, talk to stderr. Tests give their own. */
export interface Output {
  data(text: string): void;
  talk(text: string): void;
  readonly color: boolean;
  readonly isTty: boolean;
  /** Draws on the terminal behind stderr, without a line end; absent where there is none. */
  readonly progress?: ((text: string) => void) | undefined;
}

/** The process's own streams. */
export function processOutput(color: boolean | undefined): Output {
  const isTty = process.stdout.isTTY === true;
  return {
    data: (text) => void process.stdout.write(text.endsWith("\n") ? text : `${text}\n`),
    talk: (text) => void process.stderr.write(text.endsWith("\n") ? text : `${text}\n`),
    color: color ?? (isTty && process.env["NO_COLOR"] === undefined),
    isTty,
    progress: process.stderr.isTTY ? (text) => void process.stderr.write(text) : undefined,
  };
}
