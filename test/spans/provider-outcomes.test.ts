import { expect, test } from "vitest";
import { createSpanFile, isSpanFile } from "../../codemods/engine/span-file.ts";
import { outputOf, planFile, type FilePlan, type SpanwrightConfig } from "../../spans/index.ts";

const config: SpanwrightConfig = {
  providers: [{ function: "ChatAgent.executeQuery", steps: ["load", "save"] }, { function: "feed" }],
};

function plan(text: string, sdkMajor = 11): FilePlan {
  const file = createSpanFile(
    {
      path: "src/chat.ts",
      config,
      sdk: { module: "@sentry/node", major: sdkMajor },
      helpers: { path: "src/sentry-tracing", extension: ".js" },
      moduleFormat: "esm",
      isIsomorphic: false,
      types: undefined,
    },
    text,
  );
  if (!isSpanFile(file)) throw new Error(file.message);
  return planFile(file, { only: ["wrap-providers"] });
}

const outcomes = (plan: FilePlan): string[] =>
  plan.sites.map(
    ({ site, outcome }) => `${site.kind}: ${outcome.kind === "skip" ? outcome.reason : outcome.kind}`,
  );

const chat = `
export class ChatAgent {
  async *executeQuery(room: string): AsyncGenerator<string> {
    const notes = await load(room);
    yield notes;
    await Promise.all([this.save(room), wait()]);
  }
}

export const feed = (topic: string): ReadableStream<string> => open(topic);
`;

test("a second run finds every site again, and its span", () => {
  const first = plan(chat);
  expect(outcomes(first)).toEqual(["provider: plan", "step: plan", "step: plan", "provider: plan"]);
  const second = plan(outputOf(first));
  expect(outcomes(second)).toEqual([
    "provider: already",
    "step: already",
    "step: already",
    "provider: already",
  ]);
  const named = second.sites.flatMap(({ outcome }) => (outcome.kind === "already" ? [outcome.name] : []));
  expect(named).toEqual(["invoke_agent chat", "chat.load", "ChatAgent.save", "invoke_agent"]);
});

test("whether a client is covered depends on the SDK's major", () => {
  const letter = (client: string): string => `
import { Client } from "${client}";
export class LetterAgent {
  async *executeQuery(text: string) { yield* new Client().stream(text); }
}`;
  const covered = ["provider: covered-by-sdk"];
  expect(outcomes(plan(letter("openai"), 9))).toEqual(covered);
  expect(outcomes(plan(letter("@anthropic-ai/sdk"), 9))).toEqual(["provider: plan"]);
  expect(outcomes(plan(letter("@anthropic-ai/sdk"), 10))).toEqual(covered);
  expect(outcomes(plan(letter("@anthropic-ai/sdk/streaming"), 11))).toEqual(covered);
  expect(outcomes(plan(letter("@anthropic-ai/claude-agent-sdk"), 11))).toEqual(["provider: plan"]);
});

test("a class without a name is a provider by what it works with", () => {
  const text = `
import { query } from "@anthropic-ai/claude-agent-sdk";
export default class {
  async *executeQuery(text: string) { yield* query({ prompt: text }); }
}`;
  expect(plan(text).sites[0]?.outcome).toMatchObject({ kind: "plan", name: "invoke_agent claude" });
});

test("an agent that also sends completions is an agent", () => {
  const [site] = plan(`
import { query } from "@anthropic-ai/claude-agent-sdk";
import Anthropic from "@anthropic-ai/sdk";
export class LetterAgent {
  async *executeQuery(text: string) {
    yield new Anthropic().messages.create({ model: "claude-haiku-4-5" });
    yield* query({ prompt: text });
  }
}`).sites;
  expect(site?.outcome).toMatchObject({
    kind: "plan",
    op: "gen_ai.invoke_agent",
    name: "invoke_agent letter",
  });
});
