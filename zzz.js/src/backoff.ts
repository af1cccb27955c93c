import type { ReconnectOptions } from "./types.js";

/** Decides when to try again, with full jitter, so that clients that were disconnected together do not return together. */
export class Backoff {
  attempt = 0;
  #since: number | undefined;

  constructor(readonly options: ReconnectOptions) {}

  /** Notes a success. It resets the count of attempts only if it lasts. */
  succeeded(): void {
    this.#since = Date.now();
  }

  /** Milliseconds to wait before the next attempt, or undefined if there is none. */
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
