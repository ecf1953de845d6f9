import { currentTrace } from "./current-trace.ts";
import type { IpcPage } from "./ipc-bridge.ts";
import { rememberTrace } from "./remember-trace.ts";

/** For a page, after `Sentry.init`: hands its preload script what `exposeIpcTrace` waits for; without one, it does nothing. */
export function provideIpcTrace(): void {
  const { sentryIpcTrace } = globalThis as {
    readonly sentryIpcTrace?: { provide(page: IpcPage): void };
  };
  sentryIpcTrace?.provide({
    read: currentTrace,
    remember: (carrier) => {
      rememberTrace({ _sentry: carrier });
    },
  });
}
