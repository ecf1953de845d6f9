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
    estimateSection(report, options),
    report.notes.map((note) => `Note: ${note}`).join("\n"),
    summary(report),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

/** The largest entry points; the rest is in the JSON. */
function estimateSection({ estimate = [] }: Report, options: { readonly color: boolean }): string {
  if (estimate.length === 0) return "";
  const shown = estimate
    .slice(0, 20)
    .map(({ path, line, entry, kind, spans, perItem, loops, perMinute }) => [
      `${path}:${line}`,
      entry,
      kind,
      `${spans} spans`,
      perItem === 0
        ? ""
        : `+ ${perItem} per item (${loops.slice(0, 3).join(", ")}${loops.length > 3 ? ", …" : ""})`,
      perMinute === undefined ? "" : `${perMinute} per minute`,
    ]);
  const more = estimate.length > shown.length ? `\n… and ${estimate.length - shown.length} smaller ones` : "";
  return section("Spans per run, at most; automatic ones come on top", shown, options) + more;
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
