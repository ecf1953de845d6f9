"use strict";
/* eslint-disable @typescript-eslint/no-require-imports -- a preload of any process is CommonJS */
// Loaded into every measured process, and its children: what it used, one line of JSON each, when it ends.
const { appendFileSync } = require("node:fs");

process.on("exit", () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  const usage = { kilobytes: maxRSS, microseconds: userCPUTime + systemCPUTime };
  if (process.env.BENCH_USAGE) appendFileSync(process.env.BENCH_USAGE, `${JSON.stringify(usage)}\n`);
});
