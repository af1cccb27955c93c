import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { runInNewContext } from "node:vm";
import { ZzzError, type Channel, type Params } from "../src/zzz.js";
import { FakeWebSocket } from "./fake-web-socket.js";
import { channelSocket, fakeTime, joined, pass, recorded, told } from "./setup.js";

fakeTime();

/** Loses the connection, and opens the next one. */
function reconnect(): FakeWebSocket {
  FakeWebSocket.last.end();
  pass(1_000);
  return FakeWebSocket.last.open();
}

test("join sends the parameters, and gives the response", async () => {
  const room = channelSocket().channel("room:1", { name: "ada" });
  const seen = recorded(room, "phx_join");
  const server = FakeWebSocket.last.open();
  const join = room.join();
  assert.equal(room.state, "joining");
  assert.deepEqual(server.messages, [{ joinRef: "1", ref: "1", topic: "room:1", event: "phx_join", payload: { name: "ada" } }]);
  server.reply(server.message("phx_join"), { welcome: true });
  assert.deepEqual(await join, { welcome: true });
  assert.equal(room.state, "joined");
  assert.deepEqual(seen, [["phx_join", { welcome: true }]]);
});

test("join before the connection is open waits for it", () => {
  const room = channelSocket().channel("room:1");
  room.join();
  assert.deepEqual(FakeWebSocket.last.sent, []);
  assert.deepEqual(FakeWebSocket.last.open().events, ["phx_join"]);
});

test("join again is the same join", async () => {
  const { room, server } = await joined();
  assert.equal(room.join(), room.join());
  assert.deepEqual(server.events, ["phx_join"]);
});

test("a refused join rejects with the reason, and may be tried again", async () => {
  const room = channelSocket({ heartbeatInterval: 0 }).channel("room:1");
  const closed = recorded(room, "phx_close");
  const server = FakeWebSocket.last.open();
  const first = room.join();
  const waiting = room.push("hello");
  server.reply(server.message("phx_join"), { reason: "full" }, "error");
  await assert.rejects(first, (error: unknown) => error instanceof ZzzError && error.reason === "error" && error.response.reason === "full");
  await assert.rejects(waiting, { reason: "closed" });
  assert.equal(room.state, "closed");
  assert.equal(closed.length, 1);
  pass(100_000);
  assert.equal(server.events.filter(event => event === "phx_join").length, 1);

  const second = room.join();
  server.reply(server.message("phx_join"));
  await second;
  assert.equal(room.state, "joined");
});

test("a join without an answer rejects, and is taken back", async () => {
  const room = channelSocket().channel("room:1");
  const server = FakeWebSocket.last.open();
  const join = room.join();
  const late = server.message("phx_join");
  pass(10_000);
  await assert.rejects(join, { reason: "timeout", message: "room:1 phx_join: timeout" });
  assert.equal(server.message("phx_leave").joinRef, late.joinRef);
  server.reply(late);
  assert.equal(room.state, "closed");
});

test("a join in flight survives a reconnect", async () => {
  const room = channelSocket().channel("room:1");
  FakeWebSocket.last.open();
  const join = room.join();
  const lost = FakeWebSocket.last.message("phx_join");
  FakeWebSocket.last.end();
  pass(1_000);
  pass(15_000); // no join is in progress, so none can time out
  const server = FakeWebSocket.last.open();
  const again = server.message("phx_join");
  assert.notEqual(again.joinRef, lost.joinRef);
  server.reply(lost, "of the first");
  server.reply(again, "of the second");
  assert.equal(await join, "of the second");
});

test("after a reconnect it joins again, with parameters of now", async () => {
  let count = 0;
  const room = channelSocket().channel("room:1", () => ({ since: ++count }));
  room.join();
  const seen = recorded(room, "phx_join");
  const first = FakeWebSocket.last.open();
  first.reply(first.message("phx_join"), 1);
  const second = reconnect();
  assert.equal(room.state, "joining");
  second.reply(second.message("phx_join"), 2);
  assert.equal(room.state, "joined");
  assert.deepEqual([...first.messages, ...second.messages].map(message => message.payload), [{ since: 1 }, { since: 2 }]);
  assert.deepEqual(seen, [["phx_join", 1], ["phx_join", 2]]);
});

test("a function of parameters that throws rejects the join", async () => {
  const room = channelSocket().channel("room:1", () => { throw new Error("no name"); });
  FakeWebSocket.last.open();
  await assert.rejects(room.join(), /no name/);
  assert.equal(room.state, "closed");
});

test("a function of parameters that throws later is told, and tried again", async () => {
  let count = 0;
  const room = channelSocket().channel("room:1", () => { if (++count === 2) throw new Error("no name"); return {}; });
  room.join();
  const seen = recorded(room, "phx_error");
  FakeWebSocket.last.open().reply(FakeWebSocket.last.message("phx_join"));
  const server = reconnect();
  await told();
  assert.deepEqual(seen, [["phx_error", { reason: "no name" }]]);
  pass(1_000);
  server.reply(server.message("phx_join"));
  assert.equal(room.state, "joined");
});

test("several channels join again, each with its own reference", async () => {
  const { client, server } = await joined("room:1");
  const other = client.channel("room:2");
  other.join();
  server.reply(server.message("phx_join", "room:2"));
  const next = reconnect();
  assert.deepEqual(next.messages.map(({ topic }) => topic), ["room:1", "room:2"]);
  assert.equal(new Set([...server.messages, ...next.messages].map(({ joinRef }) => joinRef)).size, 4);
});

test("a push gives the response", async () => {
  const { room, server } = await joined();
  const sum = room.push("add", { a: 1, b: 2 });
  assert.deepEqual(server.message("add"), { joinRef: "1", ref: "2", topic: "room:1", event: "add", payload: { a: 1, b: 2 } });
  server.reply(server.message("add"), { sum: 3 });
  assert.deepEqual(await sum, { sum: 3 });
});

for (const value of [0, false, "", null])
  test(`the payload ${JSON.stringify(value)} goes out, comes in and comes back as it is`, async () => {
    const { room, server } = await joined();
    const seen = recorded(room, "value");
    const answer = room.push("value", value);
    assert.strictEqual(server.message("value").payload, value);
    server.reply(server.message("value"), value);
    assert.strictEqual(await answer, value);
    server.receiveMessage(null, null, "room:1", "value", value);
    assert.deepEqual(seen, [["value", value]]);
  });

test("without a payload an empty object goes out", async () => {
  const { room, server } = await joined();
  room.push("ping");
  assert.deepEqual(server.message("ping").payload, {});
});

test("a binary push goes out as bytes, and its binary reply comes back as bytes", async () => {
  const { room, server } = await joined("t");
  const answer = room.push("up", Uint8Array.of(1, 2));
  assert.deepEqual([...new Uint8Array(server.sent.at(-1))], [0, 1, 1, 1, 2, 0x31, 0x32, 0x74, 0x75, 0x70, 1, 2]);
  server.receive(Uint8Array.of(1, 1, 1, 1, 2, 0x31, 0x32, 0x74, 0x6f, 0x6b, 9).buffer);
  assert.deepEqual(await answer, Uint8Array.of(9).buffer);
});

test("a binary broadcast and a binary push of the server come as bytes", async () => {
  const { room, server } = await joined("t");
  const seen = recorded(room, "up");
  server.receive(Uint8Array.of(2, 1, 2, 0x74, 0x75, 0x70, 7).buffer);
  server.receive(Uint8Array.of(0, 1, 1, 2, 0x31, 0x74, 0x75, 0x70, 8).buffer);
  assert.deepEqual(seen, [["up", Uint8Array.of(7).buffer], ["up", Uint8Array.of(8).buffer]]);
});

test("a refused push rejects with the answer", async () => {
  const { room, server } = await joined();
  const push = room.push("bad");
  server.reply(server.message("bad"), { reason: "unmatched event" }, "error");
  await assert.rejects(push, { name: "ZzzError", reason: "error", response: { reason: "unmatched event" }, message: 'room:1 bad: error {"reason":"unmatched event"}' });
});

test("a push without an answer rejects after its timeout, and a late answer is nothing", async () => {
  const { room, server } = await joined("room:1", { timeout: 5_000 });
  const [usual, own] = [room.push("usual"), room.push("own", {}, { timeout: 100 })];
  pass(100);
  await assert.rejects(own, { reason: "timeout" });
  pass(4_899);
  server.reply(server.message("own"));
  pass(1);
  await assert.rejects(usual, { reason: "timeout" });
});

test("a payload that JSON cannot hold rejects", async () => {
  const { room } = await joined();
  await assert.rejects(room.push("big", 1n), TypeError);
});

test("pushes before the join wait for it, and go in order", async () => {
  const room = channelSocket().channel("room:1");
  const answers = [room.push("a"), room.push("b")];
  const server = FakeWebSocket.last.open();
  room.join();
  room.push("c");
  assert.deepEqual(server.events, ["phx_join"]);
  server.reply(server.message("phx_join"));
  assert.deepEqual(server.events, ["phx_join", "a", "b", "c"]);
  assert.equal(server.message("a").joinRef, room.joinRef);
  server.reply(server.message("b"), "b");
  server.reply(server.message("a"), "a");
  assert.deepEqual(await Promise.all(answers), ["a", "b"]);
});

test("pushes while the connection is lost go after the rejoin", async () => {
  const { room } = await joined();
  FakeWebSocket.last.end();
  room.push("queued");
  pass(1_000);
  const server = FakeWebSocket.last.open();
  assert.deepEqual(server.events, ["phx_join"]);
  server.reply(server.message("phx_join"));
  assert.deepEqual(server.events, ["phx_join", "queued"]);
  assert.equal(server.message("queued").joinRef, server.message("phx_join").joinRef);
});

test("a push that waited too long is not sent any more", async () => {
  const { room } = await joined();
  FakeWebSocket.last.end();
  const push = room.push("typing", {}, { timeout: 500 });
  pass(500);
  await assert.rejects(push, { reason: "timeout" });
  pass(500);
  const server = FakeWebSocket.last.open();
  server.reply(server.message("phx_join"));
  assert.deepEqual(server.events, ["phx_join"]);
});

test("the queue is bounded, and what timed out makes room", async () => {
  const room = channelSocket({ maxQueue: 2 }).channel("room:1");
  const pushes = [room.push("a"), room.push("b")];
  await assert.rejects(room.push("c"), { name: "ZzzError", reason: "full" });
  pass(10_000);
  await Promise.all(pushes.map(push => assert.rejects(push, { reason: "timeout" })));
  room.push("d");
  const server = FakeWebSocket.last.open();
  room.join();
  server.reply(server.message("phx_join"));
  assert.deepEqual(server.events, ["phx_join", "d"]);
});

test("while joined, any number of pushes may wait for their replies", async () => {
  const { room, server } = await joined("room:1", { maxQueue: 2 });
  const pushes = ["a", "b", "c"].map(event => room.push(event));
  for (const event of ["a", "b", "c"]) server.reply(server.message(event), event);
  assert.deepEqual(await Promise.all(pushes), ["a", "b", "c"]);
});

test("what waits for a reply when the connection is lost rejects at once, and is not sent twice", async () => {
  const { room } = await joined();
  const push = room.push("pay");
  const server = reconnect();
  await assert.rejects(push, { reason: "lost" });
  server.reply(server.message("phx_join"));
  assert.deepEqual(server.events, ["phx_join"]);
});

test("a failure that nobody waits for is not an unhandled rejection", async t => {
  const unhandled = t.mock.fn();
  process.once("unhandledRejection", unhandled);
  const { room } = await joined();
  room.push("typing");
  FakeWebSocket.last.end();
  await new Promise(resolve => setImmediate(resolve));
  process.off("unhandledRejection", unhandled);
  assert.equal(unhandled.mock.callCount(), 0);
});

test("messages of an earlier join are dropped", async () => {
  const { room } = await joined();
  const stale = room.joinRef;
  const seen = recorded(room, "news", "phx_close", "phx_error");
  const server = reconnect();
  server.receiveMessage(stale, null, "room:1", "news", "joining");
  server.reply(server.message("phx_join"));
  server.receiveMessage(stale, null, "room:1", "news", "joined");
  server.receiveMessage(stale, stale, "room:1", "phx_close", {});
  server.receiveMessage(stale, stale, "room:1", "phx_error", {});
  server.receiveMessage(room.joinRef, null, "room:1", "news", "now");
  assert.deepEqual(seen, [["news", "now"]]);
  assert.equal(room.state, "joined");
});

test("what the server pushes before it answers the join comes", () => {
  const room = channelSocket().channel("room:1");
  const seen = recorded(room, "news");
  const server = FakeWebSocket.last.open();
  room.join();
  server.receiveMessage(server.message("phx_join").joinRef, null, "room:1", "news", 1);
  assert.deepEqual(seen, [["news", 1]]);
});

test("messages of other topics are not ours", async () => {
  const { room, server } = await joined();
  const seen = recorded(room, "news");
  server.receiveMessage(null, null, "room:2", "news", {});
  server.receiveMessage(null, null, "room:1", "weather", {});
  assert.deepEqual(seen, []);
});

test("off takes callbacks away", async () => {
  const { room, server } = await joined();
  const seen: string[] = [];
  const first = () => seen.push("first");
  room.on("news", first);
  room.on("news", () => seen.push("second"));
  room.off("news", first);
  server.receiveMessage(null, null, "room:1", "news", {});
  room.off("news");
  server.receiveMessage(null, null, "room:1", "news", {});
  assert.deepEqual(seen, ["second"]);
});

test("a crash rejects what waits, and joins again after a delay", async () => {
  const { room, server } = await joined();
  const seen = recorded(room, "phx_error", "phx_join");
  const push = room.push("boom");
  server.receiveMessage(room.joinRef, room.joinRef, "room:1", "phx_error", {});
  await assert.rejects(push, { reason: "lost" });
  assert.equal(room.state, "joining");
  room.push("later");
  pass(999);
  assert.deepEqual(server.events, ["phx_join", "boom"]);
  pass(1);
  server.reply(server.message("phx_join"), "again");
  assert.deepEqual(server.events, ["phx_join", "boom", "phx_join", "later"]);
  assert.deepEqual(seen, [["phx_error", {}], ["phx_join", "again"]]);
});

test("a refused rejoin is tried again with back-off, until the last one", async () => {
  const { room } = await joined("room:1", { maxRetries: 3, heartbeatInterval: 0 });
  const seen = recorded(room, "phx_error", "phx_close");
  const server = reconnect();
  for (const delay of [1_000, 2_000, 4_000, 8_000]) {
    server.reply(server.message("phx_join"), { reason: "full" }, "error");
    pass(delay);
  }
  assert.equal(server.events.filter(event => event === "phx_join").length, 4);
  assert.deepEqual(seen, [...Array(4).fill(["phx_error", { reason: "full" }]), ["phx_close", {}]]);
  assert.equal(room.state, "closed");
});

test("a rejoin without an answer is taken back, and tried again", async () => {
  const { room } = await joined();
  const seen = recorded(room, "phx_error");
  const server = reconnect();
  pass(10_000);
  assert.deepEqual(seen, [["phx_error", { reason: "room:1 phx_join: timeout" }]]);
  pass(1_000);
  assert.deepEqual(server.events, ["phx_join", "phx_leave", "phx_join"]);
  server.reply(server.message("phx_join"));
  assert.equal(room.state, "joined");
});

/** Lets the channel crash on the server, and checks that it joins again after the delay. */
function crash(room: Channel, server: FakeWebSocket, delay: number): void {
  server.receiveMessage(room.joinRef, room.joinRef, "room:1", "phx_error", {});
  const before = server.events.length;
  pass(delay - 1);
  assert.equal(server.events.length, before, `a join before ${delay} ms`);
  pass(1);
  server.reply(server.message("phx_join"));
  assert.equal(room.state, "joined");
}

test("a join that lasts begins the count of rejoins anew", async () => {
  const { room, server } = await joined("room:1", { maxRetries: 1 });
  for (let i = 1; i <= 3; i++) {
    pass(5_000);
    crash(room, server, 1_000);
  }
});

test("a channel that crashes after each join joins less and less often", async () => {
  const { room, server } = await joined("room:1", { heartbeatInterval: 0 });
  for (const delay of [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]) crash(room, server, delay);
  pass(5_000);
  crash(room, server, 1_000);
});

test("a crash during the join rejects it", async () => {
  const room = channelSocket().channel("room:1");
  const server = FakeWebSocket.last.open();
  const join = room.join();
  server.receiveMessage(room.joinRef, room.joinRef, "room:1", "phx_error", {});
  await assert.rejects(join, { reason: "error" });
  assert.equal(room.state, "closed");
});

test("a channel that was made because of a message does not get that message", async () => {
  const { room, server, client } = await joined();
  const other = client.channel("room:1");
  const seen = recorded(other, "news");
  room.on("news", () => other.join());
  server.receiveMessage(null, null, "room:1", "news", 1);
  server.receiveMessage(null, null, "room:1", "news", 2);
  assert.deepEqual(seen, [["news", 2]]);
});

test("a crash and then a lost connection join once", async () => {
  const { room, server } = await joined();
  server.receiveMessage(room.joinRef, room.joinRef, "room:1", "phx_error", {});
  const next = reconnect();
  pass(9_000);
  assert.deepEqual(next.events, ["phx_join"]);
});

test("phx_close of the server ends it, and nothing joins again", async () => {
  const { room, server } = await joined();
  const seen = recorded(room, "phx_close");
  const push = room.push("slow");
  server.receiveMessage(room.joinRef, room.joinRef, "room:1", "phx_close", {});
  await assert.rejects(push, { reason: "closed" });
  await assert.rejects(room.push("late"), { reason: "closed" });
  assert.equal(seen.length, 1);
  assert.deepEqual(reconnect().events, []);
});

test("leave waits for the answer, closes, and hears nothing more", async () => {
  const { room, server } = await joined();
  const seen = recorded(room, "news", "phx_close");
  const push = room.push("slow");
  const leave = room.leave();
  assert.equal(room.state, "leaving");
  assert.equal(room.leave(), leave);
  await assert.rejects(push, { reason: "closed" });
  await assert.rejects(room.push("late"), { reason: "closed" });
  server.receiveMessage(null, null, "room:1", "news", {});
  const { joinRef } = server.message("phx_leave");
  assert.equal(joinRef, "1");
  server.reply(server.message("phx_leave"));
  server.receiveMessage(joinRef, joinRef, "room:1", "phx_close", {});
  server.receiveMessage(null, null, "room:1", "news", {});
  await leave;
  assert.equal(room.state, "closed");
  assert.deepEqual(seen, [["phx_close", {}]]);
  assert.deepEqual(reconnect().events, []);
});

test("leave resolves although no answer comes", async () => {
  const { room } = await joined();
  const leave = room.leave();
  pass(10_000);
  await leave;
  assert.equal(room.state, "closed");
});

test("leave resolves when the connection is lost, and there is no rejoin", async () => {
  const { room } = await joined();
  const leave = room.leave();
  assert.deepEqual(reconnect().events, []);
  await leave;
});

test("leave without a connection closes at once", async () => {
  const { room } = await joined();
  FakeWebSocket.last.end();
  const push = room.push("queued");
  await room.leave();
  await assert.rejects(push, { reason: "closed" });
  pass(1_000);
  assert.deepEqual(FakeWebSocket.last.open().events, []);
});

test("leave before any join rejects what waits for one", async () => {
  const room = channelSocket().channel("room:1");
  const push = room.push("hello");
  await room.leave();
  await assert.rejects(push, { reason: "closed" });
  assert.equal(room.state, "closed");
});

test("leave during a join rejects the join, and leaves after it", async () => {
  const room = channelSocket().channel("room:1");
  const server = FakeWebSocket.last.open();
  const join = room.join();
  const leave = room.leave();
  await assert.rejects(join, { reason: "closed" });
  server.reply(server.message("phx_join"));
  assert.equal(room.state, "leaving");
  server.reply(server.message("phx_leave"));
  await leave;
  assert.equal(room.state, "closed");
});

test("leave from within phx_error ends the rejoins", async () => {
  const { room, server } = await joined();
  room.on("phx_error", () => room.leave());
  server.receiveMessage(room.joinRef, room.joinRef, "room:1", "phx_error", {});
  pass(60_000);
  assert.equal(room.state, "closed");
  assert.equal(server.events.filter(event => event === "phx_join").length, 1);
});

test("a channel that was left may be joined again", async () => {
  const { room, server } = await joined();
  const leave = room.leave();
  const join = room.join();
  await leave;
  server.reply(server.message("phx_leave"));
  server.reply(server.message("phx_join"), "again");
  assert.equal(await join, "again");
  assert.deepEqual(server.events, ["phx_join", "phx_leave", "phx_join"]);
});

test("a callback that throws does not keep a message from others", async t => {
  const reports = t.mock.method(globalThis, "queueMicrotask", () => {});
  const { room, server } = await joined();
  room.on("news", () => { throw new Error("mine"); });
  const seen = recorded(room, "news");
  server.receiveMessage(null, null, "room:1", "news", 1);
  assert.deepEqual(seen, [["news", 1]]);
  assert.equal(reports.mock.callCount(), 1);
});

test("a push between the server's close frame and the end goes out after the rejoin, and one before it is lost", async () => {
  const { room, server } = await joined();
  const before = room.push("before");
  server.beginClose();
  const between = room.push("between");
  assert.deepEqual(server.events, ["phx_join", "before"]);
  const next = reconnect();
  await assert.rejects(before, { reason: "lost" });
  next.reply(next.message("phx_join"));
  assert.deepEqual(next.events, ["phx_join", "between"]);
  next.reply(next.message("between"), "done");
  assert.equal(await between, "done");
});

test("leave between the server's close frame and the end is done at once", async () => {
  const { room, server } = await joined();
  server.beginClose();
  await room.leave();
  assert.deepEqual(server.events, ["phx_join"]);
  assert.deepEqual(reconnect().events, []);
});

test("parameters may come later, and are asked for at each join", async () => {
  let count = 0;
  const room = channelSocket().channel("room:1", async () => ({ token: ++count }));
  const first = FakeWebSocket.last.open();
  room.join();
  assert.deepEqual(first.events, []);
  await told();
  first.reply(first.message("phx_join"));
  const second = reconnect();
  await told();
  second.reply(second.message("phx_join"));
  assert.deepEqual([...first.messages, ...second.messages].map(({ payload }) => payload), [{ token: 1 }, { token: 2 }]);
});

test("parameters that never come reject the join in time, and are not used later", async () => {
  let answer!: (params: Params) => void;
  const room = channelSocket().channel("room:1", () => new Promise(resolve => { answer = resolve; }));
  const server = FakeWebSocket.last.open();
  const join = room.join();
  pass(10_000);
  await assert.rejects(join, { name: "ZzzError", reason: "timeout" });
  answer({});
  await told();
  assert.deepEqual(server.events, []);
});

test("parameters that come after the connection is lost belong to no join", async () => {
  const answers: ((params: Params) => void)[] = [];
  const room = channelSocket().channel("room:1", () => new Promise(resolve => answers.push(resolve)));
  FakeWebSocket.last.open();
  room.join();
  const server = reconnect();
  answers[0]!({ n: 1 });
  answers[1]!({ n: 2 });
  await told();
  assert.deepEqual(server.messages.map(({ payload }) => payload), [{ n: 2 }]);
});

for (const thrown of [undefined, "no", 0])
  test(`parameters rejected with ${JSON.stringify(thrown)} reject the join with an error`, async () => {
    const room = channelSocket().channel("room:1", () => Promise.reject(thrown));
    FakeWebSocket.last.open();
    await assert.rejects(room.join(), { name: "Error", message: String(thrown) });
  });

const lost = [["Promise", Promise.resolve(1)], ["Map", new Map([[1, 2]])], ["Set", new Set([1])], ["Blob", new Blob(["a"])], ["Error", new Error("a")]] as const;
for (const [kind, value] of lost) {
  test(`a payload of kind ${kind} is refused by its name, and not sent as {}`, async () => {
    const { room, server } = await joined();
    await assert.rejects(room.push("up", value), { name: "TypeError", message: `the payload of room:1 up must be JSON, or bytes as a whole, not ${kind}` });
    await assert.rejects(room.push("up", { at: [{ token: value }] }), { name: "TypeError", message: `the payload of room:1 up: token must be JSON, or bytes as a whole, not ${kind}` });
    assert.deepEqual(server.events, ["phx_join"]);
  });

  test(`a parameter of a join of kind ${kind} rejects the join`, async () => {
    const room = channelSocket().channel("room:1", { token: value });
    FakeWebSocket.last.open();
    await assert.rejects(room.join(), /phx_join: token must be JSON/);
  });
}

test("bytes within a payload are refused, since JSON has none", async () => {
  const { room } = await joined();
  await assert.rejects(room.push("up", { file: Uint8Array.of(1) }), /up: file must be JSON, or bytes as a whole, not Uint8Array/);
  await assert.rejects(room.push("up", { file: new ArrayBuffer(1) }), /up: file must be JSON, or bytes as a whole, not ArrayBuffer/);
});

for (const [kind, value] of [["Function", () => 1], ["Symbol", Symbol("a")]] as const)
  test(`a payload of kind ${kind} is refused`, async () => {
    const { room } = await joined();
    await assert.rejects(room.push("up", value), { name: "TypeError", message: `the payload of room:1 up must be JSON or bytes, not ${kind}` });
  });

test("what JSON writes whole goes out", async () => {
  const { room, server } = await joined();
  class Point { constructor(readonly x: number) {} }
  room.push("up", { at: new Date(0), of: new Point(1), none: Object.create(null), url: new URL("http://a/"), other: runInNewContext("({ a: [{}] })") });
  assert.deepEqual(server.message("up").payload, { at: "1970-01-01T00:00:00.000Z", of: { x: 1 }, none: {}, url: "http://a/", other: { a: [{}] } });
});

for (const [kind, event] of [["Undefined", undefined], ["empty", ""], ["Number", 1]] as const)
  test(`an event of kind ${kind} is refused`, async () => {
    const { room } = await joined();
    await assert.rejects(room.push(event as any), { name: "TypeError", message: `event must be text, not ${kind}` });
  });

test("a timeout of Infinity does not come at once", async () => {
  const { room, server } = await joined("room:1", { heartbeatInterval: 0 });
  const push = room.push("slow", {}, { timeout: Infinity });
  pass(1_000_000);
  server.reply(server.message("slow"), 1);
  assert.equal(await push, 1);
});

test("an answer that came while this side slept counts", async () => {
  const { room, server } = await joined("room:1", { heartbeatInterval: 0 });
  const push = room.push("slow");
  mock.timers.tick(3_600_000);
  server.reply(server.message("slow"), 1);
  assert.equal(await push, 1);
});
