import assert from "node:assert/strict";
import { decode, type Message } from "../src/serializer.js";

/** The first five elements of a message. */
export type Sent = Omit<Message, "extra">;

/** A fake WebSocket for which the test plays the server. */
export class FakeWebSocket {
  /** All instances, in the order of their creation. */
  static all: FakeWebSocket[] = [];

  static get last(): FakeWebSocket {
    return FakeWebSocket.all.at(-1)!;
  }

  readonly sent: any[] = [];
  readonly listeners: [type: string, listener: (event: any) => void][] = [];
  binaryType = "blob";
  readyState = 0;
  closedWith: [code: number | undefined, reason: string | undefined] | undefined;

  constructor(readonly url: string, readonly protocols?: string | string[]) {
    FakeWebSocket.all.push(this);
  }

  addEventListener(type: string, listener: (event: any) => void): void {
    this.listeners.push([type, listener]);
  }

  send(data: unknown): void {
    if (this.readyState !== 1) throw new Error(`Sent, and lost, in state ${this.readyState}`);
    this.sent.push(data);
  }

  close(code?: number, reason?: string): void {
    if (code !== undefined && code !== 1000 && (code < 3000 || code > 4999)) throw new RangeError(`${code} may not be sent`);
    this.closedWith = [code, reason];
    if (this.readyState < 2) this.readyState = 2;
  }

  /** The server accepts the connection. */
  open(): this {
    this.readyState = 1;
    this.#dispatch("open", {});
    return this;
  }

  /** The server sends a message. */
  receive(data: unknown): void {
    this.#dispatch("message", { data });
  }

  /** The server sends a channel message. */
  receiveMessage(...message: [joinRef: string | null, ref: string | null, topic: string, event: string, payload: unknown, extra?: unknown]): void {
    this.receive(JSON.stringify(message));
  }

  /** The server replies to a message. */
  reply({ joinRef, ref, topic }: Sent, response: unknown = {}, status = "ok", ...extra: [unknown?]): void {
    this.receiveMessage(joinRef, ref, topic, "phx_reply", { status, response }, ...extra);
  }

  /** The server's close frame arrives, but the connection has not ended yet. */
  beginClose(): void {
    this.readyState = 2;
  }

  error(): void {
    this.#dispatch("error", { type: "error" });
  }

  /** The connection ends: closed by the server or, with 1006, lost. */
  end(code = 1006, reason = ""): void {
    this.readyState = 3;
    this.#dispatch("close", { code, reason });
  }

  /** The messages that were sent, as channel messages. */
  get messages(): Sent[] {
    return this.sent.map(data => decode(data)).map(({ extra, ...message }) => message);
  }

  /** What followed the payloads of the joins. */
  get extras(): any[] {
    return this.sent.map(data => decode(data)).filter(({ event }) => event === "phx_join").map(({ extra }) => extra);
  }

  /** The names of the events that were sent. */
  get events(): string[] {
    return this.messages.map(message => message.event);
  }

  /** The last message with this event. */
  message(event: string, topic?: string): Sent {
    const found = this.messages.findLast(message => message.event === event && (!topic || message.topic === topic));
    assert.ok(found, `${event} was not sent, but ${this.events}`);
    return found;
  }

  #dispatch(type: string, event: unknown): void {
    for (const [listened, listener] of this.listeners) if (listened === type) listener(event);
  }
}
