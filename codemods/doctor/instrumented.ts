/**
 * Modules that the SDK patches when they are loaded after `Sentry.init`; earlier ones stay as they are.
 *
 * @see https://docs.sentry.io/platforms/javascript/guides/node/configuration/integrations/
 */
const names: ReadonlySet<string> = new Set([
  ...["express", "fastify", "koa", "@koa/router", "hono", "@hapi/hapi", "connect", "graphql", "@nestjs/core"],
  ...[
    "mongodb",
    "mongoose",
    "mysql",
    "mysql2",
    "redis",
    "@redis/client",
    "ioredis",
    "pg",
    "pg-pool",
    "postgres",
  ],
  ...[
    "@prisma/client",
    "tedious",
    "knex",
    "generic-pool",
    "kafkajs",
    "amqplib",
    "lru-memoizer",
    "dataloader",
  ],
  ...["openai", "@anthropic-ai/sdk", "@google/genai", "@mistralai/mistralai", "groq-sdk", "ai"],
  // These import their driver themselves.
  ...["drizzle-orm/node-postgres", "drizzle-orm/postgres-js", "drizzle-orm/mysql2"],
]);

/** Whether a specifier loads something that must come after `Sentry.init`. */
export function isInstrumented(specifier: string): boolean {
  const [scope = "", name = ""] = specifier.split("/");
  const bare = specifier.startsWith("@") ? `${scope}/${name}` : scope;
  return names.has(specifier) || names.has(bare) || bare.startsWith("@langchain/");
}
