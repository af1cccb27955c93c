/** Asks the server for a sign of life, and tells when none comes. */
export class Heartbeat {
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly interval: number, readonly timeout: number, readonly beat: () => void, readonly missed: () => void) {}

  /** Begins to wait for the next beat: the connection is open, or the last beat was answered. */
  start(): void {
    this.stop();
    if (this.interval > 0) this.#timer = setTimeout(() => this.#beat(), this.interval);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #beat(): void {
    this.#timer = setTimeout(this.missed, this.timeout);
    this.beat();
  }
}
