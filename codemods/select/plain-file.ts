import { findErasures } from "../../spans/unwrap/erase.ts";
import { eraseAll } from "../../spans/unwrap/unwrap.ts";
import { helperNames, importBindings, resolveSpecifier, walk, type SpanFile } from "../../spans/index.ts";

/** Words without which a text has none of our shapes. */
const WRITTEN =
  /\b(?:startSpan|startSpanIf|withIncomingTrace|withTraceCarrier|traceAsyncGenerator|traceGenerator|traceReadableStream)\b/;

/**
 * The text of a file without its spans: a selection that is computed again after `apply` must come out the same, so it looks at the
 * program behind the spans, whoever wrote them.
 *
 * @returns `undefined` when there is nothing to take out.
 */
export function withoutSpans(file: SpanFile): string | undefined {
  if (!WRITTEN.test(file.text)) return undefined;
  walk(file.program, () => undefined); // sets the parents that erasing looks at
  const bindings = importBindings(file);
  const helper = bindings.find(({ imported }) => helperNames.some((name) => name === imported));
  const sentryModules = bindings.flatMap(({ imported, module }) =>
    imported === "Sentry" ? [resolveSpecifier(file.path, module)] : [],
  );
  const erasures = findErasures({
    ...file,
    // A getter does not survive spreading.
    scopes: file.scopes,
    config: { sentryModules },
    helpers: {
      path:
        helper === undefined
          ? file.helpers.path
          : resolveSpecifier(file.path, helper.module).replace(/-client$/, ""),
      extension: "",
    },
  });
  if (erasures.length === 0) return undefined;
  return eraseAll(
    file.text,
    erasures.map((erasure) => ({ ...erasure, edits: [...erasure.edits, ...(erasure.hoists ?? [])] })),
  );
}
