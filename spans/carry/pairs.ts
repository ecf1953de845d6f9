import type { ReceiveEntry, SendEntry } from "../config.ts";

/** One end of a way that messages go, as a site or the config names it. */
export type MessageEnd =
  | { readonly kind: "message-send"; readonly entry: SendEntry }
  | { readonly kind: "message-receive"; readonly entry: ReceiveEntry };

/** A destination that only one side is known of: its traces end there, or begin anew. */
export interface UnpairedDestination {
  readonly destination: string;
  /** The side that no entry names. */
  readonly missing: "send" | "receive";
  /** The functions of the side that is there, sorted. */
  readonly functions: readonly string[];
}

/**
 * Producers without consumers and the reverse, over a whole run. Ends without a destination, such as broadcasts to browsers, have no
 * partner to look for.
 *
 * @param ends - the sites of the run, or the entries of the config, in any order.
 * @returns one item a destination, sorted by name.
 */
export function findUnpairedDestinations(ends: readonly MessageEnd[]): readonly UnpairedDestination[] {
  const sides = new Map<string, { send: Set<string>; receive: Set<string> }>();
  for (const { kind, entry } of ends) {
    if (entry.destination === undefined) continue;
    const side = sides.get(entry.destination) ?? { send: new Set<string>(), receive: new Set<string>() };
    sides.set(entry.destination, side);
    side[kind === "message-send" ? "send" : "receive"].add(entry.function);
  }
  return [...sides]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([destination, { send, receive }]): UnpairedDestination[] => {
      if (send.size > 0 && receive.size > 0) return [];
      const missing = send.size === 0 ? "send" : "receive";
      return [{ destination, missing, functions: [...(missing === "send" ? receive : send)].sort() }];
    });
}
