import { defineConfig, type UserConfig } from "tsdown";

const shared = {
  format: "esm",
  platform: "node",
  target: "node20.19",
  tsconfig: "../tsconfig.json",
  // People look into what changes their code, so it is published as it was written.
  minify: false,
  clean: false,
  logLevel: "error",
} as const satisfies UserConfig;

/** Both packages bundle the model; what their package.json depends on stays outside. */
export default defineConfig([
  {
    ...shared,
    cwd: "codemods",
    entry: { cli: "cli/main.ts", index: "index.ts", "plan-worker": "engine/plan-worker.ts" },
    dts: false,
    outputOptions: {
      chunkFileNames: "chunks/[name].mjs",
      banner: ({ name, isEntry }) => (isEntry && name === "cli" ? "#!/usr/bin/env node" : ""),
    },
  },
  {
    ...shared,
    cwd: "codemods",
    entry: { index: "index.ts" },
    dts: { emitDtsOnly: true, oxc: true },
    // Reached through re-exports, but no published type mentions a syntax tree.
    deps: { neverBundle: [/^@typescript-eslint\//] },
  },
  {
    ...shared,
    cwd: "eslint-plugin",
    entry: { index: "index.ts" },
    dts: { oxc: true },
  },
]);
