import { once } from "node:events";
import { createServer } from "node:http";
import * as Sentry from "@sentry/node";

Sentry.init({ dsn: process.env.SENTRY_DSN, tracesSampleRate: 1 });

class NotFound extends Error {}

const server = createServer(async (req, res) => {
  try {
    if (req.url === "/missing") throw new NotFound("no such order");
    throw new RangeError("order 7 is locked");
  } catch (error) {
    if (error instanceof NotFound) {
      res.statusCode = 404;
      res.end();
      return;
    }
    res.statusCode = 500;
    res.end();
  }
});

server.listen(0, "127.0.0.1");
await once(server, "listening");
const statuses = [];
for (const path of ["/missing", "/orders"]) {
  const answer = await fetch(`http://127.0.0.1:${server.address().port}${path}`);
  statuses.push(answer.status);
}
server.close();
await Sentry.close(2000);
process.exitCode = statuses.join() === "404,500" ? 0 : 1;
