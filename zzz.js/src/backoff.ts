import type { ReconnectOptions } from "./types.js";

/** When to try again: with full jitter, so that clients that were lost together do not come back together. */
export class Backoff {
  attempt = 0;
  #since: number | undefined;

  constructor(readonly options: ReconnectOptions) {}

  /** It succeeded. The count goes on if that does not last. */
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
