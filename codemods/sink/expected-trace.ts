import { z } from "zod";

const expectedSpan = z.strictObject({
  id: z.string().describe("How children name it; unique in the file."),
  parent: z.string().optional().describe("The id of an earlier span; absent on the root."),
  name: z.string(),
  op: z.string(),
  process: z.string().describe("The name of the process that makes it."),
  origin: z
    .enum(["auto", "manual"])
    .describe("auto: the SDK makes it. manual: code in the program makes it."),
  status: z.enum(["ok", "error"]).default("ok"),
  count: z.int().positive().describe("How many in the whole trace, over all instances of the parent."),
  perParent: z
    .int()
    .positive()
    .optional()
    .describe("When each instance of the parent must have the same number."),
});

const expectedDelivery = z.strictObject({
  message: z.string().describe("The type of a message that leaves the system, for example to a browser."),
  parent: z.string().describe("The id of the span that its carrier must name."),
  count: z.int().positive(),
});

const expectedTrace = z.strictObject({
  $comment: z.string().optional(),
  spans: z.array(expectedSpan).nonempty(),
  deliveries: z.array(expectedDelivery).default([]),
});

/** A group of spans with the same name, op and process under the same parent. */
export type ExpectedSpan = Readonly<z.infer<typeof expectedSpan>>;
/** Messages that must carry the trace out of the system. */
export type ExpectedDelivery = Readonly<z.infer<typeof expectedDelivery>>;

/** The tree that one run must give: all of it, and nothing else. */
export interface ExpectedTrace {
  readonly spans: readonly ExpectedSpan[];
  readonly deliveries: readonly ExpectedDelivery[];
}

/**
 * Reads the text of an `expected-trace.json`.
 *
 * @throws Error when a key is unknown, an id is used twice, a parent does not come before its child, or two siblings
 *   could not be told apart: such a file would compare wrongly instead of failing.
 */
export function readExpectedTrace(text: string): ExpectedTrace {
  const { spans, deliveries } = expectedTrace.parse(JSON.parse(text));
  const ids = new Set<string>();
  const groups = new Set<string>();
  for (const { id, parent, name, op, process, origin, status } of spans) {
    if (ids.has(id)) throw new Error(`the id ${id} is used twice`);
    if (parent !== undefined && !ids.has(parent))
      throw new Error(`${id}: its parent ${parent} must come before it`);
    const group = JSON.stringify([parent ?? null, name, op, process, origin, status]);
    if (groups.has(group))
      throw new Error(`${id}: a sibling has the same name, op and process; raise its count`);
    ids.add(id);
    groups.add(group);
  }
  for (const { message, parent } of deliveries) {
    if (!ids.has(parent)) throw new Error(`delivery ${message}: no span has the id ${parent}`);
  }
  return { spans, deliveries };
}
