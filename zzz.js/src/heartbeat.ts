import { after, deadline, type Cancel } from "./timer.js";

/** Regularly asks the server for a sign of life, and calls `missed` if no answer comes in time. */
export class Heartbeat {
  #cancel: Cancel | undefined;

  constructor(readonly interval: number, readonly timeout: number, readonly beat: () => void, readonly missed: () => void) {}

  /** Schedules the next beat. Called when the connection opens and when a beat is answered. */
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
