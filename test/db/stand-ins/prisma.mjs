// A client with Prisma's promises, which need no generated engine here: nothing runs before `then`, `catch` or `finally` is called, and
// `$transaction` runs what it is given by itself. Unlike Prisma's, a promise that is asked twice runs twice, so that a test can see it.
export const executed = [];
export const failure = new Error("Unique constraint failed");

const methods = ["findMany", "findUnique", "create", "update", "delete", "count"];

export class PrismaClient {
  order = Object.fromEntries(
    methods.map((method) => [method, (args) => prismaPromise(() => execute(`${method} order`, args))]),
  );

  $queryRaw(strings, ...values) {
    return prismaPromise(() => execute(strings.join("?"), values));
  }

  async $transaction(work) {
    executed.push("begin");
    const result = Array.isArray(work)
      ? await Promise.all(work.map((promise) => promise.requestTransaction()))
      : await work(this);
    executed.push("commit");
    return result;
  }
}

async function execute(query, args) {
  executed.push(query);
  await new Promise((resolve) => setTimeout(resolve, 1));
  if (args?.data?.item === "rope") throw failure;
  return { query, args };
}

function prismaPromise(run) {
  return {
    then: (resolve, reject) => run().then(resolve, reject),
    catch: (reject) => run().catch(reject),
    finally: (done) => run().finally(done),
    requestTransaction: run,
    [Symbol.toStringTag]: "PrismaPromise",
  };
}
