/**
 * A span as a sink received it, the same for transactions (SDK 9 and 10) and streamed spans (SDK 11, and in SDK 10 the
 * spans with a `gen_ai` op).
 */
export interface ReceivedSpan {
  readonly name: string;
  readonly op: string | undefined;
  readonly id: string;
  readonly parentId: string | undefined;
  readonly traceId: string;
  /** `ok`, the status message, or `error` where none was sent. */
  readonly status: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly tags: Readonly<Record<string, unknown>>;
}

/** Collects what an SDK sends, in place of its HTTP transport. */
export class MemorySink {
  #spans: ReceivedSpan[] = [];
  /** Item types that are no spans: error events, for one. */
  readonly otherItems: string[] = [];

  /** For the `transport` option of `Sentry.init`. */
  readonly transport = () => ({
    send: (envelope: unknown) => {
      this.#receive(envelope);
      return Promise.resolve({ statusCode: 200 });
    },
    flush: () => Promise.resolve(true),
  });

  take(): ReceivedSpan[] {
    const spans = this.#spans;
    this.#spans = [];
    return spans;
  }

  #receive(envelope: unknown): void {
    const [, items] = envelope as [unknown, [{ type: string }, unknown][]];
    for (const [{ type }, payload] of items) {
      if (type === "transaction") this.#spans.push(...readTransaction(payload as Transaction));
      else if (type === "span")
        this.#spans.push(...(payload as { items: StreamedSpan[] }).items.map(readStreamed));
      else this.otherItems.push(type);
    }
  }
}

interface StaticSpan {
  readonly trace_id: string;
  readonly span_id: string;
  readonly parent_span_id?: string;
  readonly op?: string;
  readonly description?: string;
  readonly status?: string;
  readonly data?: Record<string, unknown>;
}

interface Transaction {
  readonly transaction: string;
  readonly contexts: { readonly trace: StaticSpan };
  readonly spans: readonly StaticSpan[];
  readonly tags?: Record<string, unknown>;
}

interface StreamedSpan {
  readonly trace_id: string;
  readonly span_id: string;
  readonly parent_span_id?: string;
  readonly name: string;
  readonly status: string;
  readonly attributes: Record<string, { readonly value: unknown }>;
}

function readTransaction(event: Transaction): ReceivedSpan[] {
  const root = { ...event.contexts.trace, description: event.transaction };
  return [root, ...event.spans].map((span) => ({
    name: span.description ?? "",
    op: span.op,
    id: span.span_id,
    parentId: span.parent_span_id,
    traceId: span.trace_id,
    status: span.status ?? "ok",
    attributes: span.data ?? {},
    tags: event.tags ?? {},
  }));
}

function readStreamed(span: StreamedSpan): ReceivedSpan {
  const attributes = Object.fromEntries(
    Object.entries(span.attributes).map(([key, { value }]) => [key, value]),
  );
  return {
    name: span.name,
    op: attributes["sentry.op"] as string | undefined,
    id: span.span_id,
    parentId: span.parent_span_id,
    traceId: span.trace_id,
    status: span.status === "ok" ? "ok" : String(attributes["sentry.status.message"] ?? span.status),
    attributes,
    tags: {},
  };
}
