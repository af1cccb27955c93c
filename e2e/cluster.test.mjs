// Three servers with Redis, and everything that can go wrong between them: each row is a fault, and what must hold in spite of it.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { ClusterClient } from "./cluster-client.mjs";
import { ClusterLoad, store, until } from "./cluster-load.mjs";
import { Cluster } from "./cluster.mjs";
import { RedisProcess } from "./redis-process.mjs";

const seconds = Number(process.env.ZZZ_RECOVERY_SECONDS ?? 8);
const limit = { timeout: 300_000 + seconds * 2_000 };
const skip = process.env.ZZZ_SKIP_CLUSTER ? "ZZZ_SKIP_CLUSTER is set" : !RedisProcess.isInstalled && "redis-server is not installed";

/** Prints the measures of a row. */
function print(t, row, { received, lost, doubled, gaps, silence, recoveries, outcomes }) {
  t.diagnostic(`${row}: received ${received}, lost ${lost}, doubled ${doubled}, gaps ${gaps}, longest silence ${silence.join("/")} ms`);
  t.diagnostic(`  ${recoveries} recoveries; broadcasts: ${Object.entries(outcomes).map(([outcome, count]) => `${outcome} ${count}`).join(", ")}`);
}

/** Runs a load while something happens, and prints what came of it. */
async function run(t, cluster, row, options, happens) {
  const load = await ClusterLoad.begin(cluster, options);
  t.after(() => load.end());
  await load.during(() => happens(load));
  const report = load.report();
  print(t, row, report);
  assert.equal(report.doubled, 0);
  assert.equal(report.disordered, 0);
  assert.equal(report.silent, 0);
  assert.deepEqual(load.phoenix.filter(client => !client.isJoined), []);
  return { load, report };
}

/** Runs a load that loses nothing. */
async function lossless(t, cluster, row, options, happens) {
  const result = await run(t, cluster, row, options, happens);
  const { lost, gaps, refused, received } = result.report;
  assert.deepEqual({ lost, gaps, refused }, { lost: 0, gaps: 0, refused: 0 });
  assert.ok(received > 0);
  return result;
}

/** Clients that are present on a topic, through the balancer or on one server. */
async function enter(t, server, topic, names) {
  const clients = await Promise.all(names.map(async name => {
    const client = new ClusterClient(server, []);
    await client.enter(topic, name);
    return client;
  }));
  t.after(() => clients.forEach(client => client.close()));
  return clients;
}

const see = (clients, names) => until(
  () => clients.every(client => client.present.join() === names.join()),
  () => `present: ${clients.map(client => client.present.join()).join(" | ")}`);

describe("three servers with Redis", { skip }, () => {
  let cluster;
  before(async () => cluster = await Cluster.start());
  after(() => cluster?.end());

  test("a rolling restart, twice, loses nothing, and nobody is seen to leave", limit, async t => {
    const topic = `desk:${randomUUID()}`;
    const names = Array.from({ length: 20 }, (_, i) => `user ${i + 10}`);
    const desk = await enter(t, cluster.url, topic, names);
    await see(desk, names);
    const pause = seconds * 1_000 / 6;
    await lossless(t, cluster, "rolling restart", {}, async () => {
      for (const server of [...cluster.servers, ...cluster.servers]) {
        const next = wait(pause);
        await server.stop("SIGTERM");
        await server.start();
        await next;
      }
    });
    await see(desk, names);
    assert.deepEqual(desk.flatMap(({ leaves }) => leaves), [], "who was seen to leave");
  });

  test("a killed server loses nothing that was stored, and its users are gone in time", limit, async t => {
    const [killed, other] = cluster.servers;
    const topic = `desk:${randomUUID()}`;
    const watchers = await enter(t, other.direct, topic, ["watcher"]);
    const gone = await enter(t, killed.direct, topic, ["ann", "bob"]);
    await see(watchers, ["ann", "bob", "watcher"]);
    await lossless(t, cluster, "kill -9", {}, async () => {
      await killed.stop("SIGKILL");
      gone.forEach(client => client.close());
      const killedAt = performance.now();
      await until(() => watchers[0].present.join() === "watcher", () => `present: ${watchers[0].present}`, 30_000);
      t.diagnostic(`its users were gone after ${Math.round((performance.now() - killedAt) / 100) / 10} s`);
      assert.ok(performance.now() - killedAt < 20_000);
      await killed.start();
    });
  });

  test("Redis connections that are cut each second are noticed by nobody", limit, async t => {
    const { report } = await lossless(t, cluster, "connections cut", {}, async () => {
      for (let i = 0; i < seconds; i++) {
        await cluster.redis.run(`CLIENT KILL TYPE ${i % 2 ? "normal" : "pubsub"}`);
        await wait(1_000);
      }
    });
    assert.equal(report.losses, 0);
  });

  test("Redis that stalls for 8 s loses and doubles nothing", limit, async t => {
    const { report } = await lossless(t, cluster, "Redis stalled", {}, async () => {
      cluster.redis.freeze();
      await wait(8_000);
      cluster.redis.resume();
      await wait(2_000);
    });
    assert.equal(report.losses, 0);
  });

  test("scripts that Redis forgets keep the order", limit, async t => {
    const { report } = await lossless(t, cluster, "SCRIPT FLUSH", {}, async () => {
      for (let i = 0; i < seconds * 2; i++) {
        await cluster.redis.run("SCRIPT FLUSH");
        await wait(500);
      }
    });
    assert.equal(report.losses, 0);
  });

  test("a server that is cut off from Redis for 20 s loses nothing", limit, async t => {
    const { report } = await lossless(t, cluster, "partition", {}, async () => {
      cluster.lines[0].cut();
      await wait(20_000);
      cluster.lines[0].mend();
      await wait(2_000);
    });
    assert.ok(report.outcomes.Stored > 0);
  });

  test("a server that stood still until Redis closed its subscription repairs the hole", limit, async t => {
    const [publisher, frozen] = cluster.servers;
    await cluster.redis.run('CONFIG SET client-output-buffer-limit "pubsub 64kb 64kb 1"');
    t.after(() => cluster.redis.run('CONFIG SET client-output-buffer-limit "pubsub 32mb 8mb 60"'));
    const flood = `log:${randomUUID()}`;
    const watcher = await ClusterClient.join(frozen.direct, [flood]);
    t.after(() => watcher.close());
    const subscriptions = async () => (await cluster.redis.run("CLIENT LIST TYPE pubsub")).split("id=").length;
    const before = await subscriptions();
    await lossless(t, cluster, "starved server", {}, async () => {
      frozen.freeze();
      t.after(() => frozen.resume());
      const isOver = wait(20_000);
      while (await subscriptions() === before) await fetch(new URL(`/numbers/${flood}/fleeting/1/5000`, publisher.direct), { method: "POST" });
      await isOver;
      frozen.resume();
      await wait(2_000);
    });
  });

  test("a client that missed more than the history keeps is told, and gets none of it", limit, async t => {
    const [away, other] = cluster.servers;
    const topic = `kept-room:${randomUUID()}`;
    const client = await ClusterClient.join(away.url, [topic]);
    t.after(() => client.close());
    const log = client.logs[topic];
    assert.equal(await store(other.direct, topic, 1), "Stored");
    await until(() => log.last === 1, "the first message");
    away.cut();
    await until(() => client.losses > 0, "the lost connection");
    for (let number = 2; number <= 201; number++) assert.equal(await store(other.direct, topic, number), "Stored");
    away.mend();
    await until(() => log.failures + log.recoveries > 0 && log.gaps > 0, "the gap");
    assert.equal(await store(other.direct, topic, 202), "Stored");
    await until(() => log.last === 202, "the last message");
    assert.deepEqual(log.numbers, [1, 202]);
    assert.deepEqual([log.failures, log.recoveries, log.gaps], [1, 0, 1]);
  });

  test("a sign-out reaches a client on another server, and on one that is cut off", limit, async t => {
    const [there, here] = cluster.servers;
    const topic = `log:${randomUUID()}`;
    const client = await ClusterClient.join(there.direct, [topic]);
    t.after(() => client.close());
    const signOut = () => fetch(new URL(`/disconnect/${client.id}`, here.direct), { method: "POST" });
    await signOut();
    await until(() => client.losses === 1, "the sign-out");
    await until(() => client.logs[topic].recoveries === 1, "the client's return");
    cluster.lines[0].cut();
    t.after(() => cluster.lines[0].mend());
    await signOut();
    await wait(3_000); // so that it can only arrive later
    assert.equal(client.losses, 1);
    cluster.lines[0].mend();
    await until(() => client.losses === 2, "the sign-out of a client on a server that was cut off");
  });

  test("Redis that restarts without its data is told to each client, once", limit, async t => {
    const { load, report } = await run(t, cluster, "Redis restarted empty", {}, async () => {
      await cluster.redis.stop("SIGKILL");
      await wait(2_000);
      await cluster.redis.start();
      await wait(4_000);
    });
    assert.equal(report.losses, 0);
    assert.deepEqual(load.clients.flatMap(({ logs }) => Object.values(logs)).filter(({ gaps }) => gaps !== 1).map(({ gaps }) => gaps), []);
  });
});

describe("three servers with Redis that writes each change to the disk", { skip }, () => {
  let cluster;
  before(async () => cluster = await Cluster.start(["--save", "", "--appendonly", "yes", "--appendfsync", "always"]));
  after(() => cluster?.end());

  test("Redis that restarts with its data loses nothing", limit, async t => {
    const { report } = await lossless(t, cluster, "Redis restarted, AOF", {}, async () => {
      await cluster.redis.stop("SIGKILL");
      await wait(2_000);
      await cluster.redis.start();
      await wait(4_000);
    });
    assert.equal(report.losses, 0);
  });

  test("Redis that comes back with older data is told to each client", limit, async t => {
    const { load, report } = await run(t, cluster, "log goes backwards", {}, async () => {
      await cluster.redis.stop("SIGKILL");
      await cluster.redis.copy();
      await cluster.redis.start();
      await wait(4_000);
      await cluster.redis.stop("SIGKILL");
      await cluster.redis.copy("before", "now");
      await cluster.redis.start();
      await wait(4_000);
    });
    assert.equal(report.refused, 0);
    assert.deepEqual(load.clients.flatMap(({ logs }) => Object.values(logs)).filter(({ gaps }) => gaps === 0), []);
  });
});
