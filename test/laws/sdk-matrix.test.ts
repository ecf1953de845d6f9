import { describe, expect, test } from "vitest";
import { readCases } from "../support/cases.ts";
import { runScenarios } from "../support/scenarios.ts";

/** One case for each wrapping form: between the majors the SDK differs, the emitted text does not. */
const forms: readonly string[] = [
  "runs-each-query-once",
  "keeps-what-a-body-does",
  "keeps-what-a-call-does",
  "keeps-what-a-tick-does",
  "keeps-what-a-process-does",
  "streams-a-method-as-before",
  "keeps-what-a-tool-call-does",
  "keeps-what-a-service-does",
  "sends-and-takes-tickets-over-a-socket",
];

/** Law 8 on the older majors that are supported, installed under these names. */
describe.each(["sentry-node-10", "sentry-node-9"])("%s", (sdk) => {
  test.each(forms)("%s", async (name) => {
    const fixture = readCases().find((one) => one.name === name);
    if (fixture?.scenarios === undefined) expect.unreachable(`no case with scenarios is called ${name}`);
    await runScenarios(fixture, sdk);
  });
});

/** The emitted decorator is one text for both kinds of decorators, which compilers call in different ways. */
describe.each(["standard", "experimental"] as const)("%s decorators", (decorators) => {
  test.each(["@sentry/node", "sentry-node-10", "sentry-node-9"])("%s", async (sdk) => {
    const fixture = readCases().find(({ name }) => name === "keeps-what-a-decorated-service-does");
    if (fixture === undefined) expect.unreachable("no such case");
    await runScenarios(fixture, sdk, {}, decorators);
  });
});
