import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parseSync } from "oxc-parser";
import { describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const packages = ["spans", "codemods", "eslint-plugin"] as const;
type Package = (typeof packages)[number];

interface Source {
  /** Relative to the repository. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly { readonly specifier: string; readonly typeOnly: boolean }[];
}

const sources: Readonly<Record<Package, readonly Source[]>> = {
  spans: readSources("spans"),
  codemods: readSources("codemods"),
  "eslint-plugin": readSources("eslint-plugin"),
};

describe("imports", () => {
  /** Which packages of ours a package may import from, besides itself. */
  const allowed: Record<Package, readonly Package[]> = {
    spans: [],
    codemods: ["spans"],
    "eslint-plugin": ["spans"],
  };

  test.each(packages)("of %s go down only", (name) => {
    const wrong = sources[name].flatMap(({ path, imports }) =>
      imports
        .filter(({ specifier }) => specifier.startsWith("."))
        .map(({ specifier }) => relative(root, join(root, dirname(path), specifier)))
        .filter((target) => ![name, ...allowed[name]].some((one) => target.startsWith(`${one}/`)))
        .map((target) => `${path} -> ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  test("of the model are its own files, and types", () => {
    const wrong = outside("spans").filter(
      ({ specifier, typeOnly }) =>
        !typeOnly || !["@typescript-eslint/types", "@typescript-eslint/scope-manager"].includes(specifier),
    );
    expect(wrong).toEqual([]);
  });

  test("of the plugin are node's own modules, and types: it is published without dependencies", () => {
    const wrong = outside("eslint-plugin").filter(
      ({ specifier, typeOnly }) => !typeOnly && !specifier.startsWith("node:"),
    );
    expect(wrong).toEqual([]);
    expect(readManifest("eslint-plugin")).not.toHaveProperty("dependencies");
  });

  test("of the tool are named in its package.json", () => {
    const { dependencies = {} } = readManifest("codemods");
    const used = outside("codemods")
      .filter(({ specifier, typeOnly }) => !typeOnly && !specifier.startsWith("node:"))
      .map(({ specifier }) => /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier);
    // What is written into the user's code imports the user's SDK, and the sink is a tool of this repository.
    const elsewhere = ["@sentry/node", "zod"];
    expect([...new Set(used)].filter((name) => !elsewhere.includes(name) && !(name in dependencies))).toEqual(
      [],
    );
  });

  test("name the file with its extension", () => {
    const wrong = Object.values(sources)
      .flat()
      .flatMap(({ path, imports }) =>
        imports
          .filter(
            ({ specifier }) => specifier.startsWith(".") && !existsSync(join(root, dirname(path), specifier)),
          )
          .map(({ specifier }) => `${path} -> ${specifier}`),
      );
    expect(wrong).toEqual([]);
  });

  /** ts-morph takes a third of a second to load, so nothing that starts the command line may import it. */
  test("that start the command line leave the compiler out", () => {
    const seen = new Set<string>();
    const visit = (path: string): string[] => {
      if (seen.has(path)) return [];
      seen.add(path);
      const source = Object.values(sources)
        .flat()
        .find((one) => one.path === path);
      return (source?.imports ?? [])
        .filter(({ typeOnly }) => !typeOnly)
        .flatMap(({ specifier }) =>
          specifier.startsWith(".") ? visit(join(dirname(path), specifier)) : [`${path} -> ${specifier}`],
        );
    };
    expect(visit("codemods/cli/main.ts").filter((edge) => /-> (?:ts-morph|typescript)$/.test(edge))).toEqual(
      [],
    );
    expect(seen.size).toBeGreaterThan(5);
  });
});

describe("the model", () => {
  test("does no I/O and keeps no clock", () => {
    const forbidden =
      /(?<![\w$.])(?:process|console|Buffer|fetch|require|setTimeout|setInterval|setImmediate|__dirname|__filename)\s*[.(]|\bDate\.now\(|\bMath\.random\(|\bimport\.meta\b|(?<![\w$.])import\(/;
    const wrong = sources.spans.flatMap(({ path, text }) =>
      withoutComments(path, text)
        .split("\n")
        .flatMap((line, index) => (forbidden.test(line) ? [`${path}:${index + 1} ${line.trim()}`] : [])),
    );
    expect(wrong).toEqual([]);
  });
});

test("everything is ESM", () => {
  const manifests = ["package.json", ...packages.map((name) => `${name}/package.json`)];
  for (const path of manifests)
    expect(JSON.parse(readFileSync(join(root, path), "utf8")), path).toMatchObject({ type: "module" });
  const others = Object.values(sources)
    .flat()
    .filter(({ path, text }) => !parseSync(path, text).module.hasModuleSyntax);
  expect(others.map(({ path }) => path)).toEqual([]);
});

describe("files", () => {
  const limit = 300;
  /** Longer ones, with their length: none may grow, and one that has shrunk below the limit must leave the list. */
  const exceptions: Readonly<Record<string, number>> = {};

  test(`have at most ${limit} lines, but for a list that must shrink`, () => {
    const long = Object.values(sources)
      .flat()
      .filter(({ path }) => !path.endsWith(".data.ts"))
      .map(({ path, text }) => [path, text.split("\n").length - 1] as const)
      .filter(([, lines]) => lines > limit);
    expect(long.filter(([path, lines]) => lines > (exceptions[path] ?? limit))).toEqual([]);
    expect(Object.keys(exceptions).filter((path) => !long.some(([one]) => one === path))).toEqual([]);
  });

  test("are named after what is in them, in lower case with dashes", () => {
    const wrong = Object.values(sources)
      .flat()
      .filter(({ path }) => !/^[a-z0-9-]+(?:\.data)?\.ts$/.test(path.slice(path.lastIndexOf("/") + 1)));
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });
});

function outside(name: Package): { path: string; specifier: string; typeOnly: boolean }[] {
  return sources[name].flatMap(({ path, imports }) =>
    imports
      .filter(({ specifier }) => !specifier.startsWith("."))
      .map(({ specifier, typeOnly }) => ({ path, specifier, typeOnly })),
  );
}

function readSources(name: Package): Source[] {
  return readdirSync(join(root, name), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /(?<!\.d)\.[mc]?ts$/.test(entry.name))
    .map(({ parentPath, name: file }) => relative(root, join(parentPath, file)))
    .filter((path) => !/\/(?:node_modules|dist)\//.test(path))
    .sort()
    .map((path) => {
      const text = readFileSync(join(root, path), "utf8");
      return { path, text, imports: readImports(path, text) };
    });
}

/** Static imports and re-exports; `import type`, and imports of which every name is a type, leave no trace at run time. */
function readImports(path: string, text: string): Source["imports"] {
  const { module } = parseSync(path, text);
  return [
    ...module.staticImports.map(({ moduleRequest, entries }) => ({
      specifier: moduleRequest.value,
      typeOnly: entries.length > 0 && entries.every(({ isType }) => isType),
    })),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest, isType }) =>
        moduleRequest === null ? [] : [{ specifier: moduleRequest.value, typeOnly: isType }],
      ),
    ),
  ];
}

/** Comments, strings and expressions of the regular kind may say any of the forbidden words. */
function withoutComments(path: string, text: string): string {
  const { comments, program } = parseSync(path, text, { range: true });
  const blanks: [number, number][] = comments.map(({ start, end }) => [start, end]);
  JSON.stringify(program, (_, value: unknown) => {
    if (typeof value === "object" && value !== null && "type" in value && "range" in value) {
      const { type, range } = value as { type: string; range: [number, number] };
      if (type === "Literal" || type === "TemplateElement") blanks.push(range);
    }
    return typeof value === "bigint" ? String(value) : value;
  });
  return blanks.reduce(
    (result, [start, end]) =>
      result.slice(0, start) + result.slice(start, end).replace(/[^\n]/g, " ") + result.slice(end),
    text,
  );
}

function readManifest(name: Package): { readonly dependencies?: Readonly<Record<string, string>> } {
  return JSON.parse(readFileSync(join(root, name, "package.json"), "utf8")) as object;
}
