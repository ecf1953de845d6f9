import { afterAll, describe, expect, test } from "vitest";
import { createTsconfigFinder } from "../../codemods/types/find-tsconfig.ts";
import { createTypeFacts } from "../../codemods/types/ts-morph-facts.ts";
import { rangeOf, writeProject, type TestProject } from "./project.ts";

const projects: TestProject[] = [];
afterAll(() => projects.forEach((project) => project.remove()));

const options = { strict: true, target: "ES2022", module: "NodeNext", skipLibCheck: true, types: [] };
const tsconfig = JSON.stringify({ compilerOptions: options, include: ["src"] });

const messages = `
export interface BaseCommand { id: string; /* about the sender */ sender?: string }
interface BaseEvent { at: number }
export interface Start extends BaseCommand { type: "start"; plan: string }
interface Stop extends BaseCommand { type: "stop" }
interface Timed extends BaseEvent { took: number }
export interface Done extends Timed { type: "done" }
export interface Failed extends BaseEvent { type: "failed"; reason: string }
export interface Beat { type: "beat" }
export type Tagged = BaseEvent & { type: "tagged" };
export type Note = { type: "note"; text: string };
export type Command = Start | Stop;
export type Event = Done | Failed | Tagged;
export type Anything = Command | Event | Beat | Note | { type: "bare" } | undefined;
export class Carrier { static pack(value: unknown): string { return JSON.stringify(value); } }
export function parse(text: string): Command;
export function parse(text: string): unknown { return JSON.parse(text); }
export const encode = (value: Event) => JSON.stringify(value);
`;

/** What a build of the messages package would publish. */
const built = messages
  .replace(/\): string \{[^\n]*\} \}/, "): string; }")
  .replace(/export function parse\(text: string\): unknown[^\n]*\n/, "")
  .replace("export function", "export declare function")
  .replace("export class", "export declare class")
  .replace(/export const encode[^\n]*/, "export declare const encode: (value: Event) => string;");

const runner = `
import { Carrier, encode, parse, type Anything, type Beat, type Command, type Event, type Note } from "@depot/messages";
import { local as renamed } from "./local.js";
declare const socket: { send(text: string): void };
export function send(/*param<*/event: Event/*>*/, command: Command, anything: Anything) {
  socket.send(/*encode<*/encode/*>*/(/*value<*/event/*>*/));
  socket.send(Carrier./*pack<*/pack/*>*/(command));
  /*callee<*/renamed("a")/*>*/;
  const read: /*alias<*/Command/*>*/ = /*parse<*/parse/*>*/("{}");
  const rest: /*all<*/Anything/*>*/ = anything;
  const beat: /*beat<*/Beat/*>*/ = { type: "beat" };
  const note: /*note<*/Note/*>*/ = { type: "note", text: "" };
  const copy = { /*shorthand<*/read/*>*/, rest, beat, note };
  return [copy, /*number<*/1/*>*/, /*sent<*/socket.send/*>*/];
}
`;
const local = "// a line before\nexport function local(text: string): string {\n  return text;\n}\n";

function openWorkspace(extra: Record<string, string>, manifest: object = {}) {
  const project = writeProject(
    {
      "package.json": JSON.stringify({ private: true, workspaces: ["packages/*", "apps/*"] }),
      "packages/messages/package.json": JSON.stringify({
        name: "@depot/messages",
        type: "module",
        exports: { ".": { types: "./dist/index.d.ts", default: "./dist/index.js" } },
        ...manifest,
      }),
      "packages/messages/tsconfig.json": tsconfig,
      "packages/messages/src/index.ts": messages,
      "apps/runner/package.json": `{ "name": "@depot/runner", "type": "module" }`,
      "apps/runner/tsconfig.json": tsconfig,
      "apps/runner/src/main.ts": runner,
      "apps/runner/src/local.ts": local,
      ...extra,
    },
    { linked: false, links: { "node_modules/@depot/messages": "packages/messages" } },
  );
  projects.push(project);
  const facts = createTypeFacts(project.root, createTsconfigFinder(project.root), {
    files: ["apps/runner/src/main.ts"],
  });
  const at = (name: string) => rangeOf(runner, name);
  return {
    declaration: (name: string) => facts.declarationOf("apps/runner/src/main.ts", at(name)),
    bases: (name: string) => facts.baseTypesOf("apps/runner/src/main.ts", at(name)),
  };
}

const source = "packages/messages/src/index.ts";
const inMessages = (name: string, before: string, text = messages, path = source) => ({
  path,
  name,
  start: text.indexOf(before + name) + before.length,
});

const layouts = {
  "not built": () => openWorkspace({}),
  "built, no declaration map": () => openWorkspace({ "packages/messages/dist/index.d.ts": built }),
  "built into one file from several": () =>
    openWorkspace({
      "packages/messages/dist/index.d.ts": built,
      "packages/messages/src/index.ts": `export * from "./protocol/all.js";\n`,
      "packages/messages/src/protocol/all.ts": messages,
    }),
  "built with a declaration map": () =>
    openWorkspace({
      "packages/messages/dist/index.d.ts": built,
      "packages/messages/dist/index.d.ts.map": JSON.stringify({
        version: 3,
        sources: ["../lib/wire.ts"],
        mappings: "",
      }),
      "packages/messages/lib/wire.ts": messages,
      "packages/messages/src/index.ts": "export {};\n",
    }),
};
const places: Record<string, string> = {
  "built into one file from several": "packages/messages/src/protocol/all.ts",
  "built with a declaration map": "packages/messages/lib/wire.ts",
};

describe.each(Object.entries(layouts))("a package of the workspace, %s", (layout, openLayout) => {
  const { declaration, bases } = openLayout();
  const place = (name: string, before: string) =>
    inMessages(name, before, messages, places[layout] ?? source);

  test("declarations are found in its source", () => {
    expect(declaration("alias")).toEqual(place("Command", "export type "));
    expect(declaration("encode")).toEqual(place("encode", "export const "));
    expect(declaration("pack")).toEqual(place("pack", "static "));
    expect(declaration("beat")).toEqual(place("Beat", "export interface "));
  });

  test("a union is led back to the interfaces at its root", () => {
    expect(bases("alias")).toEqual([place("BaseCommand", "export interface ")]);
    expect(bases("value")).toEqual([place("BaseEvent", "interface ")]);
    expect(bases("param")).toEqual([place("BaseEvent", "interface ")]);
  });

  test("members without a base stand for themselves", () => {
    expect(bases("beat")).toEqual([place("Beat", "export interface ")]);
    expect(bases("note")).toEqual([place("Note", "export type ")]);
    expect(bases("all")).toEqual([
      place("BaseCommand", "export interface "),
      place("BaseEvent", "interface "),
      place("Beat", "export interface "),
      place("Note", "export type "),
      { path: places[layout] ?? source, name: "", start: messages.indexOf(`{ type: "bare" }`) },
    ]);
  });
});

describe("declarationOf", () => {
  const { declaration, bases } = openWorkspace({});

  test("the implementation among overloads", () => {
    expect(declaration("parse")).toEqual({
      path: source,
      name: "parse",
      start: messages.lastIndexOf("function parse(") + 9,
    });
  });

  test("an import under another name, from a call", () => {
    expect(declaration("callee")).toEqual({
      path: "apps/runner/src/local.ts",
      name: "local",
      start: local.indexOf("local("),
    });
  });

  test("a shorthand property names its variable, a member its declaration", () => {
    expect(declaration("shorthand")).toMatchObject({ name: "read", start: runner.indexOf("read: ") });
    expect(declaration("sent")).toMatchObject({ name: "send", start: runner.indexOf("send(text") });
  });

  test("what names nothing has no declaration and no base", () => {
    expect(declaration("number")).toBeUndefined();
    expect(bases("number")).toEqual([]);
  });

  test("counts a byte order mark in both files", () => {
    const marked = {
      "apps/runner/src/main.ts": `\uFEFF${runner}`,
      "apps/runner/src/local.ts": `\uFEFF${local}`,
    };
    const project = writeProject(
      { "package.json": `{"type":"module"}`, "apps/runner/tsconfig.json": tsconfig, ...marked },
      { linked: false },
    );
    projects.push(project);
    const facts = createTypeFacts(project.root, createTsconfigFinder(project.root));
    const [start, end] = rangeOf(runner, "callee");
    expect(facts.declarationOf("apps/runner/src/main.ts", [start + 1, end + 1])?.start).toBe(
      local.indexOf("local(") + 1,
    );
  });
});

test("a type of a package from the registry has no base to change", () => {
  const text = `import type { PoolConfig } from "pg";\nexport const config: /*config<*/PoolConfig/*>*/ = {};\n`;
  const project = writeProject({
    "package.json": `{"type":"module"}`,
    "tsconfig.json": tsconfig,
    "src/main.ts": text,
  });
  projects.push(project);
  const facts = createTypeFacts(project.root, createTsconfigFinder(project.root));
  const range = rangeOf(text, "config");
  expect(facts.baseTypesOf("src/main.ts", range)).toEqual([]);
  expect(facts.declarationOf("src/main.ts", range)).toMatchObject({ name: "PoolConfig" });
});
