export { apply, type ApplyResult } from "./api/apply.ts";
export { UsageError, type ApplyOptions, type RunOptions } from "./api/options.ts";
export { plan } from "./api/plan.ts";
export type { Change, RunResult } from "./engine/run.ts";
export type { WriteResult } from "./engine/write.ts";
export type { Report, ReportFile, ReportSite } from "./report/report.ts";
export type { CodemodName, SiteKind, SkipReason } from "../spans/index.ts";
