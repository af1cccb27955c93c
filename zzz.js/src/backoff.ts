import type { ReconnectOptions } from "./types.js";

/** Decides when to try again. The delays are random, so that clients that were disconnected together do not all return together. */
export class Backoff {
  attempt = 0;
  #since: number | undefined;

  constructor(readonly options: ReconnectOptions) {}

  /** Notes a success, which resets the count of attempts only if it lasts. */
  succeeded(): void {
    this.#since = Date.now();
  }

  /** Returns the milliseconds to wait before the next attempt, or undefined if no attempts are left. */
  next(): number | undefined {
    const { maxRetries = Infinity, baseDelay = 1_000, maxDelay = 30_000, stableAfter = 5_000 } = this.options;
    if (this.#since !== undefined && Date.now() - this.#since >= stableAfter) this.reset();
    this.#since = undefined;
    if (this.attempt >= maxRetries) return undefined;
    return Math.random() * Math.min(maxDelay, baseDelay * 2 ** Math.min(this.attempt++, 99));
  }

  reset(): void {
    this.attempt = 0;
  }
}
