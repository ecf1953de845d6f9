import { createHash } from "node:crypto";
import { codemodNames } from "../../spans/index.ts";
import { codemodText } from "./codemod-text.ts";
import type { Finding, FindingRule } from "./findings.ts";
import type { Report, ReportFile } from "./report.ts";

/** Every rule that can have a result, in one order: results point into this list. */
const rules: readonly FindingRule[] = [...codemodNames, "todo"];

/**
 * Findings as SARIF 2.1.0, for code scanning. The same input gives the same bytes: no times, no random identifiers, sorted.
 *
 * @param prefix - path from the top of the repository to the root of the run: "" or "packages/web/".
 * @returns JSON with a line end
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function renderSarif(report: Report, findings: readonly Finding[], prefix: string): string {
  const [name = "spanwright", version = "0"] = report.tool.split(" ");
  const notified = report.files.filter(({ outcome }) => outcome === "skipped" || outcome === "failed");
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name, version, semanticVersion: version, rules: rules.map(descriptor) } },
        // Columns and ranges are those of JavaScript strings.
        columnKind: "utf16CodeUnits",
        invocations: [
          {
            executionSuccessful: report.totals.filesFailed === 0,
            toolExecutionNotifications: notified.map((file) => notification(file, prefix)),
          },
        ],
        results: withFingerprints(findings).map(([finding, fingerprint]) => ({
          ruleId: ruleId(finding.rule),
          ruleIndex: rules.indexOf(finding.rule),
          level: "warning",
          message: { text: finding.message },
          locations: [
            {
              physicalLocation: {
                artifactLocation: artifact(prefix + finding.path),
                region: { startLine: finding.line, startColumn: finding.column },
              },
              ...(finding.symbol ? { logicalLocations: [{ fullyQualifiedName: finding.symbol }] } : {}),
            },
          ],
          partialFingerprints: { "spanwright/v1": fingerprint },
        })),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function ruleId(rule: FindingRule): string {
  return `spanwright/${rule}`;
}

function descriptor(rule: FindingRule): object {
  const text =
    rule === "todo" ? "A marker comment spanwright-todo(<reason>) waits for a person." : codemodText[rule];
  return {
    id: ruleId(rule),
    shortDescription: { text },
    fullDescription: { text },
    defaultConfiguration: { level: "warning" },
  };
}

function notification({ path, outcome, reason, detail }: ReportFile, prefix: string): object {
  return {
    level: outcome === "failed" ? "error" : "note",
    message: { text: `${outcome}: ${[reason, detail].filter((part) => part !== undefined).join(", ")}` },
    locations: [{ physicalLocation: { artifactLocation: artifact(prefix + path) } }],
  };
}

/** A reference relative to the repository, in which only what a URI cannot hold is escaped. */
function artifact(path: string): object {
  return { uri: path.split("/").map(encodeURIComponent).join("/"), uriBaseId: "%SRCROOT%" };
}

/** What stays the same when lines above move: rule, file, symbol, message, and which of several equal ones it is. */
function withFingerprints(findings: readonly Finding[]): readonly (readonly [Finding, string])[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const key = [finding.rule, finding.path, finding.symbol ?? "", finding.message].join("\n");
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return [finding, createHash("sha256").update(`${key}\n${count}`).digest("hex").slice(0, 32)];
  });
}
