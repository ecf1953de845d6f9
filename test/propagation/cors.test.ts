import { Hono } from "hono";
import { cors } from "hono/cors";
import { expect, test } from "vitest";

/** What a browser is told when it asks whether a request with trace headers may be sent. */
async function allowedHeaders(options: Parameters<typeof cors>[0]): Promise<string | null> {
  const app = new Hono();
  app.use("*", cors(options));
  const response = await app.request("http://api.shop.app/items", {
    method: "OPTIONS",
    headers: {
      origin: "https://shop.app",
      "access-control-request-method": "GET",
      "access-control-request-headers": "baggage,sentry-trace",
    },
  });
  return response.headers.get("access-control-allow-headers");
}

test("a list refuses what is not in it, no list allows what is asked for, and exposing does nothing", async () => {
  expect(await allowedHeaders({ origin: "*", allowHeaders: ["X-Team"] })).toBe("X-Team");
  expect(
    await allowedHeaders({ origin: "*", allowHeaders: ["X-Team"], exposeHeaders: ["sentry-trace"] }),
  ).toBe("X-Team");
  expect(await allowedHeaders({ origin: "*", allowHeaders: ["X-Team", "sentry-trace", "baggage"] })).toBe(
    "X-Team,sentry-trace,baggage",
  );
  expect(await allowedHeaders({ origin: "*" })).toBe("baggage,sentry-trace");
});
