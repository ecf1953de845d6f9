import type { Shape } from "../config-shape.ts";

const text = (description: string): Shape => ({ type: "string", description });
const wordMap = (description: string): Shape => ({ type: "map", values: [{ type: "string" }], description });

/** `names` of the config. */
export const namesShape: Shape = {
  type: "object",
  properties: {
    style: {
      type: "enum",
      values: ["conventions", "dotted", "seed", "template"],
      description: "How spans are named; `seed` is `<op>: <name>`.",
    },
    template: text("With `style: template`: text with `{op}` and `{name}`."),
    ops: wordMap("The team's ops: what would be written -> what is written."),
    attributes: wordMap("The team's attribute keys, in the same way."),
  },
  description: "How spans are named: one setting for codemods and rules.",
};
