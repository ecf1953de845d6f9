/** Builds both packages: `npm run build`. */
import { chmod, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build as esbuild } from "esbuild";
import { build as tsdown } from "tsdown";
import { version as pluginVersion } from "../eslint-plugin/version.ts";
import { reportJsonSchema } from "../codemods/report/report-schema.ts";
import { version as toolVersion } from "../codemods/version.ts";
import { fileCodemodNames } from "../spans/index.ts";
import { configJsonSchema } from "../spans/config-schema.ts";

const root = new URL("../", import.meta.url);
const at = (path: string): string => fileURLToPath(new URL(path, root));

await assertVersion("codemods", toolVersion);
await assertVersion("eslint-plugin", pluginVersion);
await Promise.all(
  ["codemods/dist", "eslint-plugin/dist"].map((path) => rm(at(path), { recursive: true, force: true })),
);
await Promise.all([buildModules(), buildTransforms(), writeSchemas()]);

/** The command line, the API and the plugin, with their types. */
async function buildModules(): Promise<void> {
  await tsdown({ config: at("tsdown.config.ts") });
  await chmod(at("codemods/dist/cli.mjs"), 0o755);
}

/**
 * The transforms that jscodeshift runs: one bundle, and a file of one line for each codemod. jscodeshift loads transforms with `require`,
 * so the parser, which is ESM, is bundled; its binary is found from where the parser is installed.
 */
async function buildTransforms(): Promise<void> {
  const folder = at("codemods/jscodeshift");
  await esbuild({
    entryPoints: [`${folder}/create-transform.ts`],
    outdir: folder,
    outExtension: { ".js": ".cjs" },
    bundle: true,
    platform: "node",
    target: "node20.19",
    format: "cjs",
    external: ["@oxc-parser/*", "@typescript-eslint/scope-manager"],
    define: { "import.meta.url": "parserUrl" },
    banner: {
      js: 'const parserUrl = require("node:url").pathToFileURL(require.resolve("oxc-parser")).href;',
    },
    logLevel: "error",
  });
  for (const name of fileCodemodNames) {
    const text = `module.exports = require("./create-transform.cjs").createTransform("${name}");\n`;
    await writeFile(`${folder}/${name}.cjs`, text);
  }
}

/** The schemas that are published: of what a user writes, and of what `--json` gives. */
async function writeSchemas(): Promise<void> {
  const schemas = { config: configJsonSchema(), report: reportJsonSchema() };
  await mkdir(at("codemods/schema"), { recursive: true });
  for (const [name, schema] of Object.entries(schemas))
    await writeFile(at(`codemods/schema/${name}.schema.json`), `${JSON.stringify(schema, undefined, 2)}\n`);
}

/** ESLint puts the plugin's version into its cache keys, and reports carry the tool's: a wrong one misleads. */
async function assertVersion(folder: string, version: string): Promise<void> {
  const manifest = JSON.parse(await readFile(at(`${folder}/package.json`), "utf8")) as { version: string };
  if (manifest.version !== version)
    throw new Error(`${folder}/version.ts says ${version}, package.json ${manifest.version}`);
}
