import type { FailureReason } from "./types.js";

/** What a rejected promise gives, and `send` throws. */
export class ZzzError extends Error {
  override readonly name = "ZzzError";

  constructor(
    /** What was tried, such as "room:lobby new_msg". */
    what: string,
    /** Why it failed. */
    readonly reason: FailureReason,
    /** What the server answered, if it refused. */
    readonly response?: any,
  ) {
    super(`${what}: ${reason}${response === undefined ? "" : ` ${JSON.stringify(response)}`}`);
  }
}

/** What was thrown, as an error. */
export function errorOf(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
