import type { Endpoint } from "./address.js";
import { Backoff } from "./backoff.js";
import { Channel } from "./channel.js";
import { text } from "./check.js";
import { Connection } from "./connection.js";
import { Emitter } from "./emitter.js";
import { Heartbeat } from "./heartbeat.js";
import type { Port } from "./port.js";
import { checkedPosition } from "./position.js";
import { decode, encode, type Body, type Message } from "./serializer.js";
import { Topic } from "./topic.js";
import type { ChannelOptions, Deferred, Params, Socket as Api, SocketEvents, SocketOptions } from "./types.js";

/** Channels over one connection. */
export class Socket implements Api, Port {
  readonly #events = new Emitter<SocketEvents>();
  readonly #topics = new Set<Topic>();
  readonly #connection: Connection;
  readonly #heartbeat: Heartbeat;
  #ref = 0;

  readonly timeout: number;
  readonly maxQueue: number;
  readonly id = randomId();
  on: Api["on"] = this.#events.on;
  off: Api["off"] = this.#events.off;

  constructor(endpoint: Endpoint, readonly options: SocketOptions) {
    this.timeout = options.timeout ?? 10_000;
    this.maxQueue = options.maxQueue ?? 100;
    const connection = this.#connection = new Connection(endpoint, options);
    this.#heartbeat = new Heartbeat(options.heartbeatInterval ?? 30_000, this.timeout, () => this.#beat(), () => connection.drop());

    connection.on("open", () => this.#opened());
    connection.on("message", data => this.#receive(data));
    connection.on("error", error => this.#events.emit("error", error));
    connection.on("reconnecting", reconnecting => {
      this.#heartbeat.stop();
      this.#each(topic => topic.lost());
      this.#events.emit("reconnecting", reconnecting);
    });
    connection.on("close", closed => {
      this.#end();
      this.#events.emit("close", closed);
    });
  }

  get connected(): boolean {
    return this.#connection.readyState === 1;
  }

  get closed(): boolean {
    return this.#connection.readyState > 1;
  }

  channel(topic: string, params: Deferred<Params> = {}, { since }: ChannelOptions = {}): Channel {
    return new Channel(this, text("topic", topic), params, checkedPosition("since", since));
  }

  disconnect(): void {
    this.#connection.close();
    this.#end();
  }

  reconnect(): void {
    this.#connection.reconnect();
  }

  topic(name: string): Topic {
    let topic = [...this.#topics].find(topic => topic.name === name && !topic.isLeft);
    if (!topic) this.#topics.add(topic = new Topic(this, name));
    return topic;
  }

  detach(topic: Topic): void {
    this.#topics.delete(topic);
  }

  nextRef(): string {
    return `${++this.#ref}`;
  }

  transmit(joinRef: string | null, ref: string, topic: string, event: string, body: Body, extra?: object): void {
    if (this.connected) this.#connection.send(encode(joinRef, ref, topic, event, body, extra));
  }

  backoff(): Backoff {
    return new Backoff(this.options);
  }

  #opened(): void {
    this.#heartbeat.start();
    this.#each(topic => topic.opened());
    this.#events.emit("open", undefined);
  }

  #beat(): void {
    this.transmit(null, this.nextRef(), "phoenix", "heartbeat", "{}");
  }

  #receive(data: string | ArrayBuffer): void {
    let message: Message;
    try {
      message = decode(data);
    } catch (error) {
      return this.#events.emit("error", error);
    }
    if (message.topic === "phoenix") this.#heartbeat.start();
    else this.#each(topic => { if (topic.name === message.topic) topic.receive(message); });
  }

  #end(): void {
    this.#heartbeat.stop();
    this.#each(topic => topic.end());
  }

  /** Iterates over a copy, because the action may add or remove topics. */
  #each(act: (topic: Topic) => void): void {
    [...this.#topics].forEach(act);
  }
}

/** Returns twelve characters that no other socket has. */
function randomId(): string {
  const bytes = new Uint8Array(9);
  const random = globalThis.crypto?.getRandomValues(bytes) ?? bytes.map(() => Math.random() * 256); // tests in jsdom have no crypto
  return btoa(String.fromCharCode(...random));
}
