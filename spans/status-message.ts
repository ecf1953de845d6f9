/** The messages that Sentry keeps with an error status; any other is dropped or unbounded. @see facts: sentry 1.1 */
export const statusMessages = [
  "deadline_exceeded",
  "unauthenticated",
  "permission_denied",
  "not_found",
  "resource_exhausted",
  "invalid_argument",
  "unimplemented",
  "unavailable",
  "internal_error",
  "unknown_error",
  "cancelled",
  "already_exists",
  "failed_precondition",
  "aborted",
  "out_of_range",
  "data_loss",
] as const;

export type StatusMessage = (typeof statusMessages)[number];

export function isStatusMessage(text: string): text is StatusMessage {
  return (statusMessages as readonly string[]).includes(text);
}
