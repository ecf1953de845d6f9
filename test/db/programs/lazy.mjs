// How startSpan treats a query that runs when it is asked to: node lazy.mjs <sdk package>
const Sentry = await import(process.argv[2]);
Sentry.init({
  dsn: "http://key@127.0.0.1:1/1",
  tracesSampleRate: 1,
  transport: () => ({ send: async () => ({}), flush: async () => true }),
});

/** Not memoised, as builders of drizzle and knex are not: whoever asks runs it. */
function lazyQuery(journal) {
  const run = async () => {
    journal.push(Sentry.getActiveSpan() === journal.span ? "runs in the span" : "runs outside");
    await new Promise((resolve) => setTimeout(resolve, 1));
    journal.push(journal.span.isRecording() ? "is done in the span" : "is done behind the span");
    return "rows";
  };
  return {
    then: (resolve, reject) => run().then(resolve, reject),
    catch: (reject) => run().catch(reject),
  };
}

const forms = {
  awaited: async (journal) =>
    await Sentry.startSpan({ name: "query" }, (span) => {
      journal.span = span;
      return lazyQuery(journal);
    }),
  listed: async (journal) =>
    (
      await Promise.all([
        Sentry.startSpan({ name: "query" }, async (span) => {
          journal.span = span;
          return lazyQuery(journal);
        }),
      ])
    )[0],
  floating: async (journal) =>
    Sentry.startSpan({ name: "query" }, (span) => {
      journal.span = span;
      return lazyQuery(journal);
    }).catch(() => "caught"),
};

const observed = {};
for (const [name, run] of Object.entries(forms)) {
  const journal = [];
  const result = await run(journal);
  const ended = journal.span.isRecording() ? "span is open" : "span has ended";
  observed[name] = [...journal, result, ended];
}
console.log(`OBSERVED ${JSON.stringify(observed)}`);
process.exit(0);
