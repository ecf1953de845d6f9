import { expect, it } from "vitest";
import { select } from "./select.ts";

const main = `
  import { BrowserWindow, ipcMain } from "electron";
  import { store } from "./store.js";
  const SAVE = "orders:save";
  ipcMain.handle(SAVE, (_event, order) => store.save(order));
  ipcMain.handle("orders:audit", () => store.audit());
  export const tell = (window: BrowserWindow) => {
    window.webContents.send("orders:saved");
    window.webContents.send("theme:changed");
  };
`;
const preload = `
  import { contextBridge, ipcRenderer } from "electron";
  contextBridge.exposeInMainWorld("shop", {
    save: (order: object) => ipcRenderer.invoke("orders:save", order),
    print: () => ipcRenderer.send("print:all"),
    onSaved: (callback: () => void) => ipcRenderer.on("orders:saved", callback),
  });
`;

it("proposes the channels of which both ends are in the project", () => {
  expect(select({ "src/main.ts": main, "src/preload.ts": preload }).ipc).toEqual([
    { channel: "orders:save", evidence: "src/preload.ts -> src/main.ts" },
    { channel: "orders:saved", evidence: "src/main.ts -> src/preload.ts" },
  ]);
});

it("proposes the same once the trace is carried", () => {
  const carried = {
    "src/main.ts": main
      .replace(
        "(_event, order) => store.save(order)",
        'traceIpc({ name: "a" }, (_event, order) => store.save(order))',
      )
      .replace('"orders:saved")', '"orders:saved", ...ipcTrace())'),
    "src/preload.ts": preload.replace(", order)", ", order, ...pageIpcTrace())"),
  };
  expect(select(carried).ipc).toEqual(select({ "src/main.ts": main, "src/preload.ts": preload }).ipc);
});

it("proposes none without Electron, or without the other end", () => {
  expect(select({ "src/main.ts": main }).ipc).toBeUndefined();
  const other = { "src/main.ts": main.replace('"electron"', '"./bus"'), "src/preload.ts": preload };
  expect(select(other).ipc).toBeUndefined();
});
