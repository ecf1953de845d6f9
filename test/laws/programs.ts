import type { SkipReason } from "../../spans/index.ts";

/**
 * A small sloppy script: it declares `subject`, which the config names, and `observe`, which says what can be seen of it. In our own
 * words, after what test262 tests about function bodies.
 */
export interface Program {
  readonly name: string;
  readonly source: string;
  /** What `observe` gives, before and after. */
  readonly expect: unknown;
  /** Statuses of the spans, in order of their end; absent: one that is ok. */
  readonly spans?: readonly string[];
  /** Why the body must stay; absent: it is wrapped. */
  readonly skip?: SkipReason;
  /** What `observe` would give if the body were wrapped all the same; absent: the same. */
  readonly naive?: unknown;
}

export const programs: readonly Program[] = [
  {
    name: "keeps the global object as this of a sloppy function",
    source: `function subject() { return "this is " + (this === globalThis); }
             function observe() { return subject(); }`,
    expect: "this is true",
  },
  {
    name: "keeps undefined as this of a strict function",
    source: `function subject() { "use strict"; return typeof this + ""; }
             function observe() { return subject(); }`,
    expect: "undefined",
  },
  {
    name: "keeps a strict function strict",
    source: `function subject() { "use strict"; undeclared = 1; return 1; }
             function observe() { try { return subject(); } catch (error) { return error.name; } }`,
    expect: "ReferenceError",
    spans: ["internal_error"],
  },
  {
    name: "keeps a sloppy function sloppy",
    source: `function subject() { madeUp = 4; var octal = 010; return madeUp + octal; }
             function observe() { const sum = subject(); return [sum, delete globalThis.madeUp]; }`,
    expect: [12, true],
  },
  {
    name: "keeps a primitive as this of a strict function and boxes it for a sloppy one",
    source: `function subject() { return typeof this + (function () { "use strict"; return typeof this; }).call(5); }
             function observe() { return subject.call(5); }`,
    expect: "objectnumber",
  },
  {
    name: "keeps the number of arguments",
    source: `function subject(a) { return arguments.length * 10 + subject.length; }
             function observe() { return subject(1, 2, 3); }`,
    expect: 31,
  },
  {
    name: "keeps arguments tied to parameters",
    source: `function subject(a, b) { a = 7; arguments[1] = 8; return arguments[0] + "," + b; }
             function observe() { return subject(1, 2); }`,
    expect: "7,8",
  },
  {
    name: "keeps arguments of arrows inside",
    source: `function subject() { const read = () => arguments[0]; return "got " + read(); }
             function observe() { return subject("it"); }`,
    expect: "got it",
  },
  {
    name: "evaluates default values once, in order, with the parameters before them",
    source: `const log = [];
             function subject(a = log.push("a"), b = a + log.push("b")) { log.push("body"); return a + b; }
             function observe() { return [subject(), log.join()]; }`,
    expect: [4, "a,b,body"],
  },
  {
    name: "keeps a default value apart from the variables of the body",
    source: `var level = "outer";
             function subject(read = () => level) { var level = "body"; return read() + " " + level; }
             function observe() { return subject(); }`,
    expect: "outer body",
  },
  {
    name: "throws from a default value outside of the span",
    source: `function subject(a = missing.value) { return a + 1; }
             function observe() { try { subject(); } catch (error) { return error.name; } }`,
    expect: "ReferenceError",
    spans: [],
  },
  {
    name: "keeps destructured and rest parameters",
    source: `function subject({ a, ...others }, [b = 2] = [], ...rest) { return a + b + Object.keys(others).length + rest.length; }
             function observe() { return subject({ a: 1, x: 0, y: 0 }, undefined, 0, 0, 0); }`,
    expect: 8,
  },
  {
    name: "keeps the function's name, length and own properties",
    source: `async function subject(a, b = 1) { return a + b; }
             subject.version = 3;
             function observe() { return [subject.name, subject.length, subject.version]; }`,
    expect: ["subject", 1, 3],
    spans: [],
  },
  {
    name: "calls a function of the body before its declaration",
    source: `function subject() { return late() + 1; function late() { return 41; } }
             function observe() { return subject(); }`,
    expect: 42,
  },
  {
    name: "makes a function of a block visible in the body",
    source: `function subject(flag) { if (flag) { function inner() { return "made"; } } return typeof inner + ""; }
             function observe() { return subject(true) + " " + subject(false); }`,
    expect: "function undefined",
    spans: ["ok", "ok"],
  },
  {
    name: "sees a var before its declaration as undefined",
    source: `function subject() { const before = typeof later; for (var later = 0; later < 2; later += 1); return before + later; }
             function observe() { return subject(); }`,
    expect: "undefined2",
  },
  {
    name: "throws on a let before its declaration",
    source: `function subject() { const read = () => later; read(); let later = 1; return later + 0; }
             function observe() { try { subject(); } catch (error) { return error.name; } }`,
    expect: "ReferenceError",
    spans: ["internal_error"],
  },
  {
    name: "keeps a block's shadow of a parameter",
    source: `function subject(a) { { let a = 5; a += 1; } for (const a of [1]) void a; try { throw 9; } catch (a) { a += 1; } return a + 0; }
             function observe() { return subject(3); }`,
    expect: 3,
    // Its only catch swallows, and nothing is awaited behind it.
    spans: ["internal_error"],
  },
  {
    name: "gives each round of a loop its own variable",
    source: `function subject() { const all = []; for (let i = 0; i < 3; i += 1) all.push(() => i); return all.map((one) => one()).join() + ""; }
             function observe() { return subject(); }`,
    expect: "0,1,2",
  },
  {
    name: "keeps labels, breaks and continues",
    source: `function subject() { let seen = ""; rows: for (const row of ["ab", "c", "d"]) { for (const cell of row) { if (cell === "a") continue rows; if (cell === "d") break rows; seen += cell; } } return seen + "."; }
             function observe() { return subject(); }`,
    expect: "c.",
  },
  {
    name: "lets a finally override what is returned",
    source: `function subject() { try { return 1 + 0; } finally { return 2 + 0; } }
             function observe() { return subject(); }`,
    expect: 2,
  },
  {
    name: "throws the same object, also when it is no error",
    source: `const thrown = [undefined, null, 0, "text", Object.freeze({ code: 7 }), new Error("one")];
             function subject(index) { throw thrown[index]; }
             function observe() { return thrown.map((wanted, index) => { try { subject(index); return "none"; } catch (error) { return error === wanted; } }); }`,
    expect: [true, true, true, true, true, true],
    spans: [
      "internal_error",
      "internal_error",
      "internal_error",
      "internal_error",
      "internal_error",
      "internal_error",
    ],
  },
  {
    name: "closes an iterator that is left early",
    source: `const log = [];
             const source = { [Symbol.iterator]: () => ({ next: () => ({ value: 1, done: false }), return: () => (log.push("closed"), {}) }) };
             function subject() { for (const one of source) { return one + 1; } }
             function observe() { return [subject(), log.join()]; }`,
    expect: [2, "closed"],
  },
  {
    name: "keeps new.target and what new returns",
    source: `function subject(value) { if (!new.target) throw new TypeError("new"); this.value = value; }
             function observe() { const made = new subject(6); try { subject(1); } catch (error) { return [made.value, made instanceof subject, error.name]; } }`,
    expect: [6, true, "TypeError"],
    spans: ["ok", "internal_error"],
  },
  {
    name: "keeps super in an object's method",
    source: `const base = { greet() { return "hello"; } };
             const holder = { __proto__: base, subject() { return super.greet() + "!"; } };
             function observe() { return holder.subject(); }`,
    expect: "hello!",
  },
  {
    name: "keeps private names and this in static methods",
    source: `class Counter { static #count = 0; static subject(by) { this.#count += by; return this.#count + 0; } }
             function observe() { return [Counter.subject(2), Counter.subject(3)]; }`,
    expect: [2, 5],
    spans: ["ok", "ok"],
  },
  {
    name: "nests the spans of a function that calls itself",
    source: `function subject(n) { return n === 0 ? 0 : 1 + subject(n - 1) * 1; }
             function observe() { return subject(2); }`,
    expect: 2,
    spans: ["ok", "ok", "ok"],
  },
  {
    name: "runs up to the first await before the caller goes on",
    source: `const log = [];
             async function subject() { log.push("in"); await null; log.push("after"); }
             async function observe() { const running = subject(); log.push("caller"); await running; return log.join(); }`,
    expect: "in,caller,after",
  },
  {
    name: "turns a throw of an async function into a rejection with the same object",
    source: `const failure = { code: 3 };
             async function subject() { throw failure; }
             async function observe() { let threw = false; let running; try { running = subject(); } catch { threw = true; } return [threw, await running.catch((error) => error === failure)]; }`,
    expect: [false, true],
    spans: ["internal_error"],
  },
  {
    name: "calls a returned thenable once",
    source: `let calls = 0;
             async function subject() { return { then(resolve) { calls += 1; resolve("then"); } }; }
             async function observe() { return [await subject(), calls]; }`,
    expect: ["then", 1],
  },
  {
    name: "covers what is awaited in loops, and hands on the return value",
    source: `async function* numbers() { yield 1; yield 2; }
             async function subject() { let sum = 0; for await (const one of numbers()) { sum += one; await null; } return sum; }
             async function observe() { return subject(); }`,
    expect: 3,
  },
  {
    name: "keeps strings over several lines",
    source: `function subject(name) { return \`
  dear \${name
    .trim()}
\` + "a\\
  b"; }
             function observe() { return subject(" ada "); }`,
    expect: "\n  dear ada\na  b",
  },
  {
    name: "keeps arrows that return an object, a sequence, a conditional",
    source: `const subject = async (a) => ({ a, b: a ? [a] : {} });
             async function observe() { return subject(1); }`,
    expect: { a: 1, b: [1] },
  },
  {
    name: "keeps a sequence as an arrow's result",
    source: `let side = 0;
             const subject = async () => (side += 1, side += 1, "last");
             async function observe() { return [await subject(), side]; }`,
    expect: ["last", 2],
  },
  {
    name: "marks a swallowed error, and changes nothing about it",
    source: `async function subject() { try { await null; throw new Error("one"); } catch (error) { return "saved " + error.message; } }
             async function observe() { return subject(); }`,
    expect: "saved one",
    spans: ["internal_error"],
  },
  {
    name: "does not mark a cancelled run",
    source: `async function subject(signal) { try { await null; signal.throwIfAborted(); return "done"; } catch (error) { if (error.name === "AbortError") return "cancelled"; return "failed"; } }
             async function observe() { return [await subject(AbortSignal.abort()), await subject({ throwIfAborted() { throw new Error("x"); } })]; }`,
    expect: ["cancelled", "failed"],
    spans: ["ok", "internal_error"],
  },
  {
    name: "marks the error that a handler of the returned promise swallows",
    source: `async function subject(fails) { return Promise.resolve().then(() => { if (fails) throw new Error("late"); return "fine"; }).catch((error) => { return error.message; }); }
             async function observe() { return [await subject(false), await subject(true)]; }`,
    expect: ["fine", "late"],
    spans: ["ok", "internal_error"],
  },
  {
    name: "leaves a step that was survived unmarked",
    source: `async function subject() { let size = 1; try { size = JSON.parse("{"); } catch { size = 2; } await null; return size + 1; }
             async function observe() { return subject(); }`,
    expect: 3,
  },

  {
    name: "does not call a thenable that a sync function hands out",
    source: `let calls = 0;
             function subject() { const lazy = {}; lazy.then = (resolve) => { calls += 1; resolve(1); }; return lazy; }
             function observe() { subject(); return calls; }`,
    expect: 0,
    skip: "sync-result-unknown",
    naive: 1,
  },
  {
    name: "does not call a thenable that is made in two steps",
    source: `let calls = 0;
             function subject() { const lazy = { sql: "select 1" }; return Object.assign(lazy, { then() { calls += 1; } }); }
             function observe() { subject(); return calls; }`,
    expect: 0,
    skip: "sync-result-unknown",
    naive: 1,
  },
  {
    name: "does not read a then that is a getter",
    source: `let reads = 0;
             class Lazy { get then() { reads += 1; return undefined; } }
             function subject() { return new Lazy(); }
             function observe() { subject(); return reads; }`,
    expect: 0,
    skip: "sync-result-unknown",
    naive: 1,
  },
  {
    name: "leaves a var over a parameter",
    source: `function subject(a) { var a; return a + 1; }
             function observe() { return String(subject(1)); }`,
    expect: "2",
    skip: "body-not-movable",
    naive: "NaN",
  },
  {
    name: "leaves a var pattern over a destructured parameter",
    source: `function subject({ size }) { if (size > 9) { var [size] = [9]; } return size + 0; }
             function observe() { return String(subject({ size: 4 })); }`,
    expect: "4",
    skip: "body-not-movable",
    naive: "NaN",
  },
  {
    name: "leaves a loop's var over a rest parameter",
    source: `function subject(...all) { const before = typeof all; for (var all of []) void all; return before + ""; }
             function observe() { return subject(1); }`,
    expect: "object",
    skip: "body-not-movable",
    naive: "undefined",
  },
  {
    name: "leaves a block's function over a parameter",
    source: `function subject(a) { { function a() {} } return typeof a + ""; }
             function observe() { return subject(1); }`,
    expect: "number",
    skip: "body-not-movable",
    naive: "function",
  },
  {
    name: "leaves a var named arguments",
    source: `function subject() { var arguments; return typeof arguments + ""; }
             function observe() { return subject(1); }`,
    expect: "object",
    skip: "body-not-movable",
    naive: "undefined",
  },
  {
    name: "leaves a function that asks for its callee",
    source: `function subject(n) { return n === 0 ? 0 : 1 + arguments.callee(n - 1); }
             function observe() { return subject(2); }`,
    expect: 2,
    skip: "body-not-movable",
  },
  {
    name: "leaves a direct eval, which could declare anything",
    source: `function subject(a) { eval("var a"); return String(a); }
             function observe() { return subject(1); }`,
    expect: "1",
    skip: "body-not-movable",
    naive: "undefined",
  },
  {
    name: "leaves a direct eval in a default value",
    source: `function subject(a = eval("1 + 1")) { return a + 0; }
             function observe() { return subject(); }`,
    expect: 2,
    skip: "body-not-movable",
  },
  {
    name: "leaves an empty body",
    source: `async function subject() { /* later */ }
             async function observe() { return String(await subject()); }`,
    expect: "undefined",
    skip: "empty-body",
  },
  {
    name: "leaves a body of directives",
    source: `function subject() { "use strict"; "use magic"; }
             function observe() { return String(subject()); }`,
    expect: "undefined",
    skip: "empty-body",
  },
  {
    name: "leaves accessors",
    source: `class Shelf { get subject() { return 3; } }
             function observe() { return new Shelf().subject; }`,
    expect: 3,
    skip: "not-a-function-body",
  },
];
