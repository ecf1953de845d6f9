/** One item of an envelope. `payload` is undefined when it is not JSON (attachments, replays). */
export interface EnvelopeItem {
  readonly type: string;
  readonly payload: unknown;
}

export interface Envelope {
  readonly header: unknown;
  readonly items: readonly EnvelopeItem[];
}

/**
 * Splits an envelope into its items.
 *
 * @param body the decoded request body: a header line, then for each item a header line and a payload. The payload has
 *   the length in bytes that its header states, or else ends at the next line feed.
 * @throws SyntaxError when a header line is not JSON.
 * @see https://develop.sentry.dev/sdk/foundations/transport/envelopes/
 */
export function parseEnvelope(body: Buffer): Envelope {
  const cursor = { body, offset: 0 };
  const header: unknown = JSON.parse(readLine(cursor));
  const items: EnvelopeItem[] = [];
  while (cursor.offset < body.length) {
    const line = readLine(cursor);
    if (line === "") continue;
    const itemHeader = asRecord(JSON.parse(line));
    const payload =
      typeof itemHeader.length === "number" ? readBytes(cursor, itemHeader.length) : readLine(cursor);
    items.push({ type: String(itemHeader.type), payload: parseOrUndefined(payload) });
  }
  return { header, items };
}

/** An object's entries, or none when the value is no object. */
export function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

interface Cursor {
  readonly body: Buffer;
  offset: number;
}

function readLine(cursor: Cursor): string {
  const lineFeed = cursor.body.indexOf(10, cursor.offset);
  const end = lineFeed === -1 ? cursor.body.length : lineFeed;
  const line = cursor.body.toString("utf8", cursor.offset, end);
  cursor.offset = end + 1;
  return line;
}

function readBytes(cursor: Cursor, length: number): string {
  const end = cursor.offset + length;
  const text = cursor.body.toString("utf8", cursor.offset, end);
  cursor.offset = end + 1;
  return text;
}

function parseOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
