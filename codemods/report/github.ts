import type { Finding } from "./findings.ts";
import type { Report } from "./report.ts";

/**
 * Findings as workflow commands: GitHub shows them on the lines of a pull request.
 *
 * @param prefix - path from the top of the repository to the root of the run: "" or "packages/web/".
 * @returns one line each, with a line end; "" without findings
 * @see https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions#setting-a-warning-message
 */
export function renderAnnotations(report: Report, findings: readonly Finding[], prefix: string): string {
  const failed = report.files.filter(({ outcome }) => outcome === "failed");
  const lines = [
    ...failed.map(({ path, reason = "", detail = "" }) =>
      command("error", { file: prefix + path, title: "spanwright" }, `${reason} ${detail}`.trim()),
    ),
    ...findings.map(({ path, line, column, rule, message }) =>
      command(
        "warning",
        { file: prefix + path, line: String(line), col: String(column), title: `spanwright ${rule}` },
        message,
      ),
    ),
  ];
  return lines.map((line) => `${line}\n`).join("");
}

function command(
  name: "error" | "warning",
  properties: Readonly<Record<string, string>>,
  message: string,
): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(value)}`);
  return `::${name} ${list.join(",")}::${escapeData(message)}`;
}

/** @see https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts */
function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
