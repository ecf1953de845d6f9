/** What is known of the Sentry SDK that a file's package uses. */
export interface SdkFacts {
  /** Module that spans are imported from, such as `@sentry/node` or `@sentry/nextjs`. */
  readonly module: string;
  /** Major version; 9, 10 and 11 are supported, 8 is lint and upgrade only. */
  readonly major: number;
}
