import type { Scenarios } from "../scenario.ts";

export const ipcScenarios: Scenarios = {
  "ipc: a listener of the main process sees what was sent, in the sender's trace": {
    async run({ Sentry, helpers }) {
      const seen: unknown[] = [];
      const traceId = () => Sentry.getActiveSpan()?.spanContext().traceId;
      const owner = {
        name: "orders",
        handle: helpers.traceIpc({ name: "orders:save" }, function (this: unknown, ...all: unknown[]) {
          seen.push([(this as { name: string }).name, ...all]);
          return Promise.resolve(traceId());
        }),
      };
      const sent = await Sentry.startNewTrace(() =>
        Sentry.startSpan({ name: "click" }, async () => {
          const all = ["a", null, ...structuredClone(helpers.pageIpcTrace())];
          return { count: all.length, same: (await owner.handle(...all)) === traceId() };
        }),
      );
      await owner.handle("b", ...helpers.ipcTrace());
      await owner.handle({ _sentry: { trace: "garbage" } });
      await owner.handle({ _sentry: { trace: `${"a".repeat(32)}-${"b".repeat(16)}-1` }, more: true });
      return { values: { seen, length: owner.handle.length }, traced: sent };
    },
    values: {
      seen: [
        ["orders", "a", null],
        ["orders", "b"],
        ["orders", { _sentry: { trace: "garbage" } }],
        ["orders", { _sentry: { trace: `${"a".repeat(32)}-${"b".repeat(16)}-1` }, more: true }],
      ],
      length: 0,
    },
    traced: { count: 3, same: true },
    tree: ["click", "click/orders:save", "orders:save", "orders:save", "orders:save"],
  },
  "ipc: a listener that throws at once, and one of a page": {
    run({ helpers }) {
      const failed = new Error("no such order");
      const refuse = helpers.traceIpc({ name: "orders:refuse" }, () => {
        throw failed;
      });
      let thrown: unknown;
      try {
        refuse();
      } catch (error) {
        thrown = error;
      }
      const show = helpers.rememberIpc((...all: unknown[]) => all);
      const carrier = { trace: `${"c".repeat(32)}-${"d".repeat(16)}-1` };
      const shown = show("a", { _sentry: carrier });
      return Promise.resolve({ values: { same: thrown === failed, shown }, traced: helpers.lastTrace() });
    },
    values: { same: true, shown: ["a"] },
    traced: { trace: `${"c".repeat(32)}-${"d".repeat(16)}-1` },
    tree: ["orders:refuse (error)"],
  },
};
