// Many clients of several servers, and publishers on each of the servers, for as long as something goes wrong.
import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { ClusterClient, PhoenixClient } from "./cluster-client.mjs";

const many = Number(process.env.ZZZ_CLUSTER_CLIENTS ?? 300);

/** Waits until it is so, for at most so long. */
export async function until(isSo, what, milliseconds = 60_000) {
  for (const start = performance.now(); !isSo(); await wait(50)) {
    if (performance.now() - start > milliseconds) throw new Error(`not within ${milliseconds} ms: ${typeof what === "function" ? what() : what}`);
  }
}

/** Publishes numbers to one topic on one server, and notes which are stored. */
class Publisher {
  /** The numbers that are stored for certain. */
  stored = new Set();
  /** By number: the last one that was stored before it was sent. */
  after = new Map();
  outcomes = {};
  #pending = new Set();
  #last;

  constructor(server, topic, first) {
    Object.assign(this, { server, topic, next: first });
  }

  async run(pause, isOver) {
    for (; !isOver(); await wait(pause)) {
      if (this.#pending.size < 300) void this.publish();
    }
    await Promise.all(this.#pending);
  }

  publish() {
    const publishing = this.#publish(this.next++);
    this.#pending.add(publishing);
    return publishing.finally(() => this.#pending.delete(publishing));
  }

  async #publish(number) {
    this.after.set(number, this.#last);
    const outcome = await store(this.server.direct, this.topic, number);
    this.outcomes[outcome] = (this.outcomes[outcome] ?? 0) + 1;
    if (outcome !== "Stored") return;
    this.stored.add(number);
    this.#last = number;
  }
}

/** Publishes a number. Returns what became of it: BroadcastOutcome, or that it is unknown. */
export async function store(server, topic, number) {
  try {
    const response = await fetch(new URL(`/store/${topic}/number/${number}`, server), { method: "POST" });
    return response.ok ? await response.text() : String(response.status);
  } catch {
    return "unknown";
  }
}

export class ClusterLoad {
  #cluster;
  #publishers;
  #final = 900_000_000;

  static async begin(cluster, { topics = 3, clients = many, phoenix = many / 10, pause = 150 } = {}) {
    const load = new ClusterLoad();
    load.#cluster = cluster;
    load.pause = pause;
    load.topics = Array.from({ length: topics }, () => `log:${randomUUID()}`);
    load.clients = await Promise.all(Array.from({ length: clients }, () => ClusterClient.join(cluster.url, load.topics)));
    load.phoenix = await Promise.all(Array.from({ length: phoenix }, () => PhoenixClient.join(cluster.url, load.topics)));
    load.#publishers = load.topics.flatMap(topic => cluster.servers.map((server, i) => new Publisher(server, topic, (i + 1) * 10_000_000)));
    await load.settle();
    return load;
  }

  /** Publishes on all servers while something happens, and until all have received the last message. */
  async during(happens) {
    this.clients.forEach(client => client.beginMeasure());
    let isOver = false;
    const publishing = Promise.all(this.#publishers.map(publisher => publisher.run(this.pause, () => isOver)));
    try {
      await wait(500);
      await happens();
    } finally {
      isOver = true;
      await publishing;
    }
    await this.settle();
  }

  /** Waits until all clients have received a last message on each topic. */
  async settle() {
    for (const topic of this.topics) {
      const number = this.#final++;
      await this.#publishFinal(topic, number);
      const behind = () => [...this.clients, ...this.phoenix].filter(({ logs }) => logs[topic].last !== number);
      for (let attempt = 0; behind().length && attempt < 30; attempt++) await wait(100);
      // A client of phoenix may have been away just then.
      while (behind().some(client => client instanceof PhoenixClient)) {
        await this.#publishFinal(topic, this.#final);
        const last = this.#final++;
        await until(() => this.clients.every(({ logs }) => logs[topic].last === last), () => this.#describe(topic, last));
        if (this.phoenix.every(({ logs }) => logs[topic].last === last)) break;
        await wait(500);
        if (this.phoenix.every(({ logs }) => logs[topic].last === last)) break;
      }
      await until(() => this.clients.every(({ logs }) => logs[topic].last >= number), () => this.#describe(topic, number));
    }
    await wait(2_200); // longer than any gap is delayed
  }

  /** What all clients have received, and whether any of it is wrong. */
  report() {
    const result = { received: 0, lost: 0, doubled: 0, disordered: 0, gaps: 0, refused: 0, recoveries: 0, silent: 0, outcomes: {} };
    for (const topic of this.topics) this.#reportTopic(topic, result);
    for (const { outcomes } of this.#publishers)
      for (const [outcome, count] of Object.entries(outcomes)) result.outcomes[outcome] = (result.outcomes[outcome] ?? 0) + count;
    const silences = this.clients.map(client => client.longestSilence).sort((a, b) => a - b);
    result.silence = [0.5, 0.99].map(part => Math.round(silences[Math.floor((silences.length - 1) * part)]));
    result.losses = [...this.clients, ...this.phoenix].reduce((sum, { losses }) => sum + losses, 0);
    return result;
  }

  end() {
    [...this.clients, ...this.phoenix].forEach(client => client.close());
  }

  async #publishFinal(topic, number) {
    for (let i = 0; ; i++) {
      const outcome = await store(this.#cluster.servers[i % 3].direct, topic, number);
      if (outcome === "Stored") return;
      if (i > 20) throw new Error(`${number} is not stored: ${outcome}`);
      await wait(500);
    }
  }

  #describe(topic, number) {
    const behind = this.clients.filter(({ logs }) => logs[topic].last !== number);
    return `${behind.length} clients have not received ${number} on ${topic}, but ${behind[0]?.logs[topic].last}; ${behind[0]?.logs[topic].channel.state}`;
  }

  #reportTopic(topic, result) {
    const publishers = this.#publishers.filter(publisher => publisher.topic === topic);
    const stored = new Set(publishers.flatMap(({ stored }) => [...stored]));
    const logs = this.clients.map(({ logs }) => logs[topic]);
    const order = logs.reduce((longest, { numbers }) => numbers.length > longest.length ? numbers : longest, []);
    const index = new Map(order.map((number, i) => [number, i]));
    for (const { after } of publishers)
      for (const [number, before] of after) if (index.get(number) < index.get(before)) result.disordered++;
    for (const { numbers, gaps, failures, recoveries } of logs) {
      const seen = new Set(numbers);
      const lost = [...stored].filter(number => !seen.has(number)).length + order.filter(number => !stored.has(number) && !seen.has(number)).length;
      result.received += numbers.length;
      result.lost += lost;
      result.doubled += numbers.length - seen.size;
      for (let i = 1; i < numbers.length; i++) if (!(index.get(numbers[i]) > index.get(numbers[i - 1]))) result.disordered++;
      result.gaps += gaps;
      result.refused += failures;
      result.recoveries += recoveries;
      if (lost > 0 && gaps === 0) result.silent++;
    }
    for (const { logs } of this.phoenix) result.doubled += logs[topic].numbers.length - new Set(logs[topic].numbers).size;
  }
}
