import assert from "node:assert/strict";
import { test } from "node:test";
import { connect, ZzzError } from "../src/zzz.js";
import { FakeWebSocket } from "./fake-web-socket.js";
import { connection, fakeTime, pass, recorded } from "./setup.js";

fakeTime();

test("messages come as they were sent", () => {
  const client = connection();
  const seen = recorded(client, "open", "message");
  const server = FakeWebSocket.last.open();
  const binary = new ArrayBuffer(2);
  server.receive("hello");
  server.receive("");
  server.receive(binary);
  assert.deepEqual(seen, [["open", undefined], ["message", "hello"], ["message", ""], ["message", binary]]);
});

test("the state is that of a WebSocket, and connecting between attempts", () => {
  const client = connection();
  assert.equal(client.readyState, 0);
  FakeWebSocket.last.open();
  assert.equal(client.readyState, 1);
  FakeWebSocket.last.end();
  assert.equal(client.readyState, 0);
  pass(1_000);
  FakeWebSocket.last.open();
  client.close();
  assert.equal(client.readyState, 2);
  FakeWebSocket.last.end(1000);
  assert.equal(client.readyState, 3);
});

test("options reach the WebSocket", () => {
  connection({ protocols: ["v1", "v2"], binaryType: "blob" });
  assert.deepEqual(FakeWebSocket.last.protocols, ["v1", "v2"]);
  assert.equal(FakeWebSocket.last.binaryType, "blob");
  connection();
  assert.equal(FakeWebSocket.last.protocols, undefined);
  assert.equal(FakeWebSocket.last.binaryType, "arraybuffer");
});

for (const [from, to] of [["https://a.test/x?y=1", "wss://a.test/x?y=1"], ["http://a.test:81/", "ws://a.test:81/"], ["wss://a.test/", "wss://a.test/"]] as const)
  test(`${from} is ${to}`, () => {
    connect(from, { WebSocket: FakeWebSocket });
    assert.equal(FakeWebSocket.last.url, to);
  });

test("an address may be relative to the page", t => {
  Object.assign(globalThis, { location: { href: "https://a.test/chat/index.html#top" } });
  t.after(() => Reflect.deleteProperty(globalThis, "location"));
  connect("/ws", { WebSocket: FakeWebSocket });
  assert.equal(FakeWebSocket.last.url, "wss://a.test/ws");
});

test("without any WebSocket it says which option to give", t => {
  const own = Object.getOwnPropertyDescriptor(globalThis, "WebSocket");
  Reflect.deleteProperty(globalThis, "WebSocket");
  t.after(() => own && Object.defineProperty(globalThis, "WebSocket", own));
  assert.throws(() => connect("ws://a.test/"), /option WebSocket/);
});

test("the global WebSocket is used if none is given", t => {
  const own = Object.getOwnPropertyDescriptor(globalThis, "WebSocket");
  Object.defineProperty(globalThis, "WebSocket", { value: FakeWebSocket, configurable: true });
  t.after(() => own ? Object.defineProperty(globalThis, "WebSocket", own) : Reflect.deleteProperty(globalThis, "WebSocket"));
  connect("ws://a.test/");
  assert.equal(FakeWebSocket.all.length, 1);
});

test("a lost connection is opened again after a delay", () => {
  const client = connection();
  const seen = recorded(client, "open", "reconnecting", "close");
  FakeWebSocket.last.open().end();
  pass(999);
  assert.equal(FakeWebSocket.all.length, 1);
  pass(1);
  FakeWebSocket.last.open();
  assert.equal(FakeWebSocket.all.length, 2);
  assert.deepEqual(seen, [["open", undefined], ["reconnecting", { code: 1006, reason: "", attempt: 1, delay: 1_000 }], ["open", undefined]]);
});

test("a connection that the server closes is opened again, unless with 1000", () => {
  const client = connection();
  const seen = recorded(client, "reconnecting", "close");
  FakeWebSocket.last.open().end(1001, "restart");
  pass(1_000);
  FakeWebSocket.last.open().end(1000, "done");
  pass(60_000);
  assert.equal(FakeWebSocket.all.length, 2);
  assert.deepEqual(seen, [["reconnecting", { code: 1001, reason: "restart", attempt: 1, delay: 1_000 }], ["close", { code: 1000, reason: "done" }]]);
});

test("attempts back off, until the last one fails", () => {
  const client = connection({ maxRetries: 3, baseDelay: 100, maxDelay: 300 });
  const seen = recorded(client, "reconnecting", "close");
  for (let i = 0; i < 4; i++) {
    FakeWebSocket.last.end();
    pass(300);
  }
  assert.equal(FakeWebSocket.all.length, 4);
  assert.deepEqual(seen.map(([event, { attempt, delay }]) => [event, attempt, delay]),
    [["reconnecting", 1, 100], ["reconnecting", 2, 200], ["reconnecting", 3, 300], ["close", undefined, undefined]]);
  assert.deepEqual(seen.at(-1), ["close", { code: 1006, reason: "" }]);
  assert.equal(client.readyState, 3);
});

test("a success begins the count anew", () => {
  const seen = recorded(connection({ maxRetries: 2 }), "reconnecting", "close");
  for (let i = 0; i < 5; i++) {
    FakeWebSocket.last.open().end();
    pass(1_000);
  }
  assert.deepEqual(seen.map(([event, { attempt }]) => [event, attempt]), Array(5).fill(["reconnecting", 1]));
});

test("after close nothing is opened again", () => {
  const client = connection();
  const seen = recorded(client, "reconnecting", "close");
  const server = FakeWebSocket.last.open();
  client.close(4000, "bye");
  assert.deepEqual(server.closedWith, [4000, "bye"]);
  server.end(4000, "bye");
  pass(60_000);
  assert.equal(FakeWebSocket.all.length, 1);
  assert.deepEqual(seen, [["close", { code: 4000, reason: "bye" }]]);
});

test("close while connecting ends it", () => {
  const client = connection();
  const seen = recorded(client, "open", "close");
  client.close();
  FakeWebSocket.last.end();
  pass(60_000);
  assert.equal(FakeWebSocket.all.length, 1);
  assert.deepEqual(seen, [["close", { code: 1006, reason: "" }]]);
});

test("what opens after close is not open", () => {
  const client = connection();
  const seen = recorded(client, "open");
  client.close();
  FakeWebSocket.last.open();
  assert.equal(client.readyState, 2);
  assert.deepEqual(seen, []);
});

test("close from within open drops what waits", () => {
  const client = connection();
  client.send("late");
  client.on("open", () => client.close());
  assert.deepEqual(FakeWebSocket.last.open().sent, []);
});

test("close during back-off ends it at once", () => {
  const client = connection();
  const seen = recorded(client, "close");
  FakeWebSocket.last.open().end();
  client.close();
  client.close();
  assert.deepEqual(seen, [["close", { code: 1000, reason: "" }]]);
  pass(60_000);
  assert.equal(FakeWebSocket.all.length, 1);
});

test("close from within reconnecting ends it", () => {
  const client = connection();
  const seen = recorded(client, "close");
  client.on("reconnecting", () => client.close());
  FakeWebSocket.last.open().end();
  pass(60_000);
  assert.equal(seen.length, 1);
  assert.equal(FakeWebSocket.all.length, 1);
});

test("a close with a code that may not be sent changes nothing", () => {
  const client = connection();
  FakeWebSocket.last.open();
  assert.throws(() => client.close(1006), RangeError);
  assert.equal(client.readyState, 1);
});

test("what is sent while connecting is sent afterwards, in order, and after what a callback of open sends", () => {
  const client = connection();
  client.send("a");
  client.send("");
  client.on("open", () => client.send("of the callback"));
  const server = FakeWebSocket.last.open();
  client.send("b");
  assert.deepEqual(server.sent, ["of the callback", "a", "", "b"]);
});

test("what is sent during back-off is sent on the next connection", () => {
  const client = connection();
  FakeWebSocket.last.open().end();
  client.send("later");
  pass(1_000);
  assert.deepEqual(FakeWebSocket.last.open().sent, ["later"]);
});

test("what is queued is taken as it was", () => {
  const client = connection();
  const memory = Uint8Array.of(1);
  client.send(memory);
  memory[0] = 2;
  assert.deepEqual([...FakeWebSocket.last.open().sent[0]], [1]);
});

test("the queue is bounded", () => {
  const client = connection({ maxQueue: 2 });
  client.send("a");
  client.send("b");
  assert.throws(() => client.send("c"), (error: unknown) => error instanceof ZzzError && error.reason === "full");
  const server = FakeWebSocket.last.open();
  client.send("d");
  assert.deepEqual(server.sent, ["a", "b", "d"]);
});

test("nothing can be sent after close", () => {
  const client = connection();
  FakeWebSocket.last.open();
  client.close();
  assert.throws(() => client.send("a"), { name: "ZzzError", reason: "closed", message: "send: closed" });
});

test("an error is told, and its close decides", () => {
  const seen = recorded(connection(), "error", "reconnecting");
  FakeWebSocket.last.error();
  FakeWebSocket.last.end();
  assert.deepEqual(seen.map(([event]) => event), ["error", "reconnecting"]);
});

test("what the address gives wrong is thrown at once", () => {
  assert.throws(() => connect("nowhere", { WebSocket: FakeWebSocket }), TypeError);
});
