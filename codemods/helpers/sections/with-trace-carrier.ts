import { currentTrace } from "./current-trace.ts";

/**
 * The message with the active trace in `_sentry`, for the moment before it is serialised.
 * The answer is a shallow copy: the message itself is never touched, its owner may go on using it.
 * The same message comes back when there is nothing to add: no active span, a type that is not listed in `types`,
 * a carrier that is there already, or a value that is not a plain object and would lose something in a copy.
 */
export function withTraceCarrier<T>(message: T, types?: readonly string[]): T {
  try {
    const carrier = currentTrace();
    if (!carrier || !isPlainObject(message)) return message;
    if (types && !types.includes((message as { readonly type?: string }).type ?? "")) return message;
    const { _sentry: present, toJSON } = message as { readonly _sentry?: unknown; readonly toJSON?: unknown };
    if (present !== undefined || typeof toJSON === "function") return message;
    return { ...message, _sentry: carrier };
  } catch {
    // A getter of the message threw. Tracing must not be what stops it from being sent.
    return message;
  }
}

// Told by the prototype chain and not by identity, so that objects from another realm (vm, Jest) count as well.
function isPlainObject(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  const prototype = Object.getPrototypeOf(value) as object | null;
  if (prototype === null) return true;
  return Object.getPrototypeOf(prototype) === null && "isPrototypeOf" in prototype;
}
