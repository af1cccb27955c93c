import { ask } from "./ask.js";
import type { Backoff } from "./backoff.js";
import type { Channel } from "./channel.js";
import { errorOf, type ZzzError } from "./error.js";
import type { Port } from "./port.js";
import { follows, isOffset, positionOf } from "./position.js";
import { Presence, type Entries } from "./presence.js";
import { Push, type Settle } from "./push.js";
import type { Message } from "./serializer.js";
import { after, type Cancel } from "./timer.js";
import type { Position } from "./types.js";

/** One topic on a socket, shared by the channels on it. Joins with the first channel, leaves with the last one, and rejoins after a loss. */
export class Topic {
  readonly #channels = new Set<Channel>();
  readonly #backoff: Backoff;
  #join: Push | undefined;
  #leave: Push | undefined;
  #leaveRef: string | undefined;
  #response: unknown;
  /** What followed the payload of the last reply. */
  #extra: any;
  /** The position of the last message, while the topic is joined. */
  #at: Position | undefined;
  /** The position that the latest join was sent with. */
  #asksFrom: Position | undefined;
  #presence = new Presence();
  /** Cancels the current wait: for the next join, or for its parameters. */
  #stopWaiting: Cancel = () => {};

  joinRef: string | null = null;
  isJoined = false;
  isLeft = false;

  constructor(readonly port: Port, readonly name: string) {
    this.#backoff = port.backoff();
  }

  /** Adds a channel, which is joined as soon as the topic is. */
  add(channel: Channel): void {
    this.#channels.add(channel);
    if (this.#channels.size === 1) return this.#sendJoin();
    const { joinRef } = this;
    if (this.isJoined) queueMicrotask(() => { if (joinRef === this.joinRef) this.#welcome(channel); });
  }

  /** Removes a channel, and leaves the topic if it was the last one. Calls `left` when that is done. */
  remove(channel: Channel, left: () => void): void {
    this.#channels.delete(channel);
    if (this.#channels.size) return left();
    this.isLeft = true;
    this.#stopWaiting();
    this.#join?.cancel();
    if (this.joinRef && this.port.connected) return this.#sendLeave(left);
    this.end();
    left();
  }

  /** Called when the socket is connected, for the first time or again. */
    opened(): void {
    if (!this.isLeft) this.#sendJoin();
  }

  /** Called when the connection of the socket is lost. The topic joins again on the next connection. */
  lost(): void {
    this.#forgetJoin();
    if (this.isLeft) this.end();
    else this.#each(channel => channel.lost());
  }

  receive({ joinRef, ref, event, payload, extra }: Message): void {
    if (joinRef && joinRef !== this.joinRef) return; // from an earlier join
    if (event === "phx_reply") this.#reply(ref!, payload, extra);
    else if (event === "phx_close") this.end();
    else if (this.isLeft) return;
    else if (event === "phx_error") this.#crashed(payload);
    else if (!isOffset(extra) && event !== "zzz_gap") this.#tell(event, payload);
    else if (!this.isJoined) return; // from an earlier join; if this one recovers, the reply is followed by the same message
    else if (event === "zzz_gap") this.#missed(extra);
    else this.#advance(event, payload, extra);
  }

  /** Closes the topic and its channels for good. A join that is under way fails with the error. */
  end(error?: Error): void {
    this.isLeft = true;
    this.#forgetJoin();
    this.port.detach(this);
    this.#leave?.fail("closed");
    this.#each(channel => channel.end(error));
  }

  /** Returns who is present, if the server has sent it for the current join. */
  present(): Entries | undefined {
    return this.isJoined ? this.#presence.known(this.joinRef) : undefined;
  }

  #reply(ref: string, payload: any, extra: unknown): void {
    this.#extra = extra;
    if (ref === this.#leaveRef) this.#leave?.reply(payload);
    else if (ref === this.joinRef) this.#join?.reply(payload);
    else this.#each(channel => channel.reply(ref, payload));
  }

  /** Notifies the channels of a message in the history, unless they have received it before. */
  #advance(event: string, payload: unknown, offset: number): void {
    const at = this.#at && [this.#at[0], offset] as const;
    if (follows(this.#at, at)) return;
    this.#at = at;
    this.#tell(event, payload, at);
  }

  #tell(event: string, payload: any, at?: Position): void {
    try {
      if (event === "presence_state") this.#presence.state(this.joinRef, payload);
      if (event === "presence_diff") this.#presence.diff(this.joinRef, payload);
    } catch {
      this.#presence = new Presence(); // an event of the app that has the same name by chance
    }
    this.#each(channel => channel.tell(event, payload, at));
  }

  /** The server could not send all messages, and continues after another position. */
  #missed(extra: any): void {
    this.#at = positionOf(extra?.at);
    this.#each(channel => channel.missed(this.#at));
  }

  #sendJoin(): void {
    if (!this.port.connected) return;
    this.#forgetJoin();
    const [first] = this.#channels;
    const turn = this.#stopWaiting;
    const cancel = ask(first!.params, this.port.timeout, this.#what, params => this.#transmitJoin(params), error => this.#refused(errorOf(error)));
    if (turn === this.#stopWaiting) this.#stopWaiting = cancel;
  }

  get #what(): string {
    return `${this.name} phx_join`;
  }

  #transmitJoin(params: unknown): void {
    if (!this.port.connected) return; // the connection is ending, and the topic joins on the next one
    const settle: Settle = (error, response) => error ? this.#refused(error) : this.#accepted(response);
    try {
      this.#join = new Push(this.name, "phx_join", params ?? {}, this.port.timeout, settle);
    } catch (error) {
      return this.#refused(error as Error);
    }
    const at = this.#asksFrom = [...this.#channels].find(channel => channel.at)?.at;
    this.joinRef = this.port.nextRef();
    this.port.transmit(this.joinRef, this.joinRef, this.name, "phx_join", this.#join.body, { id: this.port.id, at });
  }

  #accepted(response: unknown): void {
    const isContinuous = this.#extra?.recovered !== false;
    this.isJoined = true;
    this.#response = response;
    this.#at = positionOf(this.#extra?.at);
    this.#join = undefined;
    this.#backoff.succeeded();
    this.#each(channel => this.#welcome(channel, isContinuous, !isContinuous && !this.#asksFrom));
  }

  #welcome(channel: Channel, isContinuous = true, isHole = false): void {
    if (!this.#channels.has(channel) || channel.state !== "joining") return;
    channel.accepted(this.#response, this.#at, isContinuous, isHole);
    const present = this.present();
    if (present && channel.joinRef) channel.tell("presence_state", present);
  }

  /** Refuses the channels that have never joined, and tries again for the others. */
  #refused(error: Error): void {
    const { reason, response = { reason: error.message } } = error as ZzzError;
    // The server may still accept the join, and would then keep a channel that nobody uses.
    if (reason === "timeout" && this.joinRef && this.port.connected) this.#transmitLeave("{}");
    this.#forgetJoin();
    const refused = [...this.#channels].filter(channel => channel.isNew);
    if (refused.length === this.#channels.size) return this.end(error);
    refused.forEach(channel => this.#channels.delete(channel));
    this.#retry(response);
    refused.forEach(channel => channel.end(error));
  }

  #crashed(payload: unknown): void {
    if (!this.isJoined) return this.#join?.fail("error", payload);
    this.#forgetJoin();
    this.#each(channel => channel.lost());
    this.#retry(payload);
  }

  #retry(payload: unknown): void {
    const delay = this.#backoff.next();
    if (delay !== undefined) this.#stopWaiting = after(delay, () => this.#sendJoin());
    this.#each(channel => channel.tell("phx_error", payload));
    if (delay === undefined) this.end();
  }

  #sendLeave(left: () => void): void {
    this.#leave = new Push(this.name, "phx_leave", {}, this.port.timeout, () => {
      this.#leave = undefined;
      this.port.detach(this);
      left();
    });
    this.#transmitLeave(this.#leave.body);
  }

  #transmitLeave(body: Push["body"]): void {
    this.#leaveRef = this.port.nextRef();
    this.port.transmit(this.joinRef!, this.#leaveRef, this.name, "phx_leave", body);
  }

  #forgetJoin(): void {
    this.#stopWaiting();
    this.#stopWaiting = () => {};
    this.#join?.cancel();
    this.#join = undefined;
    this.isJoined = false;
    this.joinRef = null;
  }

  /** Iterates over a copy, because the action may add or remove channels. */
  #each(act: (channel: Channel) => void): void {
    [...this.#channels].forEach(channel => { if (this.#channels.has(channel)) act(channel); });
  }
}
