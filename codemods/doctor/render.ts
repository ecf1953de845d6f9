import { renderTable } from "../report/table.ts";
import type { Examination, ServiceState } from "./examine.ts";
import { topicTitles, type DoctorFinding, type Topic } from "./finding.ts";

/** More places than this for one finding tell nothing new; `--json` has them all. */
const shown = 10;

/** The examination for a person. */
export function renderExamination(
  { config, tools, packages, findings }: Examination,
  { color }: { readonly color: boolean },
): string {
  const title = (text: string): string => (color ? `\u001B[1m${text}\u001B[22m` : text);
  const { typescript, eslint, eslintPlugin } = tools;
  const facts = [
    [
      "config",
      config.state === "absent"
        ? "none; the selection is computed for each run"
        : `${config.path ?? ""}, ${config.state}`,
    ],
    [
      "TypeScript",
      `${typescript.bundled} inside, ${typescript.project ?? "none"} in the project, ${typescript.tsconfig ? "edits are checked with types" : "no tsconfig.json, so edits are checked without types"}`,
    ],
    ["ESLint", `${eslint ?? "not installed"}, eslint-plugin-spanwright ${eslintPlugin ?? "not installed"}`],
  ];
  const parts = [
    `${title("Packages")}\n${renderTable(packages.map(packageRow))}`,
    `${title("Tools")}\n${renderTable(facts)}`,
    ...(Object.keys(topicTitles) as Topic[]).flatMap((topic) => {
      const own = findings.filter((one) => one.topic === topic);
      return own.length === 0 ? [] : [`${title(topicTitles[topic])}\n${renderFindings(own)}`];
    }),
    findings.length === 0
      ? "Nothing wrong."
      : `${findings.length} findings; docs/troubleshooting.md says more.`,
  ];
  return `${parts.join("\n\n")}\n`;
}

function packageRow({ folder, moduleFormat, sourceFiles, sdk, inits }: ServiceState): string[] {
  const version =
    sdk === undefined
      ? "no SDK"
      : `${sdk.module} ${sdk.version ?? sdk.major ?? "of unknown version"}${sdk.configured ? " (config)" : sdk.installed ? "" : " (not installed)"}`;
  return [
    folder,
    moduleFormat,
    `${sourceFiles} files`,
    version,
    sdk === undefined ? "" : inits.length === 0 ? "no Sentry.init" : `init in ${inits.join(", ")}`,
  ];
}

/** Findings of one kind together, with what to do said once. */
function renderFindings(findings: readonly DoctorFinding[]): string {
  const ids = [...new Set(findings.map(({ id }) => id))];
  return ids
    .flatMap((id) => {
      const own = findings.filter((one) => one.id === id);
      const rows = own.slice(0, shown).map(({ path, line, message }) => {
        const place = path === undefined ? "" : `${path}${line === undefined ? "" : `:${line}`}  `;
        return `  ${place}${message}`;
      });
      const more = own.length > shown ? [`  and ${own.length - shown} more (--json has them all)`] : [];
      return [...rows, ...more, `    ${own[0]?.remedy ?? ""}`];
    })
    .join("\n");
}
