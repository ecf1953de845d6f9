import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { createTypeFacts } from "../../codemods/types/ts-morph-facts.ts";
import { createTsconfigFinder } from "../../codemods/types/find-tsconfig.ts";
import { createDiagnosticsCheck } from "../../codemods/types/diagnostics.ts";
import { insert, rangeOf, STRICT_TSCONFIG, writeProject, type TestProject } from "./project.ts";

const source = `
interface Label { text: string }
interface Parcel { id: string; label?: Label; note: string | null; tags?: string[] }
type Step =
  | { kind: "pick"; shelf: string }
  | { kind: "ship"; truck: number };
interface Job { step: Step }
declare function print(text: string): Promise<void>;
declare function find(id: string): Promise<Parcel | undefined>;
declare function assertLabel(parcel: Parcel): asserts parcel is Parcel & { label: Label };
declare const flag: boolean;

export async function byIf(parcel: Parcel) {
  if (parcel.label) await /*byIf<*/print(parcel.label.text)/*>*/;
}
export async function byReturn(parcel: Parcel) {
  if (parcel.note === null) return;
  await /*byReturn<*/print(parcel.note)/*>*/;
}
export async function byTypeof(parcel: { weight: string | number }) {
  if (typeof parcel.weight === "string") await /*byTypeof<*/print(parcel.weight)/*>*/;
}
export async function byInstanceof(holder: { cause: unknown }) {
  if (holder.cause instanceof Error) await /*byInstanceof<*/print(holder.cause.message)/*>*/;
}
export async function byDiscriminant(step: Step) {
  if (step.kind === "pick") await /*byDiscriminant<*/print(step.shelf)/*>*/;
}
export async function byPathDiscriminant(job: Job) {
  if (job.step.kind === "pick") await /*byPathDiscriminant<*/print(job.step.shelf)/*>*/;
}
export async function byOptionalChain(parcel: Parcel | undefined) {
  if (parcel?.label) await /*byOptionalChain<*/print(parcel.label.text)/*>*/;
  await /*optionalChain<*/print(parcel?.label?.text ?? "none")/*>*/;
}
export async function byElement(row: Record<string, string | undefined>, key: string) {
  if (row["name"] !== undefined) await /*byElement<*/print(row["name"])/*>*/;
  if (row[key] !== undefined) await /*byKey<*/print(row[key])/*>*/;
}
export async function byIndex(rows: string[][]) {
  if (rows[0] !== undefined) await /*byIndex<*/print(rows[0].join())/*>*/;
}
export async function letReassignedBefore(id: string) {
  let parcel = await find(id);
  if (parcel === undefined) parcel = await find("other");
  if (parcel === undefined) return;
  await /*letReassignedBefore<*/print(parcel.id)/*>*/;
}
export async function letReassignedLater(id: string) {
  let parcel = await find(id);
  if (parcel === undefined) return;
  await /*letReassignedLater<*/print(parcel.id)/*>*/;
  parcel = await find("other");
}
export async function letInLoop(id: string) {
  let parcel = await find(id);
  while (parcel !== undefined) {
    await /*letInLoop<*/print(parcel.id)/*>*/;
    parcel = await find(parcel.id);
  }
}
export async function letNeverReassigned(id: string) {
  let parcel = await find(id);
  if (parcel === undefined) return;
  await /*letNeverReassigned<*/print(parcel.id)/*>*/;
}
export async function letAssignedInside(id: string) {
  let parcel = await find(id);
  const refresh = async () => { parcel = await find(id); };
  if (parcel === undefined) return refresh();
  await /*letAssignedInside<*/print(parcel.id)/*>*/;
}
export async function paramReassigned(parcel: Parcel | undefined) {
  if (flag) parcel = undefined;
  if (!parcel) return;
  await /*paramReassignedBefore<*/print(parcel.id)/*>*/;
}
export async function paramReassignedLater(parcel: Parcel | undefined) {
  if (!parcel) return;
  await /*paramReassignedLater<*/print(parcel.id)/*>*/;
  [parcel] = [undefined];
}
export async function paramKept(parcel: Parcel | undefined) {
  if (!parcel) return;
  await /*paramKept<*/print(parcel.id)/*>*/;
}
export async function paramWithDefault(text: string | undefined = "none") {
  await /*paramWithDefault<*/print(text)/*>*/;
}
export async function varNeverReassigned(id: string) {
  var parcel = await find(id);
  if (parcel === undefined) return;
  await /*varNeverReassigned<*/print(parcel.id)/*>*/;
}
export async function caught() {
  try { await find(""); } catch (error) {
    if (error instanceof Error) await /*caught<*/print(error.message)/*>*/;
  }
}
export async function destructured(parcel: Parcel) {
  const { label, note } = parcel;
  if (!label || note === null) return;
  await /*destructured<*/print(label.text + note)/*>*/;
}
export async function evolving(id: string) {
  let first;
  first = await find(id);
  if (flag) await /*evolvingBefore<*/print(String(first))/*>*/;
  first = "x";
}
export async function evolvingArray() {
  const names = [];
  names.push("a");
  await /*evolvingArray<*/print(names.join())/*>*/;
}
export async function asserted(parcel: Parcel) {
  assertLabel(parcel);
  await /*asserted<*/print(parcel.label.text)/*>*/;
}
export class Desk {
  private printer?: { print(text: string): Promise<void>; name: string };
  #next: string | null = null;
  private status: "idle" | "busy" = "idle";
  async work(parcel: Parcel) {
    if (!this.printer) throw new Error("no printer");
    await /*thisOptional<*/this.printer.print(parcel.id)/*>*/;
    await /*thisTwice<*/this.printer.print(this.printer.name)/*>*/;
    if (this.#next !== null) await /*privateName<*/print(this.#next)/*>*/;
    await /*callback<*/Promise.all([1].map(() => this.printer?.print("x")))/*>*/;
    await /*onTheSpot<*/print((() => this.printer.name)())/*>*/;
    await /*notNarrowed<*/print(parcel.note ?? this.status)/*>*/;
  }
  async statement() {
    /*guardInside<*/try {
      if (!this.printer) throw new Error("no printer");
      await this.printer.print("a");
    } catch {
      this.status = "idle";
    }/*>*/
    if (!this.printer) return;
    /*guardOutside<*/try {
      await this.printer.print("a");
      this.printer = undefined;
    } catch {
      this.status = "idle";
    }/*>*/
  }
  async assigned(parcel: Parcel) {
    this.printer = { name: "fresh", print };
    /*assignedInside<*/this.printer = { name: "other", print }/*>*/;
    await /*assignedBefore<*/this.printer.print(parcel.id)/*>*/;
  }
}
export async function assignment(start: Parcel | undefined) {
  let parcel: Parcel | undefined = start;
  while (parcel) {
    /*assignment<*/parcel = await find(parcel.id)/*>*/;
  }
}
export async function shorthand(parcel: Parcel | undefined) {
  if (!parcel) return;
  await /*shorthand<*/find(JSON.stringify({ parcel }))/*>*/;
  parcel = undefined;
}
export async function generic<T extends { name?: string }>(holder: T) {
  if (holder.name) await /*generic<*/print(holder.name)/*>*/;
  await /*genericNot<*/print(String(holder.name))/*>*/;
}
export async function localInside(parcels: Parcel[]) {
  /*localInside<*/for (const parcel of parcels) {
    if (parcel.note) await print(parcel.note);
  }/*>*/
}
`;

const moduleLet = `
interface Client { send(text: string): Promise<void> }
declare function connect(): Client;
let client: Client | undefined;
export let shared: Client | undefined;
export function start() { client = connect(); }
export async function send() {
  if (!client || !shared) return;
  await /*moduleLet<*/client.send("a")/*>*/;
  await /*exportedLet<*/shared.send("a")/*>*/;
}
`;

const projects: TestProject[] = [];
afterAll(() => projects.forEach((project) => project.remove()));

function open(manifest: object, tsconfig = STRICT_TSCONFIG) {
  const project = writeProject(
    {
      "tsconfig.json": tsconfig,
      "package.json": JSON.stringify({ type: "module", ...manifest }),
      "src/desk.ts": source,
      "src/client.ts": moduleLet,
    },
    { linked: false },
  );
  projects.push(project);
  const facts = createTypeFacts(project.root, createTsconfigFinder(project.root), {
    files: ["src/desk.ts", "src/client.ts"],
  });
  return (name: string, path = "src/desk.ts") => {
    const text = path === "src/desk.ts" ? source : moduleLet;
    return facts.narrowedPaths(path, rangeOf(text, name)).map(([start, end]) => text.slice(start, end));
  };
}

describe("narrowedPaths", () => {
  const narrowed = open({});

  test("agrees with the compiler: a closure around the range is an error where something is listed, and only there", () => {
    const [project] = projects;
    if (project === undefined) throw new Error("no project");
    const check = createDiagnosticsCheck(project.root, join(project.root, "tsconfig.json"));
    const end = source.length;
    const declaration = "declare function span<T>(work: () => T): T;\n";
    const statements = new Set(["guardInside", "guardOutside", "localInside"]);
    const assignments = new Set(["assignment", "assignedInside"]);
    const wrapping = (name: string) => {
      if (statements.has(name)) return ["await span(async () => {", "});"] as const;
      return assignments.has(name)
        ? (["await span(async () => ", ")"] as const)
        : (["span(() => ", ")"] as const);
    };
    const names = [...source.matchAll(/\/\*(\w+)<\*\//g)].map(([, name = ""]) => name);
    // JSON.stringify takes what the variable was declared as, too.
    const compared = names.filter((name) => name !== "shorthand");
    const failing = compared.filter((name) => {
      const [from, to] = rangeOf(source, name);
      const edit = insert(source, [
        [from, wrapping(name)[0]],
        [to, wrapping(name)[1]],
        [end, declaration],
      ]);
      return check.newDiagnostics(new Map([["src/desk.ts", edit]])).length > 0;
    });
    expect(compared.length).toBeGreaterThan(30);
    expect(failing).toEqual(compared.filter((name) => narrowed(name).length > 0));
  });

  test.each([
    ["byIf", ["parcel.label"]],
    ["byReturn", ["parcel.note"]],
    ["byTypeof", ["parcel.weight"]],
    ["byInstanceof", ["holder.cause"]],
    ["byPathDiscriminant", ["job.step"]],
    ["byOptionalChain", ["parcel.label"]],
    ["byElement", [`row["name"]`]],
    ["byKey", ["row[key]"]],
    ["thisOptional", ["this.printer"]],
    ["thisTwice", ["this.printer", "this.printer"]],
    ["privateName", ["this.#next"]],
    ["onTheSpot", ["this.printer"]],
    ["guardOutside", ["this.printer"]],
    ["assignedBefore", ["this.printer"]],
    ["generic", ["holder.name"]],
  ])("member paths: %s", (name, expected) => {
    expect(narrowed(name)).toEqual(expected);
  });

  test.each([
    ["letReassignedLater", ["parcel"]],
    ["letInLoop", ["parcel"]],
    ["letAssignedInside", ["parcel"]],
    ["paramReassignedLater", ["parcel"]],
    ["varNeverReassigned", ["parcel"]],
    ["assignment", ["parcel"]],
    ["shorthand", ["parcel"]],
    ["evolvingBefore", ["first"]],
    ["evolvingArray", ["names"]],
  ])("variables: %s", (name, expected) => {
    expect(narrowed(name)).toEqual(expected);
  });

  test.each([
    "byDiscriminant",
    "optionalChain",
    "letReassignedBefore",
    "letNeverReassigned",
    "paramReassignedBefore",
    "paramKept",
    "paramWithDefault",
    "caught",
    "destructured",
    "asserted",
    "callback",
    "notNarrowed",
    "guardInside",
    "assignedInside",
    "genericNot",
    "localInside",
    "byIndex",
  ])("keeps its type in a closure: %s", (name) => {
    expect(narrowed(name)).toEqual([]);
  });

  test("module variables that a function assigns, and exported ones", () => {
    expect(narrowed("moduleLet", "src/client.ts")).toEqual(["client"]);
    expect(narrowed("exportedLet", "src/client.ts")).toEqual(["shared"]);
  });

  test("before TypeScript 5.4 no reassigned variable and no `let` keeps it", () => {
    const before = open({ devDependencies: { typescript: "~5.3.3" } });
    expect(before("letReassignedBefore")).toEqual(["parcel"]);
    expect(before("letNeverReassigned")).toEqual(["parcel"]);
    expect(before("paramReassignedBefore")).toEqual(["parcel"]);
    expect(before("paramKept")).toEqual([]);
    expect(before("destructured")).toEqual([]);
  });

  test("an index access is narrowed under noUncheckedIndexedAccess only", () => {
    const config = JSON.parse(STRICT_TSCONFIG) as { compilerOptions: object };
    const unchecked = {
      ...config,
      compilerOptions: { ...config.compilerOptions, noUncheckedIndexedAccess: true },
    };
    expect(open({}, JSON.stringify(unchecked))("byIndex")).toEqual(["rows[0]"]);
  });
});
