import { ZzzError } from "./error.js";
import { freeze, type Body } from "./serializer.js";
import type { FailureReason } from "./types.js";

/** Is told once how something ended. */
export type Settle = (error: Error | undefined, response?: any) => void;

/** A promise for those who want to know. To the others a failure is none: in Node it would end the process. */
export function promise(start: (settle: Settle) => void): Promise<any> {
  const result = new Promise((resolve, reject) => start((error, response) => error ? reject(error) : resolve(response)));
  result.catch(() => {});
  return result;
}

/** An event on its way, until its reply. */
export class Push {
  readonly body: Body;
  readonly #timer: ReturnType<typeof setTimeout>;
  #settle: Settle | undefined;

  constructor(readonly topic: string, readonly event: string, payload: unknown, timeout: number, settle: Settle) {
    this.body = freeze(topic, event, payload);
    this.#settle = settle;
    this.#timer = setTimeout(() => this.fail("timeout"), timeout);
  }

  reply(payload: { status: string; response: any } | null): void {
    if (payload?.status === "ok") this.#end(undefined, payload.response);
    else this.fail("error", payload?.response);
  }

  fail(reason: FailureReason, response?: any): void {
    this.#end(new ZzzError(`${this.topic} ${this.event}`, reason, response));
  }

  /** Forgets it: nobody is told. */
  cancel(): void {
    clearTimeout(this.#timer);
    this.#settle = undefined;
  }

  #end(error: Error | undefined, response?: any): void {
    const settle = this.#settle;
    this.cancel();
    settle?.(error, response);
  }
}
