/** The sources of all helpers, for their types: the tests run rendered modules. */
export * from "../../codemods/helpers/sections/current-trace.ts";
export * from "../../codemods/helpers/sections/with-trace-carrier.ts";
export * from "../../codemods/helpers/sections/with-incoming-trace.ts";
export * from "../../codemods/helpers/sections/start-span-if.ts";
export * from "../../codemods/helpers/sections/trace-async-generator.ts";
export * from "../../codemods/helpers/sections/trace-generator.ts";
export * from "../../codemods/helpers/sections/trace-readable-stream.ts";
export * from "../../codemods/helpers/sections/watch-agent-messages.ts";
export * from "../../codemods/helpers/sections/run-tick.ts";
export * from "../../codemods/helpers/sections/start-tick.ts";
export * from "../../codemods/helpers/sections/as-tick.ts";
export * from "../../codemods/helpers/sections/start-job.ts";
export * from "../../codemods/helpers/sections/as-job.ts";
export * from "../../codemods/helpers/sections/trace-tool-call.ts";
export * from "../../codemods/helpers/sections/traced.ts";
