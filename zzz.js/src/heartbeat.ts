import { after, deadline, type Cancel } from "./timer.js";

/** Asks the server for a sign of life, and tells when none comes. */
export class Heartbeat {
  #cancel: Cancel | undefined;

  constructor(readonly interval: number, readonly timeout: number, readonly beat: () => void, readonly missed: () => void) {}

  /** Begins to wait for the next beat: the connection is open, or the last beat was answered. */
  start(): void {
    this.stop();
    if (this.interval > 0) this.#cancel = after(this.interval, () => this.#beat());
  }

  stop(): void {
    this.#cancel?.();
  }

  #beat(): void {
    this.#cancel = deadline(this.timeout, this.missed);
    this.beat();
  }
}
