// zzz.js on topics with a history: whatever happens to connections and to the server, no message is lost in silence, or arrives twice.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { RecoveryClient } from "./recovery-client.mjs";
import { ServerProcess } from "./server-process.mjs";
import { publish, testServer, testServerExecutable } from "./servers.mjs";

const seconds = Number(process.env.ZZZ_RECOVERY_SECONDS ?? 10);
const limit = { timeout: 180_000 + seconds * 3_000 };
const newTopics = (channel, count) => Array.from({ length: count }, () => `${channel}:${randomUUID()}`);
const newClients = (count, server, topics) => Promise.all(Array.from({ length: count }, () => RecoveryClient.join(server, topics)));
const any = values => values[Math.floor(Math.random() * values.length)];

/** Publishes until every client has the last message of every topic, and knows of all its gaps. */
async function publishToAll(publishers, clients) {
  for (const publisher of publishers) {
    const { topic } = publisher;
    const reachesAll = () => clients.every(({ logs }) => logs[topic].last === publisher.count && !logs[topic].awaitsGap);
    do {
      await publisher.publish();
      for (let i = 0; i < 50 && !reachesAll(); i++) await wait(20);
    } while (!reachesAll());
  }
}

/** Ends the connections of random clients, up to six at a time. Returns how many were ended by their clients, and how many by the server. */
async function endConnections(clients, milliseconds) {
  let [byClient, byServer] = [0, 0];
  for (const start = performance.now(); performance.now() - start < milliseconds; await wait(Math.random() * 40)) {
    for (let i = Math.random() * 3; i > 0; i--) byClient += any(clients).terminate();
    const closed = await Promise.all(Array.from({ length: 1 + Math.random() * 3 }, () => any(clients).closeByServer()));
    byServer += closed.filter(wasAlive => wasAlive).length;
  }
  return { byClient, byServer };
}

/** Publishes 1, 2, 3 … to a topic. */
class Publisher {
  count = 0;

  constructor(topic, server = testServer) {
    Object.assign(this, { topic, server });
  }

  async publish(count = 1) {
    const first = this.count + 1;
    await publish(this.topic, "number", first, this.count += count, this.server);
  }

  /** Keeps to the rate, unless this process has no time for it. */
  async run(perSecond, isOver) {
    for (let last = performance.now(), due = 0; !isOver(); await wait(10)) {
      const now = performance.now();
      due = Math.min(due + (now - last) * perSecond / 1000, perSecond / 4);
      last = now;
      if (due < 1) continue;
      await this.publish(Math.floor(due));
      due %= 1;
    }
  }
}


test(`300 clients that lose their connections for ${seconds} s get every message once, in order`, limit, async t => {
  const topics = newTopics("log", 5);
  const [brief] = newTopics("brief-log", 1);
  const clients = await newClients(300, testServer, [...topics, brief]);
  t.after(() => clients.forEach(client => client.close()));
  const publishers = [...topics, brief].map(topic => new Publisher(topic));

  const start = performance.now();
  let isOver = false;
  const publishing = publishers.map(publisher => publisher.run(publisher.topic === brief ? 20 : 40, () => isOver));
  const { byClient, byServer } = await endConnections(clients, seconds * 1_000);
  isOver = true;
  await Promise.all(publishing);
  const elapsed = (performance.now() - start) / 1_000;
  await publishToAll(publishers, clients);

  const count = publishers.slice(0, -1).reduce((sum, { count }) => sum + count, 0);
  const sum = (topics, what) => clients.reduce((sum, { logs }) => topics.reduce((sum, topic) => sum + logs[topic][what], sum), 0);
  t.diagnostic(`${byClient} connections were cut by their clients, ${byServer} closed by the server`);
  t.diagnostic(`${count} messages on ${topics.length} topics, ${Math.round(count / elapsed)} a second; ${sum(topics, "received")} received`);
  for (const [what, of] of [["long", topics], ["short", [brief]]])
    t.diagnostic(`${what} history: ${sum(of, "recoveries")} recoveries, ${sum(of, "failures")} refused, ${sum(of, "gaps")} gaps, ${sum(of, "holes")} holes`);
  assert.deepEqual(clients.flatMap(client => client.faults), []);
  assert.equal(sum([brief], "falseAlarms"), 0);
  assert.equal(sum(topics, "received"), count * clients.length);
  assert.equal(sum(topics, "failures") + sum(topics, "gaps"), 0);
  assert.ok(sum(topics, "recoveries") > 0 && sum([brief], "failures") > 0);
});

test("a restart of the server is told to every client, once, and no message is lost in silence", limit, async t => {
  const server = new ServerProcess(testServerExecutable);
  await server.start();
  t.after(() => server.end());
  const topics = newTopics("log", 5);
  const clients = await newClients(60, server.url, topics);
  t.after(() => clients.forEach(client => client.close()));
  const logs = clients.flatMap(({ logs }) => Object.values(logs));
  const publishers = topics.map(topic => new Publisher(topic, server.url));

  let restarts = 0;
  for (const signal of ["SIGTERM", "SIGKILL"]) {
    await publishToAll(publishers, clients);
    await server.stop(signal);
    await server.start();
    restarts++;
    // Some clients are back earlier than others, and hear more of these.
    let isOver = false;
    const publishing = publishers.map(publisher => publisher.run(20, () => isOver));
    await Promise.all(logs.map(log => log.gap(restarts)));
    isOver = true;
    await Promise.all(publishing);
    await publishToAll(publishers, clients);
    await wait(2_500); // longer than any gap is delayed
    assert.deepEqual(logs.filter(log => log.gaps !== restarts || log.failures !== restarts), []);
    assert.deepEqual(clients.flatMap(client => client.faults), []);
    const holes = logs.reduce((sum, { holes }) => sum + holes, 0);
    t.diagnostic(`${signal}: each of ${logs.length} channels has had ${restarts} gaps; ${holes} holes, all of them told`);
  }
});
