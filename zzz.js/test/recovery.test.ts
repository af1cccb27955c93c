// What a topic with history sends again after a loss, and what the app is told when it cannot.
import assert from "node:assert/strict";
import { mock, test } from "node:test";
import type { Channel, ChannelOptions, Position, Recovery, Socket } from "../src/zzz.js";
import { FakeWebSocket } from "./fake-web-socket.js";
import { channelSocket, fakeTime, pass, recorded, told } from "./setup.js";

fakeTime();

const FIRST: Recovery = { recovered: false, wasRecovering: false };
const RECOVERED: Recovery = { recovered: true, wasRecovering: true };
const BROKEN: Recovery = { recovered: false, wasRecovering: true };

/** In place of the sixth element: a reply of five. */
const NONE = Symbol();

interface Positioned { room: Channel; server: FakeWebSocket; client: Socket; news: [string, any][]; gaps: [string, any][]; joins: Recovery[] }

/** A channel that is joined at a position, and what it gets from then on. */
async function positioned(extra: unknown = { at: ["k3f9", 17] }, options: ChannelOptions = {}): Promise<Positioned> {
  const client = channelSocket({ heartbeatInterval: 0, maxDelay: 1_000 });
  const server = FakeWebSocket.last.open();
  const room = client.channel("room:1", {}, options);
  const result = { room, server, client, ...watched(room) };
  const join = room.join();
  accept(server, extra);
  await join;
  return result;
}

function watched(room: Channel): { news: [string, any][]; gaps: [string, any][]; joins: Recovery[] } {
  const joins: Recovery[] = [];
  room.on("phx_join", (_, recovery) => joins.push(recovery));
  return { news: recorded(room, "news"), gaps: recorded(room, "zzz_gap"), joins };
}

/** The server accepts the last join. */
function accept(server: FakeWebSocket, extra?: unknown): void {
  if (extra === NONE || extra === undefined) server.reply(server.message("phx_join"));
  else server.reply(server.message("phx_join"), {}, "ok", extra);
}

function refuse(server: FakeWebSocket): void {
  server.reply(server.message("phx_join"), { reason: "full" }, "error");
}

/** Broadcasts that have their offset as payload. */
function broadcast(server: FakeWebSocket, ...offsets: unknown[]): void {
  for (const offset of offsets) server.receiveMessage(null, null, "room:1", "news", offset, offset);
}

function gap(server: FakeWebSocket, ...extra: [unknown?]): void {
  server.receiveMessage(null, null, "room:1", "zzz_gap", {}, ...extra);
}

function crash(server: FakeWebSocket, room: Channel): void {
  server.receiveMessage(room.joinRef, room.joinRef, "room:1", "phx_error", {});
}

function close(server: FakeWebSocket, room: Channel): void {
  server.receiveMessage(room.joinRef, room.joinRef, "room:1", "phx_close", {});
}

function reconnect(): FakeWebSocket {
  FakeWebSocket.last.end();
  pass(1_000);
  return FakeWebSocket.last.open();
}

/** The position that the last join asked for. */
function asked(server: FakeWebSocket): Position | undefined {
  return server.extras.at(-1).at;
}

const payloads = (seen: [string, any][]) => seen.map(([, value]) => value);

test("a join has the id of its socket, which is the same on each connection and that of no other", async () => {
  const { server } = await positioned();
  const { server: other } = await positioned();
  const next = reconnect();
  const ids = [server, other, next].map(({ extras }) => extras[0].id);
  for (const id of ids) assert.match(id, /^[A-Za-z0-9+/]{12}$/);
  assert.equal(ids[1], ids[2]);
  assert.notEqual(ids[0], ids[1]);
  assert.match(server.sent[0], /^\["1","1","room:1","phx_join",\{\},\{"id":"[^"]+"\}\]$/);
});

test("without crypto there is an id all the same", async t => {
  const crypto = Object.getOwnPropertyDescriptor(globalThis, "crypto")!;
  t.after(() => Object.defineProperty(globalThis, "crypto", crypto));
  Object.defineProperty(globalThis, "crypto", { value: undefined, configurable: true });
  let random = 0;
  mock.method(Math, "random", () => (random += 0.1) % 1);
  const ids = [(await positioned()).server, (await positioned()).server].map(({ extras }) => extras[0].id);
  for (const id of ids) assert.match(id, /^[A-Za-z0-9+/]{12}$/);
  assert.notEqual(ids[0], ids[1]);
});

test("a rejoin asks for what came after the last message", async () => {
  const { server, news } = await positioned();
  broadcast(server, 18, 19);
  const next = reconnect();
  assert.deepEqual(asked(next), ["k3f9", 19]);
  assert.deepEqual(payloads(news), [18, 19]);
});

test("a rejoin before any message asks for what came after the join", async () => {
  await positioned();
  assert.deepEqual(asked(reconnect()), ["k3f9", 17]);
});

test("what was missed follows the reply as ordinary events, and there is no gap", async () => {
  const { server, news, joins, gaps } = await positioned();
  broadcast(server, 18);
  const next = reconnect();
  accept(next, { at: ["k3f9", 18], recovered: true, count: 2 });
  broadcast(next, 19, 20, 21);
  pass(10_000);
  assert.deepEqual(payloads(news), [18, 19, 20, 21]);
  assert.deepEqual(joins, [FIRST, RECOVERED]);
  assert.deepEqual(gaps, []);
  assert.deepEqual(asked(reconnect()), ["k3f9", 21]);
});

test("an event without a position comes, and the position stays", async () => {
  const { server, news } = await positioned();
  server.receiveMessage(null, null, "room:1", "news", "fleeting");
  server.receiveMessage("1", null, "room:1", "news", "pushed");
  assert.deepEqual(payloads(news), ["fleeting", "pushed"]);
  assert.deepEqual(asked(reconnect()), ["k3f9", 17]);
});

test("a message that was had already is dropped, and a hole is none of the client's business", async () => {
  const { server, news } = await positioned();
  broadcast(server, 17, 0, 18, 18, 25, 24, 26);
  assert.deepEqual(payloads(news), [18, 25, 26]);
  assert.deepEqual(asked(reconnect()), ["k3f9", 26]);
});

test("a message with a position that comes before the reply to the join comes again after it, and counts then", async () => {
  const { server, room, news } = await positioned();
  broadcast(server, 18);
  crash(server, room);
  broadcast(server, 19);
  pass(1_000);
  broadcast(server, 20);
  server.receiveMessage(null, null, "room:1", "news", "fleeting");
  assert.deepEqual(asked(server), ["k3f9", 18]);
  accept(server, { at: ["k3f9", 18], recovered: true, count: 2 });
  broadcast(server, 19, 20);
  assert.deepEqual(payloads(news), [18, "fleeting", 19, 20]);
});

test("what a rejoin that came too late sends again is not taken for that of the next one", async () => {
  const { news, joins } = await positioned();
  const next = reconnect();
  const late = next.message("phx_join");
  pass(10_000);
  next.reply(late, {}, "ok", { at: ["k3f9", 17], recovered: true, count: 1 });
  broadcast(next, 18);
  pass(1_000);
  assert.deepEqual(asked(next), ["k3f9", 17]);
  next.reply(late, {}, "ok", { at: ["m2xa", 1], recovered: false });
  accept(next, { at: ["k3f9", 17], recovered: true, count: 2 });
  broadcast(next, 18, 19);
  assert.deepEqual(payloads(news), [18, 19]);
  assert.deepEqual(joins, [FIRST, RECOVERED]);
});

test("what an abandoned connection still has to say is nothing", async () => {
  const { server, news } = await positioned();
  const next = reconnect();
  accept(next, { at: ["k3f9", 17], recovered: true });
  broadcast(server, 18);
  broadcast(next, 18);
  assert.deepEqual(payloads(news), [18]);
});

test("with another epoch the position starts anew, and there is a gap", async () => {
  const { server, news, joins, gaps } = await positioned();
  broadcast(server, 18);
  const next = reconnect();
  accept(next, { at: ["m2xa", 4], recovered: false });
  broadcast(next, 4, 5);
  assert.deepEqual(payloads(news), [18, 5]);
  assert.deepEqual(joins, [FIRST, BROKEN]);
  pass(2_000);
  assert.deepEqual(gaps, [["zzz_gap", {}]]);
  assert.deepEqual(asked(reconnect()), ["m2xa", 5]);
});

test("a history that went back in the same epoch starts anew too", async () => {
  const { server, news, joins } = await positioned();
  const next = reconnect();
  accept(next, { at: ["k3f9", 3], recovered: false });
  broadcast(next, 4);
  assert.deepEqual(payloads(news), [4]);
  assert.deepEqual(joins, [FIRST, BROKEN]);
  assert.deepEqual(server.events, ["phx_join"]);
});

for (const extra of [undefined, null, {}, { recovered: false }, { recovered: true }, { at: ["m2xa", 4], recovered: true }, { at: ["k3f9", 18], recovered: true }])
  test(`a reply with ${JSON.stringify(extra)} to a join at a position is a gap`, async () => {
    const { joins, gaps } = await positioned();
    const next = reconnect();
    accept(next, extra);
    pass(2_000);
    assert.deepEqual(joins, [FIRST, BROKEN]);
    assert.equal(gaps.length, 1);
    assert.deepEqual(asked(reconnect()), (extra as any)?.at);
  });

test("a topic that has lost its history is joined as one that never had any", async () => {
  const { news, joins, gaps } = await positioned();
  accept(reconnect(), { recovered: false });
  pass(2_000);
  const next = reconnect();
  accept(next);
  next.receiveMessage(null, null, "room:1", "news", 1);
  pass(2_000);
  assert.deepEqual(payloads(news), [1]);
  assert.deepEqual(joins, [FIRST, BROKEN, FIRST]);
  assert.equal(gaps.length, 1);
});

test("with a server that has no positions, such as Phoenix, nothing is different", async () => {
  const { server, news, joins, gaps } = await positioned(NONE);
  for (const payload of [2, 1, 1]) server.receiveMessage(null, null, "room:1", "news", payload);
  const next = reconnect();
  assert.equal(asked(next), undefined);
  accept(next);
  next.receiveMessage(null, null, "room:1", "news", 0);
  pass(10_000);
  assert.deepEqual(payloads(news), [2, 1, 1, 0]);
  assert.deepEqual(joins, [FIRST, FIRST]);
  assert.deepEqual(gaps, []);
});

test("a binary broadcast with a position counts, and is dropped if it was had already", async () => {
  const { server, news } = await positioned();
  const bytes = (offset: number[]) => Uint8Array.of(3, 6, 4, ...offset, ...Buffer.from("room:1news"), offset.at(-1)!).buffer;
  for (const offset of [[0, 0, 0, 0, 0, 0, 0, 18], [0, 0, 0, 0, 0, 0, 0, 18], [0, 0, 0, 1, 0, 0, 0, 2]]) server.receive(bytes(offset));
  assert.deepEqual(payloads(news).map(payload => [...new Uint8Array(payload)]), [[18], [2]]);
  assert.deepEqual(asked(reconnect()), ["k3f9", 2 ** 32 + 2]);
});

for (const offset of [-1, 1.5, 2 ** 53, 2 ** 64, "18", null, [18], {}, { at: ["k3f9", 99] }, true])
  test(`a broadcast with ${JSON.stringify(offset)} in place of its offset comes, without a position`, async t => {
    const reports = t.mock.method(globalThis, "queueMicrotask", () => {});
    const { server, client, news } = await positioned();
    const errors = recorded(client, "error");
    broadcast(server, offset, offset, 18);
    assert.deepEqual(payloads(news), [offset, offset, 18]);
    assert.deepEqual(asked(reconnect()), ["k3f9", 18]);
    assert.deepEqual(errors, []);
    assert.equal(reports.mock.callCount(), 0);
  });

test("a binary broadcast beyond 2^53 comes without a position, and one that is cut off is an error", async () => {
  const { server, client, news } = await positioned();
  const errors = recorded(client, "error");
  server.receive(Uint8Array.of(3, 6, 4, 0, 32, 0, 0, 0, 0, 0, 0, ...Buffer.from("room:1news")).buffer);
  assert.equal(news.length, 1);
  for (const cut of [2, 3, 10, 12]) server.receive(Uint8Array.of(3, 6, 4, 0, 0, 0, 0, 0, 0, 0, 18, ...Buffer.from("ro")).buffer.slice(0, cut));
  assert.equal(errors.length, 4);
  assert.equal(news.length, 1);
  assert.deepEqual(asked(reconnect()), ["k3f9", 17]);
});

test("the greatest offset is 2^53 - 1", async () => {
  const { server, news } = await positioned();
  broadcast(server, 2 ** 53 - 1, 2 ** 53 - 1);
  assert.equal(news.length, 1);
  assert.deepEqual(asked(reconnect()), ["k3f9", 2 ** 53 - 1]);
});

const malformed = [null, 5, "k3f9", [], ["k3f9"], ["k3f9", 17, 18], ["k3f9", -1], ["k3f9", 1.5], ["k3f9", 2 ** 53], ["k3f9", "17"], ["k3f9", null], [17, "k3f9"], { 0: "k3f9", 1: 17 }, ["k".repeat(33), 17], ["ů".repeat(17), 17]];

for (const at of malformed) {
  test(`a reply with the position ${JSON.stringify(at)} has none`, async t => {
    const reports = t.mock.method(globalThis, "queueMicrotask", () => {});
    const { server, news } = await positioned({ at });
    broadcast(server, 5, 5);
    assert.deepEqual(payloads(news), [5, 5]);
    assert.equal(asked(reconnect()), undefined);
    assert.equal(reports.mock.callCount(), 0);
  });

  test(`a gap at the position ${JSON.stringify(at)} leaves none`, async () => {
    const { server, gaps } = await positioned();
    gap(server, { at });
    pass(2_000);
    assert.equal(gaps.length, 1);
    assert.equal(asked(reconnect()), undefined);
  });
}

for (const extra of [null, 5, "k3f9", true, ["k3f9", 17], {}])
  test(`a reply that ends with ${JSON.stringify(extra)} has no position`, async () => {
    const { joins } = await positioned(extra);
    assert.equal(asked(reconnect()), undefined);
    assert.deepEqual(joins, [FIRST]);
  });

test("a gap while joined is told after a random delay, at its new position", async () => {
  mock.method(Math, "random", () => 0.25);
  const { server, room, news, gaps } = await positioned();
  const seen = recorded(room, "zzz_gap", "news");
  broadcast(server, 18);
  gap(server, { at: ["m2xa", 9] });
  broadcast(server, 9, 10);
  pass(499);
  assert.deepEqual(gaps, []);
  pass(1);
  assert.deepEqual(seen, [["news", 18], ["news", 10], ["zzz_gap", {}]]);
  assert.deepEqual(payloads(news), [18, 10]);
  pass(10_000);
  assert.equal(gaps.length, 1);
  assert.deepEqual(asked(reconnect()), ["m2xa", 10]);
});

test("a gap of an earlier join is left to the answer of this one", async () => {
  const { server, room, gaps, joins } = await positioned();
  crash(server, room);
  gap(server, { at: ["m2xa", 9] });
  pass(1_000);
  gap(server, { at: ["m2xa", 9] });
  assert.deepEqual(asked(server), ["k3f9", 17]);
  accept(server, { at: ["k3f9", 17], recovered: true });
  pass(2_000);
  assert.deepEqual(joins, [FIRST, RECOVERED]);
  assert.deepEqual(gaps, []);
});

test("a position that comes late, because the server had none at the join, is a gap and then a position", async () => {
  const { server, news, gaps } = await positioned(NONE);
  gap(server, { at: ["k3f9", 5] });
  broadcast(server, 5, 6);
  pass(2_000);
  assert.equal(gaps.length, 1);
  assert.deepEqual(payloads(news), [6]);
});

test("a newer gap takes the place of one that was not told yet", async () => {
  const { server, gaps } = await positioned();
  gap(server, { at: ["m2xa", 1] });
  pass(1_500);
  gap(server, { at: ["m2xb", 1] });
  pass(1_999);
  assert.equal(gaps.length, 0);
  pass(1);
  assert.equal(gaps.length, 1);
  pass(10_000);
  assert.equal(gaps.length, 1);
});

test("a gap is told also while the connection is lost again", async () => {
  const { server, gaps } = await positioned();
  gap(server, { at: ["m2xa", 9] });
  pass(1_000);
  server.end();
  pass(1_000);
  assert.equal(gaps.length, 1);
});

test("a rejoin that recovers does not make a gap before it undone", async () => {
  const { server, gaps, joins } = await positioned();
  gap(server, { at: ["m2xa", 9] });
  const next = reconnect();
  accept(next, { at: ["m2xa", 9], recovered: true });
  pass(2_000);
  assert.deepEqual(joins, [FIRST, RECOVERED]);
  assert.equal(gaps.length, 1);
});

test("leave forgets a gap that was not told yet", async () => {
  const { server, room, gaps, joins } = await positioned();
  gap(server, { at: ["m2xa", 9] });
  room.leave();
  pass(5_000);
  room.join();
  accept(server, { at: ["m2xa", 9] });
  pass(5_000);
  assert.deepEqual(gaps, []);
  assert.deepEqual(joins, [FIRST, FIRST]);
});

test("leave from within phx_join prevents the gap", async () => {
  const { room, gaps } = await positioned();
  room.on("phx_join", () => room.leave());
  accept(reconnect(), { recovered: false });
  pass(5_000);
  assert.deepEqual(gaps, []);
});

test("disconnect prevents a gap, which the next join makes up for", async () => {
  const { server, client, room, gaps } = await positioned();
  gap(server, { at: ["m2xa", 9] });
  client.disconnect();
  pass(5_000);
  assert.deepEqual(gaps, []);
  client.reconnect();
  room.join();
  const next = FakeWebSocket.last.open();
  accept(next, { at: ["m2xa", 9], recovered: true });
  pass(2_000);
  assert.equal(gaps.length, 1);
});

test("a gap that nobody listens to is nothing", async t => {
  const reports = t.mock.method(globalThis, "queueMicrotask", () => {});
  const { server, room } = await positioned();
  room.off("zzz_gap");
  gap(server, { at: ["m2xa", 9] });
  pass(2_000);
  assert.equal(room.state, "joined");
  assert.equal(reports.mock.callCount(), 0);
});

test("an event of the app that is called gap is one like any other", async () => {
  const { server, room } = await positioned();
  const seen = recorded(room, "gap", "zzz_gap");
  server.receiveMessage(null, null, "room:1", "gap", 1, 18);
  pass(5_000);
  assert.deepEqual(seen, [["gap", 1]]);
});

test("a refused or unanswered rejoin keeps the position for the next one", async () => {
  const { server } = await positioned();
  broadcast(server, 18);
  const next = reconnect();
  refuse(next);
  pass(1_000);
  pass(10_000);
  pass(2_000);
  assert.deepEqual(next.extras.map(({ at }) => at), [["k3f9", 18], ["k3f9", 18], ["k3f9", 18]]);
});

test("a rejoin that is lost with its connection keeps the position", async () => {
  await positioned();
  reconnect();
  assert.deepEqual(asked(reconnect()), ["k3f9", 17]);
});

test("a crash keeps the position", async () => {
  const { server, room, joins } = await positioned();
  broadcast(server, 18);
  crash(server, room);
  pass(1_000);
  assert.deepEqual(asked(server), ["k3f9", 18]);
  accept(server, { at: ["k3f9", 18], recovered: true });
  assert.deepEqual(joins, [FIRST, RECOVERED]);
});

test("a channel that the server closes keeps its position for the next join", async () => {
  const { server, room, joins, news } = await positioned();
  broadcast(server, 18);
  close(server, room);
  broadcast(server, 19);
  room.join();
  assert.deepEqual(asked(server), ["k3f9", 18]);
  accept(server, { at: ["k3f9", 18], recovered: true, count: 1 });
  broadcast(server, 19);
  assert.deepEqual(joins, [FIRST, RECOVERED]);
  assert.deepEqual(payloads(news), [18, 19]);
});

test("a channel of a socket that was closed keeps its position for the next join", async () => {
  const { room, client } = await positioned();
  client.disconnect();
  client.reconnect();
  room.join();
  assert.deepEqual(asked(FakeWebSocket.last.open()), ["k3f9", 17]);
});

test("leave forgets the position, also that of a channel that is closed", async () => {
  const { server, room, joins } = await positioned();
  room.leave();
  room.join();
  assert.equal(asked(server), undefined);
  accept(server, { at: ["k3f9", 20] });
  close(server, room);
  room.leave();
  room.join();
  assert.equal(asked(server), undefined);
  accept(server, { at: ["k3f9", 21] });
  assert.deepEqual(joins, [FIRST, FIRST, FIRST]);
});

test("a channel that was left and joined again does not take messages of the earlier join for its own", async () => {
  const { server, room, news } = await positioned();
  room.leave();
  room.join();
  broadcast(server, 18);
  accept(server, { at: ["k3f9", 18] });
  broadcast(server, 19);
  assert.deepEqual(payloads(news), [19]);
});

test("the first join of a page that was rendered at a position asks for what came after it", async () => {
  const { server, joins, news, gaps } = await positioned({ at: ["k3f9", 15], recovered: true, count: 2 }, { since: ["k3f9", 15] });
  assert.deepEqual(asked(server), ["k3f9", 15]);
  broadcast(server, 16, 17);
  pass(5_000);
  assert.deepEqual(joins, [RECOVERED]);
  assert.deepEqual(payloads(news), [16, 17]);
  assert.deepEqual(gaps, []);
  const next = reconnect();
  assert.deepEqual(asked(next), ["k3f9", 17]);
});

test("the first join of a page that was rendered too long ago is a gap", async () => {
  const { joins, gaps } = await positioned({ at: ["m2xa", 4], recovered: false }, { since: ["k3f9", 15] });
  pass(2_000);
  assert.deepEqual(joins, [BROKEN]);
  assert.equal(gaps.length, 1);
});

test("a first join for which the server could not keep what came meanwhile is a gap", async () => {
  const { joins, gaps } = await positioned({ at: ["k3f9", 1001], recovered: false });
  pass(2_000);
  assert.deepEqual(joins, [FIRST]);
  assert.equal(gaps.length, 1);
});

test("a refused first join keeps the position of the page, and leave forgets it", async () => {
  const client = channelSocket({ heartbeatInterval: 0, maxDelay: 1_000 });
  const server = FakeWebSocket.last.open();
  const room = client.channel("room:1", {}, { since: ["k3f9", 15] });
  room.join();
  refuse(server);
  assert.equal(room.state, "closed");
  room.join();
  pass(10_000);
  room.join();
  room.leave();
  room.join();
  assert.deepEqual(server.extras.map(({ at }) => at), [["k3f9", 15], ["k3f9", 15], ["k3f9", 15], undefined]);
});

test("the position of the page is taken as it was", () => {
  const since: [string, number] = ["k3f9", 15];
  const room = channelSocket().channel("room:1", {}, { since });
  since[1] = 99;
  room.join();
  assert.deepEqual(asked(FakeWebSocket.last.open()), ["k3f9", 15]);
});

for (const none of [undefined, null])
  test(`a page without a position may say ${none}`, async () => {
    const { server } = await positioned(NONE, { since: none });
    assert.match(server.sent[0], /"phx_join",\{\},\{"id":"[^"]+"\}\]$/);
  });

for (const since of [...malformed.slice(1), ["k3f9", 17n], ["k3f9", NaN], () => ["k3f9", 17], Symbol("a")])
  test(`the position ${typeof since === "object" ? Object.values(since!).map(String) : String(since)} of a page is refused by its name`, () => {
    const kind = Object.prototype.toString.call(since).slice(8, -1);
    assert.throws(() => channelSocket().channel("room:1", {}, { since: since as any }),
      { name: "TypeError", message: `since must be a position such as ["k3f9", 17], not ${kind}` });
  });

for (const since of [["", 0], ["k".repeat(32), 2 ** 53 - 1], ["ů".repeat(16), 1]] as const)
  test(`the position ${since} of a page is sent`, () => {
    channelSocket().channel("room:1", {}, { since }).join();
    assert.deepEqual(asked(FakeWebSocket.last.open()), since);
  });

test("a join with bytes for parameters goes as bytes, without a position", () => {
  channelSocket().channel("t", Uint8Array.of(7) as any, { since: ["k3f9", 15] }).join();
  const [sent] = FakeWebSocket.last.open().sent;
  assert.deepEqual([...new Uint8Array(sent)], [0, 1, 1, 1, 8, ...Buffer.from("11tphx_join"), 7]);
});

test("two channels of one topic have one position, and each message once", async () => {
  const { client, server, news, joins } = await positioned();
  const two = client.channel("room:1");
  const other = watched(two);
  await two.join();
  broadcast(server, 17, 18, 18, 19);
  const next = reconnect();
  assert.deepEqual(next.extras.map(({ at }) => at), [["k3f9", 19]]);
  accept(next, { at: ["k3f9", 19], recovered: true, count: 1 });
  broadcast(next, 19, 20);
  assert.deepEqual([payloads(news), payloads(other.news)], [[18, 19, 20], [18, 19, 20]]);
  assert.deepEqual([joins, other.joins], [[FIRST, RECOVERED], [FIRST, RECOVERED]]);
});

test("a message that comes again does not take the topic back, also not for a channel that joins after it", async () => {
  const { client, server } = await positioned();
  broadcast(server, 18, 19, 18);
  const two = client.channel("room:1");
  const other = watched(two);
  await two.join();
  broadcast(server, 19, 20);
  assert.deepEqual(payloads(other.news), [20]);
});

test("both channels of a topic are told of a gap, each once, and one that has left is not", async () => {
  const { client, server, room, gaps } = await positioned();
  const two = client.channel("room:1");
  const other = watched(two);
  await two.join();
  gap(server, { at: ["m2xa", 9] });
  pass(2_000);
  assert.deepEqual([gaps.length, other.gaps.length], [1, 1]);
  gap(server, { at: ["m2xb", 9] });
  await two.leave();
  pass(2_000);
  assert.deepEqual([gaps.length, other.gaps.length], [2, 1]);
  assert.equal(room.state, "joined");
});

test("a channel that leaves leaves the position to the others, and has none when it joins them again", async () => {
  const { client, server, room, joins } = await positioned();
  const two = client.channel("room:1");
  await two.join();
  broadcast(server, 18);
  await room.leave();
  await room.join();
  await told();
  assert.deepEqual(joins, [FIRST, FIRST]);
  const next = reconnect();
  assert.deepEqual(asked(next), ["k3f9", 18]);
  accept(next, { at: ["k3f9", 18], recovered: true });
  assert.deepEqual(joins, [FIRST, FIRST, RECOVERED]);
});

test("a channel whose part of the page is older than the topic has a gap, and the others have none", async () => {
  const { client, gaps } = await positioned();
  const two = client.channel("room:1", {}, { since: ["k3f9", 16] });
  const other = watched(two);
  await two.join();
  pass(2_000);
  assert.deepEqual(other.joins, [BROKEN]);
  assert.deepEqual([gaps.length, other.gaps.length], [0, 1]);
});

for (const offset of [17, 19])
  test(`a channel whose part of the page is at ${offset} while the topic is at 17 has no gap, and no message twice`, async () => {
    const { client, server, news } = await positioned();
    const two = client.channel("room:1", {}, { since: ["k3f9", offset] });
    const other = watched(two);
    await two.join();
    broadcast(server, 18, 19, 20);
    pass(5_000);
    assert.deepEqual(payloads(news), [18, 19, 20]);
    assert.deepEqual(payloads(other.news), [18, 19, 20].filter(each => each > offset));
    assert.deepEqual(other.joins, [RECOVERED]);
    assert.deepEqual(other.gaps, []);
    assert.deepEqual(asked(reconnect()), ["k3f9", 20]);
  });

test("a message before a channel of a joined topic has joined does not hide what that channel missed", async () => {
  const { client, server } = await positioned();
  const two = client.channel("room:1", {}, { since: ["k3f9", 16] });
  const other = watched(two);
  const join = two.join();
  broadcast(server, 18);
  await join;
  broadcast(server, 19);
  pass(2_000);
  assert.deepEqual(other.joins, [BROKEN]);
  assert.deepEqual(payloads(other.news), [19]);
  assert.equal(other.gaps.length, 1);
});

test("a gap before a channel of a joined topic has joined is none for that channel", async () => {
  const { client, server, gaps } = await positioned();
  const two = client.channel("room:1");
  const other = watched(two);
  const join = two.join();
  gap(server, { at: ["m2xa", 9] });
  await join;
  broadcast(server, 9, 10);
  pass(2_000);
  assert.deepEqual(other.joins, [FIRST]);
  assert.deepEqual([gaps.length, other.gaps.length], [1, 0]);
  assert.deepEqual(payloads(other.news), [10]);
});

test("of two parts of a page, the join asks for that of the first, and the second is judged by the answer", async () => {
  const client = channelSocket();
  const server = FakeWebSocket.last.open();
  const rooms = [undefined, ["k3f9", 15], ["k3f9", 14], ["k3f9", 16]].map(since => client.channel("room:1", {}, { since: since as any }));
  const seen = rooms.map(watched);
  client.channel("room:1").join();
  server.end();
  const joins = rooms.map(room => room.join());
  pass(1_000);
  const next = FakeWebSocket.last.open();
  assert.deepEqual(asked(next), ["k3f9", 15]);
  accept(next, { at: ["k3f9", 15], recovered: true, count: 2 });
  await Promise.all(joins);
  broadcast(next, 16, 17);
  assert.deepEqual(seen.map(({ joins }) => joins), [[FIRST], [RECOVERED], [BROKEN], [RECOVERED]]);
  assert.deepEqual(seen.map(({ news }) => payloads(news)), [[16, 17], [16, 17], [16, 17], [17]]);
});

test("of two channels that the server closed, the one that joins later is told what it missed", async () => {
  const { client, server, room, joins } = await positioned();
  const two = client.channel("room:1");
  const other = watched(two);
  await two.join();
  close(server, room);
  room.join();
  accept(server, { at: ["k3f9", 17], recovered: true, count: 1 });
  broadcast(server, 18);
  await two.join();
  await told();
  pass(2_000);
  assert.deepEqual([joins, other.joins], [[FIRST, RECOVERED], [FIRST, BROKEN]]);
  assert.equal(other.gaps.length, 1);
});
