import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { FakeWebSocket } from "./fake-web-socket.js";
import { channelSocket, fakeTime, joined, pass, recorded } from "./setup.js";

fakeTime();

test("the address has the parameters and the version", () => {
  channelSocket({ params: { token: "a&b", n: 0 } });
  assert.equal(FakeWebSocket.last.url, "ws://zzz.test/socket?token=a%26b&n=0&vsn=2.0.0");
});

test("parameters and token of a function are asked for at each attempt", () => {
  let count = 0;
  channelSocket({ params: () => ({ n: ++count }), authToken: () => `t${count}` });
  FakeWebSocket.last.end();
  pass(1_000);
  assert.deepEqual(FakeWebSocket.all.map(({ url }) => new URL(url).searchParams.get("n")), ["1", "2"]);
  assert.deepEqual(FakeWebSocket.all.map(({ protocols }) => protocols),
    [["phoenix", "base64url.bearer.phx.dDE"], ["phoenix", "base64url.bearer.phx.dDI"]]);
});

test("a function that throws at an attempt is an error, and another attempt follows", () => {
  let count = 0;
  const client = channelSocket({ params: () => { if (++count === 2) throw new Error("no token"); return {}; } });
  const seen = recorded(client, "error", "reconnecting");
  FakeWebSocket.last.end();
  pass(1_000);
  pass(2_000);
  assert.deepEqual(seen.map(([event, { message, attempt }]) => [event, message ?? attempt]), [["reconnecting", 1], ["error", "no token"], ["reconnecting", 2]]);
  assert.equal(FakeWebSocket.all.length, 2);
});

for (const [token, encoded] of [["secret", "c2VjcmV0"], ["a", "YQ"], ["ů?>", "xa8_Pg"], ["~~~", "fn5-"]] as const)
  test(`the token ${token} travels as ${encoded}`, () => {
    channelSocket({ authToken: token });
    assert.deepEqual(FakeWebSocket.last.protocols, ["phoenix", `base64url.bearer.phx.${encoded}`]);
  });

test("without a token no subprotocol is offered", () => {
  channelSocket();
  assert.equal(FakeWebSocket.last.protocols, undefined);
});

test("connected tells whether it is", () => {
  const client = channelSocket();
  assert.equal(client.connected, false);
  FakeWebSocket.last.open();
  assert.equal(client.connected, true);
  FakeWebSocket.last.end();
  assert.equal(client.connected, false);
});

test("it beats at the interval after each answer", () => {
  channelSocket();
  const server = FakeWebSocket.last.open();
  for (let beats = 1; beats <= 3; beats++) {
    pass(29_999);
    assert.equal(server.sent.length, beats - 1);
    pass(1);
    assert.deepEqual(server.messages.at(-1), { joinRef: null, ref: `${beats}`, topic: "phoenix", event: "heartbeat", payload: {} });
    server.reply(server.messages.at(-1)!);
  }
});

test("a heartbeat without an answer reconnects", () => {
  const client = channelSocket();
  const seen = recorded(client, "reconnecting", "open", "close");
  const server = FakeWebSocket.last.open();
  pass(30_000);
  pass(9_999);
  assert.equal(client.connected, true);
  pass(1);
  assert.equal(client.connected, false);
  assert.ok(server.closedWith);
  pass(1_000);
  FakeWebSocket.last.open();
  assert.deepEqual(seen.map(([event]) => event), ["open", "reconnecting", "open"]);
});

test("what was given up is not listened to any more", async () => {
  const { room, server, client } = await joined();
  const seen = recorded(client, "reconnecting", "close", "error", "open");
  const news = recorded(room, "news");
  pass(30_000);
  pass(10_000);
  pass(1_000);
  FakeWebSocket.last.open();
  server.receiveMessage(null, null, "room:1", "news", {});
  server.error();
  server.end();
  assert.deepEqual(seen.map(([event]) => event), ["reconnecting", "open"]);
  assert.deepEqual(news, []);
  assert.equal(client.connected, true);
});

test("an answered heartbeat does not reconnect, and none is sent while there is no connection", () => {
  channelSocket();
  const first = FakeWebSocket.last.open();
  pass(30_000);
  first.reply(first.message("heartbeat"));
  pass(10_000);
  first.end();
  pass(20_000);
  assert.equal(FakeWebSocket.all.length, 2);
  const second = FakeWebSocket.last.open();
  pass(29_999);
  assert.equal(second.sent.length, 0);
  pass(1);
  assert.deepEqual(second.events, ["heartbeat"]);
});

test("an interval of 0 sends no heartbeat", () => {
  channelSocket({ heartbeatInterval: 0 });
  const server = FakeWebSocket.last.open();
  pass(1_000_000);
  assert.equal(server.sent.length, 0);
});

test("disconnect closes with 1000, and ends channels and what they wait for at once", async () => {
  const { room, server, client } = await joined();
  const closed = recorded(client, "close");
  const ended = recorded(room, "phx_close");
  const push = room.push("slow");
  client.disconnect();
  assert.deepEqual(server.closedWith, [1000, ""]);
  await assert.rejects(push, { name: "ZzzError", reason: "closed" });
  assert.equal(room.state, "closed");
  server.end(1000);
  pass(100_000);
  assert.deepEqual(closed, [["close", { code: 1000, reason: "" }]]);
  assert.equal(ended.length, 1);
  assert.equal(FakeWebSocket.all.length, 1);
  await assert.rejects(room.join(), { reason: "closed" });
  await assert.rejects(room.push("late"), { reason: "closed" });
});

test("disconnect during back-off ends it", () => {
  const client = channelSocket();
  const seen = recorded(client, "close");
  FakeWebSocket.last.open().end();
  client.disconnect();
  pass(60_000);
  assert.equal(seen.length, 1);
  assert.equal(FakeWebSocket.all.length, 1);
});

test("when all attempts failed, joins and pushes reject", async () => {
  const client = channelSocket({ maxRetries: 1, timeout: 1_000_000 });
  const seen = recorded(client, "close");
  const room = client.channel("room:1");
  const join = room.join();
  const push = room.push("hello");
  FakeWebSocket.last.end();
  pass(1_000);
  FakeWebSocket.last.end();
  assert.deepEqual(seen, [["close", { code: 1006, reason: "" }]]);
  await assert.rejects(join, { reason: "closed" });
  await assert.rejects(push, { reason: "closed" });
});

test("what is no message is an error, and changes nothing", async () => {
  const { room, server, client } = await joined();
  const seen = recorded(client, "error");
  for (const data of ["{", "{}", Uint8Array.of(9).buffer]) server.receive(data);
  server.receiveMessage("1", "1", "room:1", "phx_reply", null);
  assert.equal(seen.length, 3);
  assert.equal(room.state, "joined");
  assert.equal(client.connected, true);
});

test("nothing is left to wait for after disconnect", async () => {
  const waiting = timers();
  const { server, client, room } = await joined();
  assert.equal(waiting.size, 1, "the heartbeat");
  room.push("answered");
  server.reply(server.message("answered"));
  room.push("slow");
  client.channel("room:2").join();
  assert.equal(waiting.size, 3);
  client.disconnect();
  assert.equal(waiting.size, 0);
});

/** The timers that run from now on. */
function timers(): Set<unknown> {
  const running = new Set<unknown>();
  const { setTimeout, clearTimeout } = globalThis;
  mock.method(globalThis, "setTimeout", (callback: () => void, delay: number) => {
    const timer = setTimeout(() => {
      running.delete(timer);
      callback();
    }, delay);
    running.add(timer);
    return timer;
  });
  mock.method(globalThis, "clearTimeout", (timer: NodeJS.Timeout) => {
    running.delete(timer);
    clearTimeout(timer);
  });
  return running;
}
