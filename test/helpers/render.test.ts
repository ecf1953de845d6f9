import { readFile } from "node:fs/promises";
import { transform } from "esbuild";
import { format } from "prettier";
import { describe, expect, it } from "vitest";
import {
  addToHelperModule,
  parseHelperModule,
  readHelperModule,
  renderHelperModule,
  type HelperModuleOptions,
} from "../../codemods/helpers/index.ts";
import { resolveSections } from "../../codemods/helpers/section-list.ts";
import { generateHelperData } from "../../scripts/generate-helpers.ts";
import { helperNames, type HelperName } from "../../spans/helper.ts";

const base: HelperModuleOptions = {
  helpers: helperNames,
  sentryModule: "@sentry/node",
  language: "ts",
  moduleFormat: "esm",
  quote: '"',
  semicolons: true,
};

const styles = (["'", '"'] as const).flatMap((quote) =>
  [true, false].map((semicolons) => ({ quote, semicolons })),
);
const forms = [
  { language: "ts", moduleFormat: "esm" },
  { language: "js", moduleFormat: "esm" },
  { language: "js", moduleFormat: "cjs" },
] as const;
const variants = forms.flatMap((form) => styles.map((style) => ({ ...base, ...form, ...style })));

/** Every helper alone, every two together, and all of them. */
const subsets: HelperName[][] = [
  ...helperNames.flatMap((one, index) => helperNames.slice(index).map((other) => [...new Set([one, other])])),
  [...helperNames],
];

function exportsOf(text: string): string[] {
  return [...text.matchAll(/^export (?:async )?(?:function\*?|interface|type) (\w+)/gm)].map(
    ([, name]) => name ?? "",
  );
}

describe("sections.data.ts", () => {
  it("is what scripts/generate-helpers.ts makes of the sections", async () => {
    const url = new URL("../../codemods/helpers/sections.data.ts", import.meta.url);
    expect(await readFile(url, "utf8")).toBe(await generateHelperData());
  });

  it("holds JavaScript that is the TypeScript without its types", async () => {
    const minify = async (text: string, loader: "ts" | "js") =>
      (await transform(text, { loader, minifyWhitespace: true, target: "esnext" })).code;
    for (const helpers of subsets) {
      const ts = await minify(renderHelperModule({ ...base, helpers }), "ts");
      expect(await minify(renderHelperModule({ ...base, helpers, language: "js" }), "js")).toBe(ts);
    }
  });
});

describe("renderHelperModule", () => {
  it.each(variants)(
    "$language $moduleFormat quote $quote semicolons $semicolons is formatted",
    async (options) => {
      const text = renderHelperModule(options);
      const parser = options.language === "ts" ? "typescript" : "babel";
      const layout = { semi: options.semicolons, singleQuote: options.quote === "'", printWidth: 110 };
      expect(await format(text, { ...layout, trailingComma: "all", parser })).toBe(text);
    },
  );

  it("writes only what the helper needs", () => {
    const text = renderHelperModule({ ...base, helpers: ["startSpanIf"] });
    expect(exportsOf(text)).toEqual(["startSpanIf"]);
    expect(text)
      .toBe(`// Tracing helpers on top of Sentry. The file belongs to this project: read it, change it, test it.
// With tracing off, or without Sentry.init, every helper runs the same code and just makes no spans.

import * as Sentry from "@sentry/node";

// Taken from the functions because the SDK does not export StartSpanOptions.
type Span = ReturnType<typeof Sentry.startInactiveSpan>;
type StartSpanOptions = Parameters<typeof Sentry.startSpan>[0];

/**
 * A span only where the condition holds; else the callback just runs, without a span.
 * For code that most calls pass through and only a few are worth a span, such as one event type of many.
 */
export function startSpanIf<T>(
  condition: boolean,
  options: StartSpanOptions,
  callback: (span?: Span) => T,
): T {
  return condition ? Sentry.startSpan(options, callback) : callback();
}
`);
  });

  it("brings what a helper needs", () => {
    const of = (...helpers: HelperName[]) => exportsOf(renderHelperModule({ ...base, helpers }));
    expect(of("withTraceCarrier")).toEqual(["TraceCarrier", "currentTrace", "withTraceCarrier"]);
    expect(of("withIncomingTrace")).toEqual(["TraceCarrier", "withIncomingTrace"]);
    expect(of("traceGenerator")).toEqual(["traceGenerator", "StreamWatcher", "StreamObserver"]);
    expect(of("watchAgentMessages")).toEqual([
      "AgentMessageOptions",
      "watchAgentMessages",
      "StreamWatcher",
      "StreamObserver",
      "AgentEvent",
    ]);
  });

  it("gives the same bytes for any order and for repeated names", () => {
    const text = renderHelperModule({ ...base, helpers: ["currentTrace", "startSpanIf", "traceGenerator"] });
    const helpers: HelperName[] = ["traceGenerator", "startSpanIf", "currentTrace", "startSpanIf"];
    expect(renderHelperModule({ ...base, helpers })).toBe(text);
  });

  it("writes CommonJS with its exports in one object", () => {
    const options = { ...base, language: "js", moduleFormat: "cjs", quote: "'", semicolons: false } as const;
    const text = renderHelperModule({ ...options, helpers: ["currentTrace", "startSpanIf"] });
    const lines = text.split("\n");
    expect(lines[0]).toBe("'use strict'");
    expect(lines[5]).toBe("const Sentry = require('@sentry/node')");
    expect(lines.slice(-5)).toEqual(["module.exports = {", "  currentTrace,", "  startSpanIf,", "}", ""]);
    expect(text).not.toMatch(/^(import|export) /m);
  });

  it("imports the SDK that the package has", () => {
    const text = renderHelperModule({ ...base, sentryModule: "@sentry/nextjs" });
    expect(text).toContain('import * as Sentry from "@sentry/nextjs";\n');
  });

  it("does not write a module without helpers", () => {
    expect(() => renderHelperModule({ ...base, helpers: [] })).toThrow(RangeError);
  });

  it("names no tool", () => {
    for (const options of variants)
      expect(renderHelperModule(options)).not.toMatch(/spanwright|generated|codemod/i);
  });
});

describe("parseHelperModule", () => {
  it("knows every composition in every style", () => {
    const closed = (helpers: readonly HelperName[]) => {
      const sections = resolveSections(helpers).map(({ name }) => name);
      return helperNames.filter((name) => sections.includes(name));
    };
    for (const helpers of subsets) {
      for (const options of variants) {
        expect(parseHelperModule(renderHelperModule({ ...options, helpers }))).toEqual(closed(helpers));
      }
    }
  });

  it("knows it with Windows line ends and another SDK", () => {
    const text = renderHelperModule({ ...base, helpers: ["startSpanIf"], sentryModule: "@sentry/nestjs" });
    expect(parseHelperModule(text.replaceAll("\n", "\r\n"))).toEqual(["startSpanIf"]);
  });

  it("answers with the style as well", () => {
    for (const options of variants) {
      expect(readHelperModule(renderHelperModule(options))).toEqual({
        ...options,
        helpers: [...helperNames],
      });
    }
  });

  it.each([
    ["a changed value", (text: string) => text.replace('"internal_error"', '"unknown_error"')],
    ["a changed comment", (text: string) => text.replace("The file belongs", "This file belongs")],
    ["a removed blank line", (text: string) => text.replace("\n\n", "\n")],
    ["an added line", (text: string) => `${text}\nexport const mine = 1;\n`],
    ["another indentation", (text: string) => text.replaceAll("  ", "\t")],
    ["one line with a Windows line end", (text: string) => text.replace("\n", "\r\n")],
    ["a lost line end", (text: string) => text.trimEnd()],
    ["mixed quotes", (text: string) => text.replace('"@sentry/node"', "'@sentry/node'")],
    [
      "a removed helper",
      (text: string) => text.replace("export function startSpanIf", "function startSpanIf"),
    ],
    ["nothing in it", () => ""],
    ["other code", () => 'import * as Sentry from "@sentry/node";\nexport function startSpan() {}\n'],
  ])("does not know a module with %s", (_what, edit) => {
    const text = renderHelperModule(base);
    expect(edit(text)).not.toBe(text);
    expect(parseHelperModule(edit(text))).toBeUndefined();
  });
});

describe("addToHelperModule", () => {
  it("renders an unedited module anew, in its own style", () => {
    for (const options of variants) {
      const text = renderHelperModule({ ...options, helpers: ["traceGenerator"] });
      const helpers: HelperName[] = ["currentTrace", "traceGenerator"];
      expect(addToHelperModule(text, ["currentTrace"], base)).toBe(
        renderHelperModule({ ...options, helpers }),
      );
    }
  });

  it("keeps the line ends", () => {
    const crlf = (helpers: HelperName[]) => renderHelperModule({ ...base, helpers }).replaceAll("\n", "\r\n");
    expect(addToHelperModule(crlf(["startSpanIf"]), ["currentTrace"], base)).toBe(
      crlf(["startSpanIf", "currentTrace"]),
    );
  });

  it("adds to an edited module at its end, once, and only what it lacks", () => {
    const edited =
      renderHelperModule({ ...base, helpers: ["traceGenerator"] }).replaceAll("agent", "helper") +
      "// Ours.\n";
    const added = addToHelperModule(edited, ["traceAsyncGenerator", "withTraceCarrier"], base) ?? "";
    expect(added.startsWith(edited.trimEnd())).toBe(true);
    expect(exportsOf(added.slice(edited.length))).toEqual([
      "TraceCarrier",
      "currentTrace",
      "withTraceCarrier",
      "traceAsyncGenerator",
    ]);
    expect(added.match(/function startWatching/g)).toHaveLength(1);
    expect(added.match(/^type Span /gm)).toHaveLength(1);
    expect(addToHelperModule(added, ["traceAsyncGenerator", "traceGenerator"], base)).toBe(added);
  });

  it("adds to an edited CommonJS module", () => {
    const style = { ...base, language: "js", moduleFormat: "cjs" } as const;
    const edited = `${renderHelperModule({ ...style, helpers: ["startSpanIf"] })}\n// Ours.\n`;
    const added = addToHelperModule(edited, ["currentTrace"], style) ?? "";
    expect(added.endsWith("}\n\nmodule.exports.currentTrace = currentTrace;\n")).toBe(true);
    expect(addToHelperModule(added, ["currentTrace"], style)).toBe(added);
  });

  it("leaves a module alone that has lost its import of the SDK", () => {
    expect(addToHelperModule("export const mine = 1;\n", ["currentTrace"], base)).toBeUndefined();
  });
});
