import { createSpanFile, isSpanFile } from "../../codemods/engine/span-file.ts";
import { planFile, type FilePlan, type SpanFile } from "../../spans/index.ts";
import type { FixtureCase } from "./cases.ts";

/** A fixture's file as the engine sees it: SDK 11 unless the config says otherwise, helpers at the case's root, no types. */
export function openCaseFile(
  { config, codemod }: Pick<FixtureCase, "config" | "codemod">,
  path: string,
  text: string,
): SpanFile {
  void codemod;
  const [, module = "@sentry/node", major = "11"] =
    /^(.+)@(\d+)/.exec(typeof config.sdk === "string" ? config.sdk : "") ?? [];
  const file = createSpanFile(
    {
      path,
      config,
      sdk: { module, major: Number(major) },
      helpers: { path: config.helpers ?? "sentry-tracing", extension: ".js" },
      moduleFormat: /\.c[jt]s$/.test(path) ? "cjs" : "esm",
      isIsomorphic: (config.isomorphic ?? []).includes(path),
      isClient: (config.browser ?? []).includes(path),
      clientSdk: "@sentry/react",
      types: undefined,
    },
    text,
  );
  if (!isSpanFile(file)) throw new Error(`${path}: ${file.message}`);
  return file;
}

export function planCaseFile(fixture: FixtureCase, path: string, text: string): FilePlan {
  return planFile(openCaseFile(fixture, path, text), { only: [fixture.codemod] });
}
