import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTsconfigFinder } from "../../codemods/types/find-tsconfig.ts";
import { createTypeFacts } from "../../codemods/types/ts-morph-facts.ts";
import { rangeOf, STRICT_TSCONFIG, writeProject, type TestProject } from "./project.ts";

const projects: TestProject[] = [];
afterAll(() => projects.forEach((project) => project.remove()));

function open(files: Record<string, string>, linked: boolean) {
  const project = writeProject(
    { "package.json": `{"type":"module"}`, "tsconfig.json": STRICT_TSCONFIG, ...files },
    { linked },
  );
  projects.push(project);
  const facts = createTypeFacts(project.root, createTsconfigFinder(project.root), {
    files: ["src/store.ts"],
  });
  const range = (name: string) => rangeOf(files["src/store.ts"] ?? "", name);
  return {
    library: (name: string) => facts.libraryOf("src/store.ts", range(name)),
    kind: (name: string) => facts.kindOfValue("src/store.ts", range(name)),
  };
}

const source = `
import { drizzle, type PgliteDatabase } from "drizzle-orm/pglite";
import createKnex, { type Knex } from "knex";
import { Kysely } from "kysely";
import pg from "pg";
import { spawn } from "node:child_process";
import { readFile } from "fs/promises";
type Store = PgliteDatabase<Record<string, never>>;
class Parcels extends Kysely<{ parcels: { id: string } }> {}
interface Handles { readonly store: Store | undefined; readonly either: Knex | null }
declare const handles: Handles;
declare const pool: pg.Pool;
export async function run<D extends Store>(bounded: D) {
  /*factory<*/drizzle/*>*/;
  /*alias<*/handles.store/*>*/;
  /*nullable<*/handles.either/*>*/;
  /*bounded<*/bounded/*>*/;
  /*subclass<*/new Parcels({} as never)/*>*/;
  /*result<*/pool.query("select 1")/*>*/;
  /*knex<*/createKnex/*>*/;
  /*child<*/spawn("ls")/*>*/;
  /*bytes<*/readFile("a")/*>*/;
  /*own<*/handles/*>*/;
  /*text<*/"text"/*>*/;
  /*list<*/[1]/*>*/;
  /*answer<*/fetch("http://localhost")/*>*/;
}
`;

describe("libraryOf", () => {
  const { library } = open({ "src/store.ts": source }, true);
  beforeAll(() => void library("text"));

  test.each([
    ["factory", "drizzle-orm"],
    ["alias", "drizzle-orm"],
    ["nullable", "knex"],
    ["bounded", "drizzle-orm"],
    ["subclass", "kysely"],
    ["result", "pg"],
    ["knex", "knex"],
    ["child", "node:child_process"],
    ["bytes", "node:buffer"],
  ])("%s is of %s", (name, expected) => {
    expect(library(name)).toBe(expected);
  });

  test.each(["own", "text", "list", "answer"])("%s is of no package", (name) => {
    expect(library(name)).toBeUndefined();
  });

  test("what node's types take from undici is of the platform", () => {
    const { library } = open(
      {
        "tsconfig.json": STRICT_TSCONFIG.replace(`"strict":true`, `"strict":true,"lib":["ES2022"]`),
        "src/store.ts": `export const answer = /*answer<*/fetch("http://localhost")/*>*/;\n`,
      },
      true,
    );
    expect(library("answer")).toBeUndefined();
  });

  test("a package that has only an `import` condition resolves under NodeNext", () => {
    const { library, kind } = open(
      {
        "src/store.ts": `import { connect } from "parcel-store";\nexport const store = /*call<*/connect()/*>*/;\n`,
        "node_modules/parcel-store/package.json": JSON.stringify({
          name: "parcel-store",
          type: "module",
          exports: { import: { types: "./index.d.mts" } },
        }),
        "node_modules/parcel-store/index.d.mts":
          "export interface Store { close(): void }\nexport declare function connect(): Promise<Store>;\n",
      },
      false,
    );
    expect(kind("call")).toBe("promise");
    expect(library("call")).toBe("parcel-store");
  });
});
