import {
  findUnpairedDestinations,
  type MessageEnd,
  type UnpairedDestination,
} from "../../spans/carry/pairs.ts";

/** Remarks that belong to no single site: destinations of which only one end is in sight, where traces end or begin anew. */
export function notesOf(ends: readonly MessageEnd[]): string[] {
  return findUnpairedDestinations(ends).map(describe);
}

function describe({ destination, missing, functions }: UnpairedDestination): string {
  const names = functions.join(", ");
  return missing === "receive"
    ? `nothing here receives from "${destination}" (sent by ${names}): the trace ends there`
    : `nothing here sends to "${destination}" (received by ${names}): each message begins a trace of its own`;
}
