// Several parts of an app share one topic.
import assert from "node:assert/strict";
import { test } from "node:test";
import { presence, type Channel } from "../src/zzz.js";
import { FakeWebSocket } from "./fake-web-socket.js";
import { channelSocket, fakeTime, joined, pass, recorded, told } from "./setup.js";

fakeTime();

/** Two channels on one topic, both joined. */
async function both(): Promise<{ one: Channel; two: Channel; server: FakeWebSocket }> {
  const { room: one, client, server } = await joined();
  const two = client.channel("room:1");
  await two.join();
  return { one, two, server };
}

test("two channels of one topic join once, and both have the answer", async () => {
  const client = channelSocket();
  const server = FakeWebSocket.last.open();
  const [one, two] = [client.channel("room:1", { name: "first" }), client.channel("room:1", { name: "second" })];
  const joins = [one.join(), two.join()];
  server.reply(server.message("phx_join"), "welcome");
  assert.deepEqual(await Promise.all(joins), ["welcome", "welcome"]);
  assert.deepEqual(server.messages.map(({ event, payload }) => [event, payload]), [["phx_join", { name: "first" }]]);
  assert.deepEqual([one.state, two.state, two.joinRef], ["joined", "joined", one.joinRef]);
});

test("a channel of a topic that is joined is joined too, and told so", async () => {
  const { client, server } = await joined();
  const two = client.channel("room:1");
  const push = two.push("early");
  const join = two.join();
  const seen = recorded(two, "phx_join");
  await join;
  assert.deepEqual(server.events, ["phx_join", "early"]);
  assert.deepEqual(seen, [["phx_join", {}]]);
  server.reply(server.message("early"), 1);
  assert.equal(await push, 1);
});

test("both get what comes, each its own answers", async () => {
  const { one, two, server } = await both();
  const [first, second] = [recorded(one, "news"), recorded(two, "news")];
  server.receiveMessage(null, null, "room:1", "news", 1);
  assert.deepEqual([first, second], [[["news", 1]], [["news", 1]]]);
  const pushes = [one.push("a"), two.push("b")];
  server.reply(server.message("b"), "of b");
  server.reply(server.message("a"), "of a");
  assert.deepEqual(await Promise.all(pushes), ["of a", "of b"]);
});

test("off of one leaves the other's callbacks", async () => {
  const { one, two, server } = await both();
  const [first, second] = [recorded(one, "news"), recorded(two, "news")];
  one.off("news");
  server.receiveMessage(null, null, "room:1", "news", 1);
  assert.deepEqual([first.length, second.length], [0, 1]);
});

test("the topic is left with the last, whoever that is", async () => {
  const { one, two, server } = await both();
  const [ended, stays] = [recorded(one, "phx_close", "news"), recorded(two, "phx_close", "news")];
  await one.leave();
  await one.leave();
  assert.deepEqual([one.state, two.state], ["closed", "joined"]);
  server.receiveMessage(null, null, "room:1", "news", 1);
  assert.deepEqual([ended, stays], [[["phx_close", {}]], [["news", 1]]]);
  await assert.rejects(one.push("late"), { reason: "closed" });
  assert.deepEqual(server.events, ["phx_join"]);

  const leave = two.leave();
  assert.deepEqual(server.events, ["phx_join", "phx_leave"]);
  server.reply(server.message("phx_leave"));
  await leave;
  assert.equal(two.state, "closed");
});

test("a channel that joins twice is in the topic once", async () => {
  const { one, two, server } = await both();
  one.join();
  await one.leave();
  two.leave();
  assert.deepEqual(server.events, ["phx_join", "phx_leave"]);
});

test("what one waits for when it leaves is rejected, and the other's is not", async () => {
  const { one, two, server } = await both();
  const pushes = [one.push("a"), two.push("b")];
  await one.leave();
  await assert.rejects(pushes[0]!, { reason: "closed" });
  server.reply(server.message("a"));
  server.reply(server.message("b"), 1);
  assert.equal(await pushes[1], 1);
});

test("mount, unmount and mount again, as StrictMode does, is joined", async () => {
  const client = channelSocket();
  const server = FakeWebSocket.last.open();
  const first = client.channel("room:1");
  const join = first.join();
  const leave = first.leave();
  const second = client.channel("room:1");
  const again = second.join();
  await assert.rejects(join, { reason: "closed" });
  const { messages } = server;
  assert.deepEqual(messages.map(({ event }) => event), ["phx_join", "phx_leave", "phx_join"]);
  messages.forEach(message => server.reply(message, message.event));
  await leave;
  assert.equal(await again, "phx_join");
  assert.deepEqual([first.state, second.state], ["closed", "joined"]);
});

test("after a loss they join again once, with the parameters of the first that is left", async () => {
  const client = channelSocket();
  const [one, two] = ["first", "second"].map(name => client.channel("room:1", { name }));
  one!.join();
  two!.join();
  const server = FakeWebSocket.last.open();
  server.reply(server.message("phx_join"));
  await one!.leave();
  server.end();
  two!.push("queued");
  pass(1_000);
  const next = FakeWebSocket.last.open();
  next.reply(next.message("phx_join"));
  assert.deepEqual(next.messages.map(({ event, payload }) => [event, payload]), [["phx_join", { name: "second" }], ["queued", {}]]);
});

test("a refused first join closes both, and either may try again", async () => {
  const client = channelSocket();
  const server = FakeWebSocket.last.open();
  const [one, two] = [client.channel("room:1"), client.channel("room:1")];
  const joins = [one.join(), two.join()];
  server.reply(server.message("phx_join"), { reason: "full" }, "error");
  for (const join of joins) await assert.rejects(join, { reason: "error", response: { reason: "full" } });
  assert.deepEqual([one.state, two.state], ["closed", "closed"]);
  const again = two.join();
  server.reply(server.message("phx_join"), "welcome");
  assert.equal(await again, "welcome");
});

test("a refused rejoin closes the channel that came meanwhile, and is tried again for the other", async () => {
  const { room: one, client, server } = await joined();
  server.receiveMessage(one.joinRef, one.joinRef, "room:1", "phx_error", {});
  const two = client.channel("room:1");
  const join = two.join();
  pass(1_000);
  server.reply(server.message("phx_join"), { reason: "full" }, "error");
  await assert.rejects(join, { reason: "error" });
  assert.deepEqual([one.state, two.state], ["joining", "closed"]);
  pass(2_000);
  server.reply(server.message("phx_join"));
  assert.equal(one.state, "joined");
});

test("a join from within a refusal is a join of its own", async () => {
  const client = channelSocket();
  const server = FakeWebSocket.last.open();
  const room = client.channel("room:1");
  let again: Promise<unknown> | undefined;
  room.on("phx_close", () => { again ??= room.join(); });
  const first = room.join();
  server.reply(server.message("phx_join"), { reason: "full" }, "error");
  await assert.rejects(first, { reason: "error" });
  server.reply(server.message("phx_join"), "welcome");
  assert.equal(await again, "welcome");
});

test("phx_close, and the end of the socket, close both", async () => {
  const first = await both();
  first.server.receiveMessage(first.one.joinRef, null, "room:1", "phx_close", {});
  assert.deepEqual([first.one.state, first.two.state], ["closed", "closed"]);
  const second = await both();
  second.server.end(1000);
  assert.deepEqual([second.one.state, second.two.state], ["closed", "closed"]);
});

test("leave of both from within a message of one is one leave", async () => {
  const { one, two, server } = await both();
  const heard = recorded(two, "news");
  one.on("news", () => { one.leave(); two.leave(); });
  server.receiveMessage(null, null, "room:1", "news", 1);
  assert.deepEqual(heard, []);
  assert.deepEqual(server.events, ["phx_join", "phx_leave"]);
});

test("a presence of a later channel has the whole list, and tells it", async () => {
  const { room: one, client, server } = await joined();
  server.receiveMessage(null, null, "room:1", "presence_diff", { joins: { bob: { metas: [{ phx_ref: "2" }] } }, leaves: {} });
  server.receiveMessage(one.joinRef, null, "room:1", "presence_state", { ada: { metas: [{ phx_ref: "1" }] } });
  const two = client.channel("room:1");
  const list = presence(two);
  const seen = recorded(list, "join", "sync");
  await two.join();
  assert.deepEqual(list.list().map(({ key }) => key), ["ada", "bob"]);
  assert.deepEqual(seen.map(([event, value]) => [event, value?.key]), [["join", "ada"], ["join", "bob"], ["sync", undefined]]);
  server.receiveMessage(null, null, "room:1", "presence_diff", { joins: {}, leaves: { ada: { metas: [{ phx_ref: "1" }] } } });
  assert.deepEqual(list.list().map(({ key }) => key), ["bob"]);
});

test("a channel that joins and is lost at once joins with the others", async () => {
  const { client } = await joined();
  const two = client.channel("room:1");
  const join = two.join();
  FakeWebSocket.last.end();
  await told();
  assert.equal(two.state, "joining");
  pass(1_000);
  const next = FakeWebSocket.last.open();
  next.reply(next.message("phx_join"), "again");
  assert.equal(await join, "again");
});

test("an event of the app that is called as those of presence are, and is none, comes as it is", async t => {
  const reports = t.mock.method(globalThis, "queueMicrotask", () => {});
  const { room, server } = await joined();
  const seen = recorded(room, "presence_state", "presence_diff");
  const payloads: [string, unknown][] = [["presence_state", null], ["presence_diff", "away"], ["presence_state", { ada: 1 }], ["presence_diff", null]];
  for (const [event, payload] of payloads) server.receiveMessage(room.joinRef, null, "room:1", event, payload);
  assert.deepEqual(seen, payloads);
  assert.equal(reports.mock.callCount(), 0);
});
