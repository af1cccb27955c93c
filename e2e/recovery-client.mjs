// A client of zzz.js that checks what it hears on topics with a history.
import { randomUUID } from "node:crypto";
import WebSocket from "ws";
import * as Zzz from "../zzz.js/dist/zzz.mjs";
import { numberOf } from "./servers.mjs";

/** The messages 1, 2, 3 … of one topic. */
class Log {
  last = 0;
  received = 0;
  /** Joins after which everything that was missed followed, and those after which nothing did. */
  recoveries = 0;
  failures = 0;
  gaps = 0;
  holes = 0;
  /** Joins that lost nothing although the client was told that they did. */
  falseAlarms = 0;
  #isExcused = false;
  /** Whether a gap has yet to be told, after a random delay. */
  awaitsGap = false;
  #look = () => {};

  constructor(channel, fault) {
    this.channel = channel;
    channel.on("number", payload => this.#receive(numberOf(payload), fault));
    channel.on("phx_join", (_, { recovered, wasRecovering }) => this.#join(wasRecovering, recovered));
    channel.on("zzz_gap", () => this.#gap(fault));
  }

  /** Waits until it has been told of so many gaps. */
  async gap(count) {
    while (this.gaps < count) await this.#change();
  }

  #receive(number, fault) {
    if (number <= this.last) fault(`${number} after ${this.last}`);
    const isHole = number > this.last + 1;
    if (isHole && !this.#isExcused) fault(`${number} after ${this.last}, and no gap was told`);
    if (isHole) this.holes++;
    else if (this.#isExcused) this.falseAlarms++;
    this.last = number;
    this.received++;
    this.#isExcused = false;
    this.#look();
  }

  #join(wasRecovering, recovered) {
    if (wasRecovering && recovered) this.recoveries++;
    if (wasRecovering && !recovered) {
      this.failures++;
      this.#isExcused = this.awaitsGap = true;
    }
    this.#look();
  }

  #gap(fault) {
    if (!this.awaitsGap) fault("a gap for no reason");
    this.gaps++;
    this.awaitsGap = false;
    this.#look();
  }

  #change() {
    return new Promise(resolve => this.#look = resolve);
  }
}

export class RecoveryClient {
  faults = [];
  #id = randomUUID();
  /** By topic. */
  logs = {};
  #server;
  #socket;
  #webSocket;

  constructor(server, topics) {
    const client = this;
    class Transport extends WebSocket {
      constructor(url, protocols) {
        super(url, protocols, { perMessageDeflate: false });
        client.#webSocket = this;
      }
    }
    this.#server = server;
    const options = { WebSocket: Transport, params: { id: this.#id }, baseDelay: 500, maxDelay: 2_000, timeout: 60_000 };
    this.#socket = Zzz.socket(new URL("/socket", server), options);
    for (const topic of topics) this.logs[topic] = new Log(this.#socket.channel(topic), what => this.faults.push(`${topic}: ${what}`));
  }

  /** A client that is on these topics. */
  static async join(server, topics) {
    const client = new RecoveryClient(server, topics);
    await Promise.all(Object.values(client.logs).map(({ channel }) => channel.join()));
    return client;
  }

  /** Ends the connection without a word, even while it is being made. Returns whether there was one. */
  terminate() {
    const wasAlive = this.#webSocket.readyState <= WebSocket.OPEN;
    this.#webSocket.terminate();
    return wasAlive;
  }

  /** Lets the server close the connection. Returns whether there was one. */
  async closeByServer() {
    const wasAlive = this.#webSocket.readyState === WebSocket.OPEN;
    await fetch(new URL(`/disconnect/${this.#id}`, this.#server), { method: "POST" });
    return wasAlive;
  }

  close() {
    this.#socket.disconnect();
  }
}
