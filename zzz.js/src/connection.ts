import type { Address, Endpoint } from "./address.js";
import { ask } from "./ask.js";
import { Backoff } from "./backoff.js";
import { wrong } from "./check.js";
import { Emitter } from "./emitter.js";
import { ZzzError } from "./error.js";
import { bytesOf } from "./serializer.js";
import { after, deadline, type Cancel } from "./timer.js";
import type { Closed, Connection as Api, ConnectionEvents, ConnectOptions, Data } from "./types.js";
import { onWake } from "./wake.js";

const [CONNECTING, OPEN, CLOSING, CLOSED] = [0, 1, 2, 3];
const LOST: Closed = { code: 1006, reason: "" };
const FINAL = [1000, 3000, 3003, 4401, 4403];

/** A connection that opens a new WebSocket whenever the current one is lost. */
export class Connection implements Api {
  readonly #events = new Emitter<ConnectionEvents>();
  readonly #queue: Data[] = [];
  readonly #backoff: Backoff;
  #state = CONNECTING;
  #webSocket: WebSocket | undefined;
  /** Cancels the current wait: for the next attempt, or for the address or the handshake of the current one. */
  #stopWaiting: Cancel = () => {};
  #isMade = false;

  on: Api["on"] = this.#events.on;
  off: Api["off"] = this.#events.off;

  constructor(readonly endpoint: Endpoint, readonly options: ConnectOptions) {
    this.#backoff = new Backoff(options);
    if (!this.#class) throw new Error("There is no global WebSocket: pass one as the option WebSocket");
    this.#attempt();
    this.#isMade = true;
  }

  get readyState(): number {
    // A message sent after the server's close frame would be lost.
    return this.#state === OPEN && this.#webSocket!.readyState !== OPEN ? CONNECTING : this.#state;
  }

  send(data: Data): void {
    const bytes = bytesOf(data);
    if (!bytes && typeof data !== "string" && !/Blob|File/.test(Object.prototype.toString.call(data))) throw wrong("data", "text, bytes or a Blob", data);
    const state = this.readyState;
    if (state === OPEN) this.#webSocket!.send(data);
    else if (state !== CONNECTING) throw new ZzzError("send", "closed");
    else if (this.#queue.length >= (this.options.maxQueue ?? 100)) throw new ZzzError("send", "full");
    else this.#queue.push(bytes?.slice() ?? data);
  }

  close(code = 1000, reason = ""): void {
    if (this.#state >= CLOSING) return;
    this.#webSocket?.close(code, reason); // throws, before the state changes, for a code that may not be sent
    if (this.#state === OPEN) this.#state = CLOSING;
    else this.#end({ code, reason });
  }

  reconnect(): void {
    this.#backoff.reset();
    this.#giveUp(() => {
      this.#state = CONNECTING;
      const turn = this.#stopWaiting;
      this.#events.emit("reconnecting", { ...LOST, attempt: 1, delay: 0 });
      if (turn === this.#stopWaiting) this.#attempt();
    });
  }

  /** Gives up the current WebSocket, which has fallen silent, and opens another one. */
  drop(): void {
    this.#giveUp(() => this.#lost(LOST));
  }

  /** Stops listening to the current WebSocket, runs `then`, and closes that WebSocket. */
  #giveUp(then: () => void): void {
    const webSocket = this.#webSocket;
    this.#forget();
    then();
    webSocket?.close();
  }

  get #class(): typeof WebSocket | undefined {
    return (this.options.WebSocket ?? globalThis.WebSocket) as typeof WebSocket | undefined;
  }

  get #patience(): number {
    return this.options.connectTimeout ?? 20_000;
  }

  #attempt(): void {
    const turn = this.#stopWaiting = () => {};
    const cancel = ask(this.endpoint, this.#patience, "connect", address => this.#open(address), error => this.#failed(error));
    if (turn === this.#stopWaiting) this.#stopWaiting = cancel;
  }

  #open([url, protocols]: Address): void {
    let webSocket: WebSocket;
    try {
      webSocket = this.#webSocket = new this.#class!(url.href, protocols);
    } catch (error) {
      if (!this.#isMade) throw error;
      return this.#failed(error);
    }
    webSocket.binaryType = this.options.binaryType ?? "arraybuffer";
    this.#stopWaiting = deadline(this.#patience, () => this.#giveUp(() => this.#failed(new ZzzError("connect", "timeout"))));

    // An abandoned WebSocket keeps its listeners, which ignore its events. Without an error listener, an error in Node's ws would end the process.
    const listen = (type: string, listener: (event: any) => void) =>
      webSocket.addEventListener(type, event => { if (webSocket === this.#webSocket) listener(event); });
    listen("open", () => this.#opened());
    listen("message", event => this.#events.emit("message", event.data));
    listen("error", event => this.#events.emit("error", event));
    listen("close", ({ code, reason }) => this.#lost({ code, reason }));
  }

  #opened(): void {
    this.#stopWaiting();
    this.#state = OPEN;
    this.#backoff.succeeded();
    this.#events.emit("open", undefined); // messages that a callback sends, such as a login, go out before queued ones
    while (this.readyState === OPEN && this.#queue.length) this.send(this.#queue.shift()!);
  }

  #failed(error: unknown): void {
    const turn = this.#stopWaiting;
    this.#events.emit("error", error);
    if (turn === this.#stopWaiting) this.#lost(LOST); // unless a callback has closed or reopened the connection
  }

  #lost(why: Closed): void {
    const isOver = this.#state === CLOSING || (this.options.finalCodes ?? FINAL).includes(why.code);
    const delay = isOver ? undefined : this.#backoff.next();
    this.#forget();
    if (delay === undefined) return this.#end(why);
    this.#state = CONNECTING;
    this.#wait({ ...why, attempt: this.#backoff.attempt, delay });
  }

  #wait(reconnecting: ConnectionEvents["reconnecting"]): void {
    const next = () => {
      stop();
      this.#attempt();
    };
    const stops = [after(reconnecting.delay, next), onWake(isOnline => {
      if (isOnline) this.#backoff.reset();
      next();
    })];
    const stop = this.#stopWaiting = () => stops.forEach(stop => stop());
    this.#events.emit("reconnecting", reconnecting);
  }

  #end(why: Closed): void {
    this.#forget();
    this.#queue.length = 0;
    this.#state = CLOSED;
    this.#events.emit("close", why);
  }

  #forget(): void {
    this.#stopWaiting();
    this.#stopWaiting = () => {};
    this.#webSocket = undefined;
  }
}
