import { createSpanFile, isSpanFile } from "../../codemods/engine/span-file.ts";
import { planFile, type SpanwrightConfig } from "../../spans/index.ts";

/**
 * The database sites of a text, each as `consumer | name | op system`, or `consumer | name | reason` where it is left alone.
 *
 * @param sdk - major version of the SDK.
 */
export function dbSites(
  text: string,
  config: SpanwrightConfig = {},
  sdk = 11,
  path = "src/data.ts",
): string[] {
  const file = createSpanFile(
    {
      path,
      config,
      sdk: { module: "@sentry/node", major: sdk },
      helpers: { path: "src/sentry-tracing", extension: ".js" },
      moduleFormat: path.endsWith("js") ? "cjs" : "esm",
      isIsomorphic: false,
      types: undefined,
    },
    text,
  );
  if (!isSpanFile(file)) throw new Error(file.message);
  return planFile(file, { only: ["wrap-db-calls"] }).sites.map(({ site, outcome }) => {
    if (site.kind !== "db-call") throw new Error(site.kind);
    const name = [site.operation, site.collection].filter((part) => part !== undefined).join(" ");
    if (outcome.kind !== "plan")
      return `${site.consumer} | ${name} | ${outcome.kind === "skip" ? outcome.reason : "already"}`;
    const text = outcome.group.edits.map((edit) => edit.text).join("");
    const system = /"db\.system\.name": "(\w+)"/.exec(text)?.[1] ?? "";
    if (outcome.name !== name) throw new Error(`${String(outcome.name)} is not ${name}`);
    return `${site.consumer} | ${name} | ${[outcome.op, system].join(" ").trim()}`;
  });
}
