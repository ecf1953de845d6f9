import { skipText } from "../../spans/index.ts";
import type { Report, ReportFile, ReportSite } from "./report.ts";
import { renderTable } from "./table.ts";

/** The report for a person: what changes, what does not and why, and the sums. */
export function renderReport(report: Report, options: { readonly color: boolean }): string {
  const changed = rows(report, (site) => /^(?:wrap|carry|continue|edit)$/.test(site.decision));
  const left = rows(report, ({ decision }) => decision === "skip" || decision === "rolled-back");
  const passed = report.files.filter(({ outcome }) => outcome === "skipped" || outcome === "failed");
  const parts = [
    changed.length > 0
      ? section(report.command === "apply" ? "Changed" : "Would change", changed.map(changedRow), options)
      : "Nothing to change.",
    left.length > 0 ? section("Left alone", left.map(leftRow), options) : "",
    left.length > 0 ? reasonTexts(left.map(({ site }) => site)) : "",
    passed.length > 0
      ? section(
          "Files passed over",
          passed.map(({ path, reason, detail }) => [path, reason ?? "", detail ?? ""]),
          options,
        )
      : "",
    (report.todos ?? []).length > 0
      ? section(
          "Waits for a person",
          (report.todos ?? []).map(({ path, line, reason }) => [`${path}:${line}`, reason]),
          options,
        )
      : "",
    report.notes.map((note) => `Note: ${note}`).join("\n"),
    summary(report),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

interface Row {
  readonly file: ReportFile;
  readonly site: ReportSite;
}

function rows({ files }: Report, wanted: (site: ReportSite) => boolean): Row[] {
  return files.flatMap((file) => file.sites.filter(wanted).map((site) => ({ file, site })));
}

function changedRow({ file, site }: Row): string[] {
  return [
    `${file.path}:${site.line}`,
    site.symbol,
    site.decision,
    site.op ?? "",
    site.name ?? "",
    site.note ?? "",
  ];
}

function leftRow({ file, site }: Row): string[] {
  return [`${file.path}:${site.line}`, site.symbol, site.kind, site.reason ?? "", site.detail ?? ""];
}

/** Each reason once, with what can be done about it. */
function reasonTexts(sites: readonly ReportSite[]): string {
  const reasons = [...new Set(sites.flatMap(({ reason }) => reason ?? []))].sort();
  return reasons
    .map((reason) => `${reason}: ${skipText[reason].title}. ${skipText[reason].remedy}`)
    .join("\n");
}

function section(
  title: string,
  cells: readonly (readonly string[])[],
  { color }: { readonly color: boolean },
): string {
  return `${color ? `\u001B[1m${title}\u001B[22m` : title}\n${renderTable(cells)}`;
}

function summary({ totals, sdk }: Report): string {
  return (
    `${totals.sites} sites: ${totals.changed} changed in ${totals.filesChanged} files, ${totals.already} already there, ` +
    `${totals.skipped} left alone, ${totals.rolledBack} rolled back${sdk === undefined ? "" : ` (${sdk})`}`
  );
}
