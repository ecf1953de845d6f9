import { entriesOf } from "../carry/entries.ts";
import type { SpanFile } from "../file.ts";
import { importBindings } from "../imports.ts";

/** Hooks that only components of the client may call. @see https://react.dev/reference/rsc/use-client */
const CLIENT_HOOKS =
  /^use(?:State|Reducer|Ref|Effect|LayoutEffect|InsertionEffect|EffectEvent|ImperativeHandle|SyncExternalStore|Transition|DeferredValue|Optimistic)$/;

const known = new WeakMap<SpanFile, boolean>();

/**
 * Whether a file is code of a page: it says so with a directive, its package or the config does, or it calls hooks that only such code
 * may call. No server import may ever reach it.
 */
export function isClientFile(file: SpanFile): boolean {
  const found = known.get(file);
  if (found !== undefined) return found;
  const isClient =
    file.isClient === true ||
    hasDirective(file) ||
    isPageOfElectron(file) ||
    isNamedAsClient(file) ||
    callsClientHooks(file);
  known.set(file, isClient);
  return isClient;
}

/** Path of the helper module that a file may import from, without extension: client code has one of its own. */
export function helperPathOf(file: SpanFile): string {
  return isClientFile(file) ? clientHelperPath(file.helpers.path) : file.helpers.path;
}

/** The helper module for client code stands beside the one for the server. */
export function clientHelperPath(path: string): string {
  return `${path}-client`;
}

function hasDirective({ program }: SpanFile): boolean {
  return program.body.some(
    (statement) => statement.type === "ExpressionStatement" && statement.directive === "use client",
  );
}

function isNamedAsClient(file: SpanFile): boolean {
  const { receive, actions } = entriesOf(file);
  return (
    receive.some((entry) => entry.client === true && entry.file !== undefined) ||
    actions.some((entry) => entry.file !== undefined)
  );
}

/** A page or a preload script of Electron, by what it imports; its main process has the other half. */
function isPageOfElectron(file: SpanFile): boolean {
  const bindings = importBindings(file);
  const has = (pattern: RegExp, names: RegExp): boolean =>
    bindings.some(
      ({ module, imported, typeOnly }) => !typeOnly && pattern.test(module) && names.test(imported),
    );
  const isMain = has(/^electron(?:\/main)?$/, /^(?:ipcMain|app|BrowserWindow)$/);
  return (
    !isMain &&
    (has(/^electron(?:\/renderer)?$/, /^(?:ipcRenderer|contextBridge|webFrame)$/) ||
      has(/^(?:electron|@sentry\/electron)\/renderer$/, /./))
  );
}

function callsClientHooks(file: SpanFile): boolean {
  return importBindings(file).some(
    ({ module, imported, typeOnly }) => module === "react" && !typeOnly && CLIENT_HOOKS.test(imported),
  );
}
