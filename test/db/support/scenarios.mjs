// What the cases' programs have in common.

/** `select`, `begin`: the first word of a statement; an author writes these down, the texts are compared between the runs. */
const verbOf = (text) => /^\W*(\w+)/.exec(text)?.[1]?.toLowerCase() ?? "";

/**
 * Scenarios of one case. Each gives what its program gave, and the statements that reached the database meanwhile.
 *
 * @param database - `start(app)` makes every scenario begin with the same two orders; `take()` empties the list of statements.
 */
export function databaseScenarios({ start, take }, scenarios) {
  return scenarios.map(({ name, run, expect, statements, manual }) => ({
    name,
    run: async (app, probe) => {
      await start(app);
      take();
      const result = await run(app, probe);
      probe.sent.push(...take());
      return { result, statements: probe.sent.map(verbOf) };
    },
    expect: { result: expect, statements },
    manual,
  }));
}

/** The message of what a promise is rejected with, without a library's words around it. */
export async function errorOf(promise) {
  try {
    await promise;
    return "none";
  } catch (error) {
    return (error.driverError ?? error.cause ?? error).message;
  }
}

/** The table of every case; `run` executes one statement. */
export async function refill(run, serial) {
  await run("drop table if exists orders");
  await run(`create table orders (id ${serial} primary key, item varchar(40) not null, pieces int not null)`);
  await run("insert into orders (item, pieces) values ('rope', 5), ('sail', 2)");
}
