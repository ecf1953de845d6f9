/** A diagnostic of one file, as the compiler gives it. */
export interface SeenDiagnostic {
  readonly code: number;
  readonly message: string;
  readonly start: number;
  readonly length: number;
}

/**
 * The diagnostics of a file after an edit that it did not have before, compared as multisets: two are equal when code, message
 * and start, mapped back through the edit, are equal. Messages may list the members of a union in another order, because a
 * compiler orders them by when it first met them; and where it cut a long one short, what is left of it cannot be compared.
 */
export function subtractDiagnostics(
  after: readonly SeenDiagnostic[],
  before: readonly SeenDiagnostic[],
  mapOffset: (offset: number) => number | undefined,
): readonly (SeenDiagnostic & { readonly originalStart: number | undefined })[] {
  const counts = new Map<string, number>();
  for (const one of before) {
    const key = keyOf(one, one.start);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return after.flatMap((one) => {
    const originalStart = mapOffset(one.start);
    const key = keyOf(one, originalStart);
    const count = counts.get(key) ?? 0;
    if (originalStart !== undefined && count > 0) {
      counts.set(key, count - 1);
      return [];
    }
    return [{ ...one, originalStart }];
  });
}

function keyOf({ code, message }: SeenDiagnostic, start: number | undefined): string {
  const isCut = /\.\.\. \d+ more/.test(message) || message.includes("...;") || message.includes("...'");
  const words = isCut
    ? ""
    : message
        .split(/[\s|&'"]+/)
        .sort()
        .join(" ");
  return `${String(code)}@${String(start)}:${words}`;
}
