import { valueOf } from "./address.js";
import type { Backoff } from "./backoff.js";
import { Emitter } from "./emitter.js";
import { ZzzError } from "./error.js";
import type { Port } from "./port.js";
import { promise, Push, type Settle } from "./push.js";
import type { Message } from "./serializer.js";
import type { Channel as Api, ChannelEvents, ChannelState, FailureReason, Params, PushOptions } from "./types.js";

/** One topic's state: joins, joins again, and matches replies with pushes. */
export class Channel implements Api {
  readonly #events = new Emitter<ChannelEvents>();
  /** While joined, pushes that wait for their reply; else those that wait for the join. */
  readonly #pushes = new Map<string, Push>();
  readonly #backoff: Backoff;
  #join: Push | undefined;
  #joined: Promise<any> | undefined;
  #settleJoin: Settle | undefined;
  #left: Promise<void> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  state: ChannelState = "new";
  joinRef: string | null = null;
  on: Api["on"] = this.#events.on;
  off: Api["off"] = this.#events.off;

  constructor(readonly port: Port, readonly topic: string, readonly params: Params | (() => Params)) {
    this.#backoff = port.backoff();
  }

  join(): Promise<any> {
    if (this.state === "leaving") this.end();
    if (this.state === "new" || this.state === "closed") this.#joined = promise(settle => this.#begin(settle));
    return this.#joined!;
  }

  leave(): Promise<void> {
    if (this.state === "closed") return Promise.resolve();
    if (this.state !== "leaving") this.#left = promise(settle => this.#leave(settle));
    return this.#left!;
  }

  push(event: string, payload: unknown = {}, { timeout = this.port.timeout }: PushOptions = {}): Promise<any> {
    return promise(settle => this.#push(event, payload, timeout, settle));
  }

  /** The socket is connected, for the first time or again. */
  opened(): void {
    if (this.state === "joining") this.#sendJoin();
  }

  /** The socket's connection is lost. A join goes on when there is another. */
  lost(): void {
    this.#forgetJoin();
    if (this.state === "leaving") this.end();
    if (this.state === "joined") this.#rejoin();
  }

  receive({ joinRef, ref, event, payload }: Message): void {
    if (joinRef && joinRef !== this.joinRef) return; // of an earlier join
    if (event === "phx_reply") (ref === this.joinRef ? this.#join : this.#pushes.get(ref!))?.reply(payload);
    else if (event === "phx_close") this.end();
    else if (event === "phx_error") this.#crashed(payload);
    else if (this.state !== "leaving") this.#events.emit(event, payload);
  }

  /** Closes it for good, or until somebody joins it again. */
  end(): void {
    if (this.state === "closed") return;
    this.state = "closed";
    this.#forgetJoin();
    this.port.detach(this);
    this.#failPushes("closed");
    this.#settleFirst(new ZzzError(`${this.topic} phx_join`, "closed"));
    this.#events.emit("phx_close", {});
  }

  #begin(settle: Settle): void {
    if (this.port.closed) return settle(new ZzzError(`${this.topic} phx_join`, "closed"));
    this.state = "joining";
    this.#settleJoin = settle;
    this.port.attach(this);
    this.#sendJoin();
  }

  #sendJoin(): void {
    if (!this.port.connected) return;
    const settle: Settle = (error, response) => error ? this.#refused(error) : this.#accepted(response);
    try {
      this.#join = new Push(this.topic, "phx_join", valueOf(this.params), this.port.timeout, settle);
    } catch (error) {
      return this.#refused(error as Error); // the function that gives the parameters threw
    }
    this.joinRef = this.port.nextRef();
    this.#transmit(this.joinRef, this.#join);
  }

  #accepted(response: unknown): void {
    this.state = "joined";
    this.#join = undefined;
    this.#backoff.reset();
    for (const [ref, push] of this.#pushes) this.#transmit(ref, push);
    this.#settleFirst(undefined, response);
    this.#events.emit("phx_join", response);
  }

  #refused(error: Error): void {
    const { reason, response = { reason: error.message } } = error as ZzzError;
    // The server may still come to it, and would keep a channel that nobody has.
    if (reason === "timeout" && this.port.connected) this.port.transmit(this.joinRef!, this.port.nextRef(), this.topic, "phx_leave", "{}");
    if (!this.#settleJoin) return this.#retry(response);
    this.#settleFirst(error);
    this.end();
  }

  #crashed(payload: unknown): void {
    if (this.state !== "joined") return this.#join?.fail("error", payload);
    this.#rejoin();
    this.#retry(payload);
  }

  #rejoin(): void {
    this.state = "joining";
    this.#failPushes("lost");
  }

  #retry(payload: unknown): void {
    this.#forgetJoin();
    const delay = this.#backoff.next();
    if (delay !== undefined) this.#timer = setTimeout(() => this.#sendJoin(), delay);
    this.#events.emit("phx_error", payload);
    if (delay === undefined) this.end();
  }

  #leave(settle: Settle): void {
    if (!this.joinRef) {
      this.end();
      return settle(undefined);
    }
    this.state = "leaving";
    this.#join?.cancel();
    this.#settleFirst(new ZzzError(`${this.topic} phx_join`, "closed"));
    this.#failPushes("closed");
    this.#send("phx_leave", {}, this.port.timeout, () => {
      this.end();
      settle(undefined);
    });
  }

  #push(event: string, payload: unknown, timeout: number, settle: Settle): void {
    const refuse = (reason: FailureReason) => settle(new ZzzError(`${this.topic} ${event}`, reason));
    if (this.port.closed || this.state === "leaving" || this.state === "closed") refuse("closed");
    else if (this.state !== "joined" && this.#pushes.size >= this.port.maxQueue) refuse("full");
    else this.#send(event, payload, timeout, settle);
  }

  /** Sends it now, or keeps it until the channel is joined. */
  #send(event: string, payload: unknown, timeout: number, settle: Settle): void {
    const ref = this.port.nextRef();
    const push = new Push(this.topic, event, payload, timeout, (error, response) => {
      this.#pushes.delete(ref);
      settle(error, response);
    });
    this.#pushes.set(ref, push);
    if (this.joinRef && this.state !== "joining") this.#transmit(ref, push);
  }

  #transmit(ref: string, push: Push): void {
    this.port.transmit(this.joinRef!, ref, this.topic, push.event, push.body);
  }

  #failPushes(reason: FailureReason): void {
    for (const push of this.#pushes.values()) push.fail(reason);
  }

  #forgetJoin(): void {
    clearTimeout(this.#timer);
    this.#join?.cancel();
    this.#join = undefined;
    this.joinRef = null;
  }

  #settleFirst(error: Error | undefined, response?: unknown): void {
    const settle = this.#settleJoin;
    this.#settleJoin = undefined;
    settle?.(error, response);
  }
}
