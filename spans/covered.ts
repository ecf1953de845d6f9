/** Database drivers that an SDK major traces by default, by package name. @see facts/sentry.md section 7 */
const sinceMajor: Readonly<Record<string, number>> = {
  pg: 8,
  mysql: 8,
  mysql2: 8,
  mongodb: 8,
  mongoose: 8,
  redis: 8,
  ioredis: 8,
  tedious: 8,
  "@prisma/client": 9,
  postgres: 9,
  knex: 11,
  "@neondatabase/serverless": 11,
};

/** Whether the SDK's default instrumentation sees this driver's queries. */
export function isDriverCovered(driver: string, major: number): boolean {
  return major >= (sinceMajor[driver] ?? Number.POSITIVE_INFINITY);
}
