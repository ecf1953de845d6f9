import { defineConfig, type UserConfig } from "tsdown";

const shared = {
  format: "esm",
  platform: "node",
  target: "node20.19",
  // Readable output: people look into what changes their code.
  minify: false,
  treeshake: true,
  clean: true,
  logLevel: "warn",
} as const satisfies UserConfig;

/** Both packages bundle the model; their own dependencies stay outside. */
export default defineConfig([
  {
    ...shared,
    cwd: "codemods",
    tsconfig: "../tsconfig.json",
    entry: { cli: "cli/main.ts", index: "index.ts" },
    outputOptions: { chunkFileNames: "[name].mjs" },
    dts: { entry: "index.ts" },
  },
  {
    ...shared,
    cwd: "eslint-plugin",
    tsconfig: "../tsconfig.json",
    entry: { index: "index.ts" },
    dts: true,
  },
]);
