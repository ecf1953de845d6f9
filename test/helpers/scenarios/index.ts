import type { Scenarios } from "../scenario.ts";
import { carrierScenarios } from "./carriers.ts";
import { clientScenarios } from "./client.ts";
import { generatorScenarios } from "./generators.ts";
import { incomingScenarios } from "./incoming.ts";
import { ipcScenarios } from "./ipc.ts";
import { processScenarios } from "./processes.ts";
import { readableStreamScenarios } from "./readable-streams.ts";
import { toolCallScenarios } from "./tool-calls.ts";
import { tickScenarios } from "./ticks.ts";
import { watcherScenarios } from "./watchers.ts";

export const scenarios: Scenarios = {
  ...generatorScenarios,
  ...readableStreamScenarios,
  ...carrierScenarios,
  ...incomingScenarios,
  ...clientScenarios,
  ...ipcScenarios,
  ...toolCallScenarios,
  ...processScenarios,
  ...tickScenarios,
  ...watcherScenarios,
};
