import type { FailureReason } from "./types.js";

/** The error that promises reject with, and that `send` throws. */
export class ZzzError extends Error {
  override readonly name = "ZzzError";

  constructor(
    /** The operation that failed, such as "room:lobby new_msg". */
    what: string,
    /** The reason for the failure. */
    readonly reason: FailureReason,
    /** The server's answer, if it refused. */
    readonly response?: any,
  ) {
    super(`${what}: ${reason}${response === undefined ? "" : ` ${JSON.stringify(response)}`}`);
  }
}

/** Converts a thrown value to an error. */
export function errorOf(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
