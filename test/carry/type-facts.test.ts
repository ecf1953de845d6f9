import { expect, test } from "vitest";
import { createSpanFile, isSpanFile } from "../../codemods/engine/span-file.ts";
import { planFile, type SpanwrightConfig, type TypeFacts } from "../../spans/index.ts";

/** Facts that know nothing but what a test says. */
function factsWith(known: Partial<TypeFacts>): TypeFacts {
  return {
    kindOfValue: () => "any",
    libraryOf: () => undefined,
    narrowedPaths: () => [],
    declarationOf: () => undefined,
    baseTypesOf: () => [],
    propertyOf: () => undefined,
    ...known,
  };
}

function outcomesOf(text: string, config: SpanwrightConfig, types?: TypeFacts): string[] {
  const file = createSpanFile(
    {
      path: "desk.ts",
      config,
      sdk: { module: "@sentry/node", major: 11 },
      helpers: { path: "sentry-tracing", extension: "" },
      moduleFormat: "esm",
      isIsomorphic: false,
      types,
    },
    text,
  );
  if (!isSpanFile(file)) throw new Error(file.message);
  return planFile(file, { only: ["carry-trace"] }).sites.map(({ outcome }) =>
    outcome.kind === "skip" ? outcome.reason : outcome.kind,
  );
}

const sends: SpanwrightConfig = { send: [{ function: "worker.send", destination: "desks" }] };
const sending = `import { worker, note } from "./desk";
worker.send(note());
`;

test("a text is no message, where types say that it is one", () => {
  const text = factsWith({
    propertyOf: (_path, _range, name) =>
      name === "charCodeAt" ? { kind: "other", optional: false, receiverNullable: false } : undefined,
  });
  expect(outcomesOf(sending, sends)).toEqual(["plan"]);
  expect(outcomesOf(sending, sends, text)).toEqual(["payload-not-an-object"]);
});

test("a result that starts when it is awaited is not put into a callback", () => {
  const lazy = factsWith({ kindOfValue: () => "thenable" });
  const receives: SpanwrightConfig = { receive: [{ function: "seat", destination: "desks" }] };
  const receiving = `import { seat, type Guest } from "./desk";
export const take = (guest: Guest) => seat(guest);
`;
  expect(outcomesOf(receiving, receives)).toEqual(["plan"]);
  expect(outcomesOf(receiving, receives, lazy)).toEqual(["sync-result-unknown"]);
  expect(outcomesOf(sending, sends, lazy)).toEqual(["sync-result-unknown"]);
});

test("an imported schema passes once its type has the carrier", () => {
  const receives: SpanwrightConfig = { receive: [{ function: "seat", destination: "desks" }] };
  const receiving = `import { Guest } from "./schemas";
import { seat } from "./desk";
export function take(text: string) {
  const guest = Guest.parse(JSON.parse(text));
  return seat(guest);
}
`;
  const carrying = factsWith({
    propertyOf: (_path, _range, name) =>
      name === "_sentry" ? { kind: "other", optional: true, receiverNullable: false } : undefined,
  });
  expect(outcomesOf(receiving, receives)).toEqual(["run-time-schema"]);
  expect(outcomesOf(receiving, receives, carrying)).toEqual(["plan"]);
});
