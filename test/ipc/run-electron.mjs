// node run-electron.mjs <folder> <init: true|false>: the main process here, preload script and page in a worker, each with a bundle.
import { MessageChannel, Worker, isMainThread, parentPort, workerData } from "node:worker_threads";

const [, , folderArgument, initArgument] = process.argv;
const { folder, init } = isMainThread
  ? { folder: folderArgument, init: initArgument === "true" }
  : workerData;

const spans = [];
async function start(sdk) {
  const Sentry = await import(sdk);
  if (init)
    Sentry.init({
      dsn: "http://key@127.0.0.1:1/1",
      tracesSampleRate: 1,
      traceLifecycle: "static",
      transport: () => ({
        send: async ([, items]) => {
          for (const [header, payload] of items) {
            if (header.type !== "transaction") continue;
            const { trace_id, span_id, parent_span_id, links = [] } = payload.contexts.trace;
            spans.push({
              name: payload.transaction,
              trace_id,
              span_id,
              parent_span_id,
              links: links.map((one) => one.trace_id),
            });
            for (const child of payload.spans)
              spans.push({
                name: child.description,
                trace_id,
                span_id: child.span_id,
                parent_span_id: child.parent_span_id,
                links: (child.links ?? []).map((one) => one.trace_id),
              });
          }
          return {};
        },
        flush: async () => true,
      }),
    });
  return Sentry;
}

if (isMainThread) {
  const Sentry = await start("@sentry/node");
  const { port1, port2 } = new MessageChannel();
  globalThis.electronPort = port1;
  const main = await import(`${folder}/main.mjs`);
  const { ipcMain } = main.electron;
  port1.on("message", (message) => void ipcMain.receive(message));
  const worker = new Worker(new URL(import.meta.url), {
    workerData: { folder, init, electronPort: port2 },
    transferList: [port2],
  });
  const page = await new Promise((resolve, reject) => worker.once("message", resolve).once("error", reject));
  if (init) await Sentry.flush(2000);
  console.log(
    `OBSERVED ${JSON.stringify({ page: page.observation, pageSpans: page.spans, main: main.seen, mainSpans: spans })}`,
  );
  process.exit(0);
} else {
  const Sentry = await start("@sentry/node");
  const preload = await import(`${folder}/preload.mjs`);
  const { ipcRenderer } = preload.electron;
  workerData.electronPort.on("message", (message) => void ipcRenderer.receive(message));
  const page = await import(`${folder}/page.mjs`);
  const observation = await page.run(Sentry, init);
  if (init) await Sentry.flush(2000);
  parentPort.postMessage({ observation, spans });
}
