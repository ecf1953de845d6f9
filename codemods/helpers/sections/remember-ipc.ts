import { ipcBridge } from "./ipc-bridge.ts";
import { takeIpcCarrier } from "./ipc-carrier.ts";
import { rememberTrace } from "./remember-trace.ts";

/**
 * A listener of a page, or of its preload script: the trace of a message is remembered for what the user does next, and taken away,
 * so that the listener sees what was sent.
 */
export function rememberIpc<F extends (...args: never[]) => unknown>(listener: F): F {
  return new Proxy(listener, {
    apply: (target, self: unknown, all: unknown[]) => {
      const { carrier, args } = takeIpcCarrier(all);
      if (carrier) keepIpcTrace({ _sentry: carrier });
      return Reflect.apply(target, self, args) as unknown;
    },
  });
}

function keepIpcTrace(message: { readonly _sentry: { trace: string; baggage?: string } }): void {
  rememberTrace(message);
  try {
    ipcBridge.page?.remember(message._sentry);
  } catch {
    // The page is on its way out.
  }
}
