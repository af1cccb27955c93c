// Clients of several servers that note what they receive.
import { randomUUID } from "node:crypto";
import * as phoenix from "phoenix";
import WebSocket from "ws";
import * as Zzz from "../zzz.js/dist/zzz.mjs";
import { numberOf, webSocket } from "./servers.mjs";

/** The messages of one topic, as one client has received them. */
class ClusterLog {
  numbers = [];
  recoveries = 0;
  failures = 0;
  gaps = 0;

  constructor(channel, received) {
    this.channel = channel;
    channel.on("number", payload => {
      this.numbers.push(numberOf(payload));
      received();
    });
    channel.on("phx_join", (_, { recovered, wasRecovering }) => {
      if (wasRecovering) recovered ? this.recoveries++ : this.failures++;
    });
    channel.on("zzz_gap", () => this.gaps++);
  }

  get last() {
    return this.numbers.at(-1);
  }
}

/** A client of zzz.js, which recovers. */
export class ClusterClient {
  id = randomUUID();
  /** By topic. */
  logs = {};
  /** How often its connection was lost. */
  losses = 0;
  longestSilence = 0;
  #lastReceived = performance.now();
  #webSocket;

  constructor(server, topics, url = () => new URL("/socket", server)) {
    const client = this;
    class Transport extends WebSocket {
      constructor(url, protocols) {
        super(url, protocols, { perMessageDeflate: false });
        client.#webSocket = this;
      }
    }
    const options = { WebSocket: Transport, params: { id: this.id }, baseDelay: 500, maxDelay: 2_000, timeout: 60_000 };
    this.socket = Zzz.socket(url(), options);
    this.socket.on("reconnecting", () => this.losses++);
    for (const topic of topics) this.logs[topic] = new ClusterLog(this.socket.channel(topic), () => this.#receive());
  }

  static async join(server, topics) {
    const client = new ClusterClient(server, topics);
    await Promise.all(Object.values(client.logs).map(({ channel }) => channel.join()));
    return client;
  }

  /** Is present on a topic, and counts the leaves that it sees. */
  async enter(topic, name) {
    const channel = this.socket.channel(topic, name ? { name } : {});
    this.presence = Zzz.presence(channel);
    this.leaves = [];
    this.presence.on("leave", ({ key, current }) => current.metas.length || this.leaves.push(key));
    await channel.join();
  }

  get present() {
    return this.presence.list().map(({ key }) => key).sort();
  }

  beginMeasure() {
    this.#lastReceived = performance.now();
    this.longestSilence = this.losses = 0;
  }

  terminate() {
    this.#webSocket.terminate();
  }

  close() {
    this.socket.disconnect();
  }

  #receive() {
    const now = performance.now();
    this.longestSilence = Math.max(this.longestSilence, now - this.#lastReceived);
    this.#lastReceived = now;
  }
}

/** A client of npm's phoenix, which knows nothing of positions: it receives at most once. */
export class PhoenixClient {
  /** By topic. */
  logs = {};
  losses = 0;
  #socket;

  static async join(server, topics) {
    const client = new PhoenixClient();
    const options = { transport: WebSocket, rejoinAfterMs: () => 500, reconnectAfterMs: () => 500 };
    client.#socket = new phoenix.Socket(webSocket(server, "/socket"), options);
    client.#socket.onClose(() => client.losses++);
    client.#socket.connect();
    for (const topic of topics) {
      const channel = client.#socket.channel(topic);
      const log = client.logs[topic] = { channel, last: 0, numbers: [] };
      channel.on("number", payload => log.numbers.push(log.last = numberOf(payload)));
      await new Promise((resolve, reject) => channel.join(60_000).receive("ok", resolve).receive("error", reject));
    }
    return client;
  }

  get isJoined() {
    return Object.values(this.logs).every(({ channel }) => channel.state === "joined");
  }

  close() {
    this.#socket.disconnect();
  }
}
