import { ZzzError } from "./error.js";
import { freeze, type Body } from "./serializer.js";
import { deadline, type Cancel } from "./timer.js";
import type { FailureReason } from "./types.js";

/** Called once with the outcome. */
export type Settle = (error: Error | undefined, response?: any) => void;

/** Creates a promise whose rejection may go unhandled. With an ordinary promise, that would end a process of Node. */
export function promise(start: (settle: Settle) => void): Promise<any> {
  const result = new Promise((resolve, reject) => start((error, response) => error ? reject(error) : resolve(response)));
  result.catch(() => {});
  return result;
}

/** An event, until its reply arrives. */
export class Push {
  readonly body: Body;
  readonly #late: Cancel;
  #settle: Settle | undefined;
  /** Whether the event was sent. If not, it still waits to be sent. */
  sent = false;

  constructor(readonly topic: string, readonly event: string, payload: unknown, timeout: number, settle: Settle) {
    this.body = freeze(topic, event, payload);
    this.#settle = settle;
    this.#late = deadline(timeout, () => this.fail("timeout"));
  }

  reply(payload: { status: string; response: any } | null): void {
    if (payload?.status === "ok") this.#end(undefined, payload.response);
    else this.fail("error", payload?.response);
  }

  fail(reason: FailureReason, response?: any): void {
    this.#end(new ZzzError(`${this.topic} ${this.event}`, reason, response));
  }

  /** Forgets the push without calling anyone. */
  cancel(): void {
    this.#late();
    this.#settle = undefined;
  }

  #end(error: Error | undefined, response?: any): void {
    const settle = this.#settle;
    this.cancel();
    settle?.(error, response);
  }
}
