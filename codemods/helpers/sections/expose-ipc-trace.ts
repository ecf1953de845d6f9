import { ipcBridge, type IpcPage } from "./ipc-bridge.ts";

/** For a preload script: lets the page hand over how its active trace is read. */
export function exposeIpcTrace(contextBridge: { exposeInMainWorld(key: string, api: unknown): void }): void {
  try {
    contextBridge.exposeInMainWorld("sentryIpcTrace", {
      provide: (page: IpcPage) => {
        ipcBridge.page = page;
      },
    });
  } catch {
    // It is there already, or there is no bridge to expose it on.
  }
}
