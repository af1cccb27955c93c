/** When to try again: with full jitter, so that clients that were lost together do not come back together. */
export class Backoff {
  attempt = 0;

  constructor(readonly maxRetries = 10, readonly baseDelay = 1_000, readonly maxDelay = 30_000) {}

  /** Milliseconds to wait before the next attempt, or undefined if there is none. */
  next(): number | undefined {
    if (this.attempt >= this.maxRetries) return undefined;
    return Math.random() * Math.min(this.maxDelay, this.baseDelay * 2 ** this.attempt++);
  }

  reset(): void {
    this.attempt = 0;
  }
}
