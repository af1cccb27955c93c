import { Backoff } from "./backoff.js";
import { Emitter } from "./emitter.js";
import { ZzzError } from "./error.js";
import { bytesOf } from "./serializer.js";
import type { Closed, Connection as Api, ConnectionEvents, ConnectOptions, Data } from "./types.js";

const [CONNECTING, OPEN, CLOSING, CLOSED] = [0, 1, 2, 3];
const LOST: Closed = { code: 1006, reason: "" };

/** Where to connect to, asked at each attempt. */
export type Endpoint = () => [url: URL, protocols: string | string[] | undefined];

/** One WebSocket after another. */
export class Connection implements Api {
  readonly #events = new Emitter<ConnectionEvents>();
  readonly #queue: Data[] = [];
  readonly #backoff: Backoff;
  #webSocket: WebSocket | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  readyState = CONNECTING;
  on: Api["on"] = this.#events.on;
  off: Api["off"] = this.#events.off;

  constructor(readonly endpoint: Endpoint, readonly options: ConnectOptions) {
    this.#backoff = new Backoff(options.maxRetries, options.baseDelay, options.maxDelay);
    this.#open();
  }

  send(data: Data): void {
    if (this.readyState === OPEN) this.#webSocket!.send(data);
    else if (this.readyState !== CONNECTING) throw new ZzzError("send", "closed");
    else if (this.#queue.length >= (this.options.maxQueue ?? 100)) throw new ZzzError("send", "full");
    else this.#queue.push(bytesOf(data)?.slice() ?? data);
  }

  close(code = 1000, reason = ""): void {
    if (this.readyState >= CLOSING) return;
    this.#webSocket?.close(code, reason); // throws for a code that may not be sent, and nothing has changed then
    this.readyState = CLOSING;
    if (!this.#webSocket) this.#end({ code, reason });
  }

  /** Gives up the current WebSocket, from which nothing comes any more, and opens another one. */
  drop(): void {
    const webSocket = this.#webSocket;
    this.#lost(LOST);
    webSocket?.close();
  }

  #open(): void {
    const [url, protocols] = this.endpoint();
    const WebSocketClass = (this.options.WebSocket ?? globalThis.WebSocket) as typeof WebSocket;
    if (!WebSocketClass) throw new Error("There is no WebSocket here: give one as the option WebSocket");
    const webSocket = this.#webSocket = new WebSocketClass(url.href, protocols);
    webSocket.binaryType = this.options.binaryType ?? "arraybuffer";

    // What was given up may still speak, and is not listened to. (With no listener at all, an error in Node's ws would end the process.)
    const listen = (type: string, listener: (event: any) => void) =>
      webSocket.addEventListener(type, event => { if (webSocket === this.#webSocket) listener(event); });
    listen("open", () => this.#opened());
    listen("message", event => this.#events.emit("message", event.data));
    listen("error", event => this.#events.emit("error", event));
    listen("close", ({ code, reason }) => this.#lost({ code, reason }));
  }

  #opened(): void {
    if (this.readyState !== CONNECTING) return;
    this.readyState = OPEN;
    this.#backoff.reset();
    this.#events.emit("open", undefined); // what a callback sends, such as who it is, goes first
    while (this.readyState === OPEN && this.#queue.length) this.send(this.#queue.shift()!);
  }

  #lost(why: Closed): void {
    this.#webSocket = undefined;
    // After 1000 the server has nothing more to say.
    const delay = this.readyState === CLOSING || why.code === 1000 ? undefined : this.#backoff.next();
    if (delay === undefined) return this.#end(why);
    this.readyState = CONNECTING;
    this.#timer = setTimeout(() => this.#retry(), delay);
    this.#events.emit("reconnecting", { ...why, attempt: this.#backoff.attempt, delay });
  }

  #retry(): void {
    try {
      this.#open();
    } catch (error) {
      this.#events.emit("error", error);
      this.#lost(LOST);
    }
  }

  #end(why: Closed): void {
    clearTimeout(this.#timer);
    this.#queue.length = 0;
    this.readyState = CLOSED;
    this.#events.emit("close", why);
  }
}
