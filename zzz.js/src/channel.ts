import { Emitter } from "./emitter.js";
import { ZzzError } from "./error.js";
import type { Port } from "./port.js";
import { follows } from "./position.js";
import type { Entries } from "./presence.js";
import { promise, Push, type Settle } from "./push.js";
import { after, type Cancel } from "./timer.js";
import type { Topic } from "./topic.js";
import type { Channel as Api, ChannelEvents, ChannelState, Deferred, FailureReason, Params, Position, PushOptions } from "./types.js";

const GAP_DELAY = 2_000;

/** The view that one part of the app has of a topic, with its own callbacks and pushes. */
export class Channel implements Api {
  readonly #events = new Emitter<ChannelEvents>();
  /** Pushes that wait for their reply, or for the join. */
  readonly #pushes = new Map<string, Push>();
  #topic: Topic | undefined;
  #joined: Promise<any> | undefined;
  #settleJoin: Settle | undefined;
  #left: Promise<void> | undefined;
  #settleLeave: Settle | undefined;
  /** Cancels the delay before `zzz_gap`. Set until that event or a leave; a join in between restarts the delay. */
  #stopGap: Cancel | undefined;

  /** The position of the last message. It outlives the join, but not a leave. */
  at: Position | undefined;
  state: ChannelState = "new";
  on: Api["on"] = this.#events.on;
  off: Api["off"] = this.#events.off;

  constructor(readonly port: Port, readonly topic: string, readonly params: Deferred<Params>, since: Position | undefined) {
    this.at = since;
  }

  get joinRef(): string | null {
    return this.#topic?.joinRef ?? null;
  }

  /** Whether the channel waits for its first join. */
  get isNew(): boolean {
    return !!this.#settleJoin;
  }

  join(): Promise<any> {
    if (this.state === "leaving") this.end();
    if (this.state === "new" || this.state === "closed") this.#joined = promise(settle => this.#begin(settle));
    return this.#joined!;
  }

  leave(): Promise<void> {
    this.#stopGap?.();
    this.at = this.#stopGap = undefined;
    if (this.state === "closed") return Promise.resolve();
    if (this.state !== "leaving") this.#left = promise(settle => this.#leave(settle));
    return this.#left!;
  }

  push(event: string, payload: unknown = {}, { timeout = this.port.timeout }: PushOptions = {}): Promise<any> {
    return promise(settle => this.#push(event, payload, timeout, settle));
  }

  /**
   * Called when the topic is joined. Its messages continue after `start`; the server has decided whether earlier ones are missing. There is a hole
   * if messages are missing although the join had no position.
   */
  accepted(response: unknown, start: Position | undefined, isContinuous: boolean, isHole: boolean): void {
    const wasRecovering = !!this.at;
    const recovered = isContinuous && follows(this.at, start);
    if (!recovered) this.at = start;
    if (isHole || wasRecovering && !recovered || this.#stopGap) this.#reportGap();
    this.state = "joined";
    for (const [ref, push] of this.#pushes) if (!push.sent) this.#transmit(ref, push);
    this.#settleFirst(undefined, response);
    this.#events.emit("phx_join", response, { recovered, wasRecovering });
  }

  /** Called when the topic is lost and will be joined again. */
  lost(): void {
    this.state = "joining";
    for (const push of this.#pushes.values()) if (push.sent) push.fail("lost");
  }

  reply(ref: string, payload: any): void {
    this.#pushes.get(ref)?.reply(payload);
  }

  /** Called for each event, with its position if it has one. Leaves out a message from before the join, or that the page was rendered with. */
  tell(event: string, payload: unknown, at?: Position): void {
    if (at && (this.state !== "joined" || follows(this.at, at))) return;
    this.at = at ?? this.at;
    this.#events.emit(event, payload);
  }

  /** Called when the topic has missed messages. */
  missed(at: Position | undefined): void {
    if (this.state !== "joined") return;
    this.at = at;
    this.#reportGap();
  }

  /** Returns who is present, if that is already known. */
  present(): Entries | undefined {
    return this.state === "joined" ? this.#topic!.present() : undefined;
  }

  /** Closes the channel until `join` is called again. A first join that is under way fails with the error. */
  end(error: Error = this.#error("phx_join", "closed")): void {
    if (this.state === "closed") return;
    this.state = "closed";
    this.#topic = undefined;
    this.#stopGap?.();
    this.#failPushes();
    this.#settleFirst(error);
    this.#settleLeave?.(undefined);
    this.#events.emit("phx_close", {});
  }

  /** Waits first, so that the clients of a server that restarts do not all reload at once. */
  #reportGap(): void {
    this.#stopGap?.();
    this.#stopGap = after(Math.random() * GAP_DELAY, () => {
      this.#stopGap = undefined;
      this.#events.emit("zzz_gap", {});
    });
  }

  #begin(settle: Settle): void {
    if (this.port.closed) return settle(this.#error("phx_join", "closed"));
    this.state = "joining";
    this.#settleJoin = settle;
    this.#topic = this.port.topic(this.topic);
    this.#topic.add(this);
  }

  #leave(settle: Settle): void {
    const topic = this.#topic;
    this.state = "leaving";
    this.#settleLeave = settle;
    this.#settleFirst(this.#error("phx_join", "closed"));
    this.#failPushes();
    if (topic) topic.remove(this, () => { if (topic === this.#topic) this.end(); }); // unless the channel has joined again meanwhile
    else this.end();
  }

  #push(event: string, payload: unknown, timeout: number, settle: Settle): void {
    const isReady = this.state === "joined" && this.port.connected;
    if (this.port.closed || this.state === "leaving" || this.state === "closed") settle(this.#error(event, "closed"));
    else if (!isReady && this.#waiting >= this.port.maxQueue) settle(this.#error(event, "full"));
    else this.#send(event, payload, timeout, settle);
  }

  /** The number of pushes that wait to be sent. */
  get #waiting(): number {
    return [...this.#pushes.values()].filter(push => !push.sent).length;
  }

  /** Sends the event now, or keeps it until the channel is joined. */
  #send(event: string, payload: unknown, timeout: number, settle: Settle): void {
    const ref = this.port.nextRef();
    const push = new Push(this.topic, event, payload, timeout, (error, response) => {
      this.#pushes.delete(ref);
      settle(error, response);
    });
    this.#pushes.set(ref, push);
    if (this.state === "joined") this.#transmit(ref, push);
  }

  #transmit(ref: string, push: Push): void {
    if (!this.port.connected) return; // the connection is ending, and the event waits for the next one
    push.sent = true;
    this.port.transmit(this.joinRef!, ref, this.topic, push.event, push.body);
  }

  #failPushes(): void {
    for (const push of this.#pushes.values()) push.fail("closed");
  }

  #error(event: string, reason: FailureReason): ZzzError {
    return new ZzzError(`${this.topic} ${event}`, reason);
  }

  #settleFirst(error: Error | undefined, response?: unknown): void {
    const settle = this.#settleJoin;
    this.#settleJoin = undefined;
    settle?.(error, response);
  }
}
