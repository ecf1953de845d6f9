// Stands in for `electron`: the same calls, over a MessagePort between two threads. What is sent is cloned, as Electron does.
import { EventEmitter } from "node:events";
import { parentPort, workerData } from "node:worker_threads";

const port = () => globalThis.electronPort ?? workerData?.electronPort;

/** In the main process. */
class IpcMain extends EventEmitter {
  #handlers = new Map();
  handle(channel, listener) {
    if (this.#handlers.has(channel))
      throw new Error(`Attempted to register a second handler for '${channel}'`);
    this.#handlers.set(channel, listener);
  }
  async receive({ id, channel, args }) {
    const event = { sender: webContents };
    if (id === undefined) return void this.emit(channel, event, ...args);
    try {
      const result = await this.#handlers.get(channel)(event, ...args);
      port().postMessage({ id, result });
    } catch (error) {
      port().postMessage({ id, error: `Error invoking remote method '${channel}': ${error}` });
    }
  }
}

export const webContents = {
  send: (channel, ...args) => port().postMessage({ channel, args }),
};
export const ipcMain = new IpcMain();

/** In a page or its preload script. */
class IpcRenderer extends EventEmitter {
  #calls = new Map();
  #count = 0;
  invoke(channel, ...args) {
    const id = ++this.#count;
    port().postMessage({ id, channel, args });
    return new Promise((resolve, reject) => this.#calls.set(id, { resolve, reject }));
  }
  send(channel, ...args) {
    port().postMessage({ channel, args });
  }
  receive({ id, result, error, channel, args }) {
    if (id === undefined) return void this.emit(channel, {}, ...args);
    const { resolve, reject } = this.#calls.get(id);
    this.#calls.delete(id);
    if (error === undefined) resolve(result);
    else reject(new Error(error));
  }
}
export const ipcRenderer = new IpcRenderer();

/** Functions become proxies, everything else is cloned: nothing of one world is an object of the other. */
const bridged = (value) => {
  if (typeof value === "function") return (...args) => bridged(value(...args.map(bridged)));
  if (value instanceof Promise) return value.then(bridged);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(bridged);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, bridged(one)]));
};
export const contextBridge = {
  exposeInMainWorld(key, api) {
    if (key in globalThis) throw new Error(`Cannot bind an API on top of an existing property '${key}'`);
    globalThis[key] = bridged(api);
  },
};

export const app = { getVersion: () => "1.0.0" };
export { parentPort };
