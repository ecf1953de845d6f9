import type { EditGroup } from "./edit.ts";
import type { SkipReason } from "./reason.ts";
import type { ImportNeed } from "./sentry.ts";

/** What would be written for one site. */
export interface SpanPlan {
  readonly kind: "plan";
  readonly decision: "wrap" | "carry" | "continue" | "edit";
  readonly name?: string | undefined;
  readonly op?: string | undefined;
  readonly group: EditGroup;
  readonly needs: readonly ImportNeed[];
  /** A remark for the report, such as `dispatch-only`. */
  readonly note?: SkipReason | undefined;
}

/** A site left alone. */
export interface Skip {
  readonly kind: "skip";
  readonly reason: SkipReason;
  /** The thing that stood in the way, in the file's words. */
  readonly detail?: string | undefined;
}

/** A site that carries what would be written. */
export interface Already {
  readonly kind: "already";
  readonly name?: string | undefined;
  readonly op?: string | undefined;
}

export type Outcome = SpanPlan | Skip | Already;

export function skip(reason: SkipReason, detail?: string): Skip {
  return { kind: "skip", reason, detail };
}
