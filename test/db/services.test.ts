import { createServer } from "node:net";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createTestDatabase } from "../support/services.ts";

/** A port that nobody listens on: it was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}

let host = "";
beforeEach(async () => {
  host = `127.0.0.1:${String(await freePort())}`;
  vi.stubEnv("SPANWRIGHT_POSTGRES_URL", `postgres://postgres@${host}`);
});
afterEach(() => vi.unstubAllEnvs());

test("says why it skips where no server listens", async () => {
  vi.stubEnv("SPANWRIGHT_SERVICES", "");
  const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
  expect(await createTestDatabase("postgres")).toBeUndefined();
  expect(warn.mock.calls).toEqual([
    [`skipped: PostgreSQL does not listen at ${host} (SPANWRIGHT_POSTGRES_URL names another server)`],
  ]);
  warn.mockRestore();
});

test("fails there when the services are required", async () => {
  vi.stubEnv("SPANWRIGHT_SERVICES", "required");
  await expect(createTestDatabase("postgres")).rejects.toThrow("PostgreSQL does not listen");
});
