import type { Shape } from "../config-shape.ts";

const glob = (description: string): Shape => ({ type: "string", description });

/** `sampling` in the config. */
export const samplingShape: Shape = {
  type: "object",
  properties: {
    rules: {
      type: "array",
      items: {
        type: "object",
        properties: {
          name: glob("Glob of the root span's name."),
          op: glob("Glob of its op."),
          path: glob("Glob of the path of an incoming request."),
          rate: { type: "number", description: "From 0 (never) to 1 (always)." },
        },
        required: ["rate"],
      },
      description: "Rows of the table, the first that fits decides; absent: a default table.",
    },
    default: {
      type: "union",
      of: [{ type: "number" }, { type: "map", values: [{ type: "number" }] }],
      description: "Rate for what no row fits, or rates by environment; the last is for any other.",
    },
    inherit: { type: "boolean", description: "`false`: do not follow the caller's decision." },
  },
  description: "The table that a `tracesSampler` is written from; absent: none is written.",
};
