// Tests the built client against samples/Chat, at the address in ZZZ_CHAT_URL.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test, type TestContext } from "node:test";
import WebSocket from "ws";
import { presence, socket, type Socket } from "zzz.js";
import { next } from "./next.js";
import { Proxy } from "./proxy.js";

const server = process.env.ZZZ_CHAT_URL ?? "";
const limits = { timeout: 30_000, skip: server ? false : "ZZZ_CHAT_URL does not name a server" };

async function connected(t: TestContext): Promise<{ client: Socket; proxy: Proxy }> {
  const proxy = await Proxy.to(server);
  const client = socket(proxy.url("/socket"), { WebSocket, baseDelay: 20, maxRetries: Infinity });
  t.after(async () => {
    client.disconnect();
    await proxy.stop();
  });
  return { client, proxy };
}

const newRoom = () => `room:${randomUUID()}`;

test("a message goes to all of the room", limits, async t => {
  const topic = newRoom();
  const [ada, bob] = [(await connected(t)).client.channel(topic, { name: "ada" }), (await connected(t)).client.channel(topic, { name: "bob" })];
  await Promise.all([ada.join(), bob.join()]);
  const received = Promise.all([next(ada, "new_msg"), next(bob, "new_msg")]);
  await ada.push("new_msg", { body: "Příliš žluťoučký kůň 🐎" });
  assert.deepEqual((await received).map(message => message.body), ["Příliš žluťoučký kůň 🐎", "Příliš žluťoučký kůň 🐎"]);
});

test("a topic that nobody serves is refused", limits, async t => {
  const { client } = await connected(t);
  await assert.rejects(client.channel("nowhere:1").join(), { reason: "error", response: { reason: "unmatched topic" } });
});

test("an event that nobody handles is refused", limits, async t => {
  const room = (await connected(t)).client.channel(newRoom(), { name: "ada" });
  await room.join();
  await assert.rejects(room.push("dance"), { reason: "error", response: { reason: "unmatched event" } });
});

test("a room that is left is quiet, and can be joined again", limits, async t => {
  const { client } = await connected(t);
  const room = client.channel(newRoom(), { name: "ada" });
  await room.join();
  await room.leave();
  await assert.rejects(room.push("new_msg", { body: "late" }), { reason: "closed" });
  await room.join();
  await room.push("new_msg", { body: "back" });
});

test("people come and go, with several tabs each", limits, async t => {
  const topic = newRoom();
  const { client } = await connected(t);
  const room = client.channel(topic, { name: "ada" });
  const list = presence(room);
  const there = (...wanted: string[]) =>
    until(list, () => list.list().map(({ key, metas }) => `${key} ${metas.length}`).sort().join() === wanted.join());
  await Promise.all([room.join(), there("ada 1")]);

  const others = await Promise.all(["ada", "bob"].map(async name => ({ name, ...await connected(t) })));
  await Promise.all([there("ada 2", "bob 1"), ...others.map(({ client, name }) => client.channel(topic, { name }).join())]);
  await Promise.all([there("ada 1", "bob 1"), others[0]!.client.disconnect()]);
  await Promise.all([there("ada 1"), others[1]!.client.disconnect()]);
});

test("after a cut it joins again before what was queued, and the list is right again", limits, async t => {
  const { client, proxy } = await connected(t);
  const room = client.channel(newRoom(), { name: "ada" });
  const list = presence(room);
  await Promise.all([room.join(), next(list, "sync")]);
  proxy.cut();
  await next(client, "reconnecting");
  const [message] = await Promise.all([next(room, "new_msg"), room.push("new_msg", { body: "queued" }), next(room, "phx_join")]);
  assert.equal(message.body, "queued");
  await until(list, () => list.list().length === 1 && list.list()[0]!.metas.length === 1);
});

test("a join survives that the server is away", limits, async t => {
  const { client, proxy } = await connected(t);
  await proxy.stop();
  const join = client.channel(newRoom(), { name: "ada" }).join();
  await next(client, "reconnecting");
  await proxy.start();
  await join;
});

async function until(list: ReturnType<typeof presence>, holds: () => boolean): Promise<void> {
  if (!holds()) await next(list, "sync", holds);
}
