import type { NamesConfig } from "../config.ts";

/** `build.run` for the seeds' dotted names, `<op>: <description>`, or the team's own pattern. */
export type NameStyle = NonNullable<NamesConfig["style"]>;

const SEED = "{op}: {name}";

/**
 * A name in the style of the config. A name that is in style already comes back as it is, so that naming twice is naming once.
 *
 * @param op - the op that the span has; styles may show it.
 */
export function styledName(names: NamesConfig | undefined, op: string, name: string): string {
  if (names === undefined || fitsStyle(names, op, name)) return name;
  const template = templateOf(names);
  if (template !== undefined)
    return template.replaceAll("{op}", () => op).replaceAll("{name}", () => withoutPrefix(op, name));
  return names.style === "dotted" ? dotted(withoutPrefix(op, name)) : withoutPrefix(op, name);
}

/** Whether a name is in the style of the config. */
export function fitsStyle(names: NamesConfig | undefined, op: string, name: string): boolean {
  const template = names === undefined ? undefined : templateOf(names);
  if (template !== undefined) {
    const [start = "", end = ""] = template.replaceAll("{op}", () => op).split("{name}");
    return name.length > start.length + end.length && name.startsWith(start) && name.endsWith(end);
  }
  switch (names?.style) {
    case "dotted":
      // Routes keep the form that everyone writes them in.
      return name.includes("/") || /^[a-z][\w$]*(?:\.[a-z_$][\w$]*)*$/.test(name);
    case "conventions":
      return withoutPrefix(op, name) === name;
    default:
      return true;
  }
}

/** What the style puts before a name that is not known until the span starts; `undefined` where it does more than that. */
export function stylePrefix(names: NamesConfig | undefined, op: string): string | undefined {
  const template = names === undefined ? undefined : templateOf(names);
  return template?.endsWith("{name}") === true && template.split("{name}").length === 2
    ? template.slice(0, -"{name}".length).replaceAll("{op}", () => op)
    : undefined;
}

function templateOf({ style, template }: NamesConfig): string | undefined {
  if (style === "seed") return SEED;
  return style === "template" ? (template ?? "{name}") : undefined;
}

/** `db.query: select users` of another style is `select users`. */
function withoutPrefix(op: string, name: string): string {
  const prefix = `${op}: `;
  return name.startsWith(prefix) && name.length > prefix.length ? name.slice(prefix.length) : name;
}

/** `Build Project` -> `build.project`, `OrderService.charge` -> `orderService.charge`. */
function dotted(name: string): string {
  const words = name.split(/[^\w$]+/).filter((word) => word !== "");
  return words.map((word) => (/^[A-Z0-9_]+$/.test(word) ? word.toLowerCase() : lowerFirst(word))).join(".");
}

function lowerFirst(word: string): string {
  return word.charAt(0).toLowerCase() + word.slice(1);
}
