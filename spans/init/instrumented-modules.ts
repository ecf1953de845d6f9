/**
 * Packages that an SDK instruments when they are loaded, so that they must come after `init`. `fetch` is none: it is watched from outside.
 *
 * @see facts: sentry 7
 */
const PACKAGES = new Set<string>([
  "@anthropic-ai/sdk",
  "@fastify/express",
  "@firebase/firestore",
  "@google/genai",
  "@hapi/hapi",
  "@hono/node-server",
  "@neondatabase/serverless",
  "@prisma/client",
  "@redis/client",
  "ai",
  "amqplib",
  "dataloader",
  "express",
  "fastify",
  "generic-pool",
  "graphql",
  "hono",
  "ioredis",
  "kafkajs",
  "knex",
  "koa",
  "lru-memoizer",
  "mongodb",
  "mongoose",
  "mysql",
  "mysql2",
  "openai",
  "pg",
  "pg-pool",
  "postgres",
  "redis",
  "tedious",
]);

/** Whether a module is instrumented when it is loaded: of packages also their subpaths, all of `@nestjs`, and before version 10 `http`. */
export function isInstrumentedModule(module: string, major: number, more: readonly string[] = []): boolean {
  const name = /^(?:@[^/]+\/)?[^/]+/.exec(module)?.[0] ?? module;
  if (/^(?:node:)?https?$/.test(module)) return major < 10;
  return (
    PACKAGES.has(name) ||
    /^@(?:nestjs|langchain|aws-sdk)$/.test(name.split("/")[0] ?? "") ||
    more.includes(name)
  );
}
