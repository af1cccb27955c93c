import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { runInNewContext } from "node:vm";
import { connect, ZzzError } from "../src/zzz.js";
import { FakeWebSocket } from "./fake-web-socket.js";
import { connection, fakeTime, pass, recorded, told } from "./setup.js";

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

test("a connection that lasts begins the count anew", () => {
  const seen = recorded(connection({ maxRetries: 2 }), "reconnecting", "close");
  for (let i = 0; i < 5; i++) {
    FakeWebSocket.last.open();
    pass(5_000);
    FakeWebSocket.last.end();
    pass(1_000);
  }
  assert.deepEqual(seen.map(([event, { attempt }]) => [event, attempt]), Array(5).fill(["reconnecting", 1]));
});

test("a connection that the server closes as soon as it is open comes back less and less often", () => {
  const seen = recorded(connection(), "reconnecting");
  for (let i = 0; i < 7; i++) {
    FakeWebSocket.last.open().end(1011, "OnOpen threw");
    pass(seen.at(-1)![1].delay);
  }
  assert.deepEqual(seen.map(([, { attempt, delay }]) => [attempt, delay]),
    [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000].map((delay, i) => [i + 1, delay]));
});

test("what lasts is for the app to say", () => {
  const seen = recorded(connection({ stableAfter: 100 }), "reconnecting");
  for (const uptime of [99, 99, 100]) {
    FakeWebSocket.last.open();
    pass(uptime);
    FakeWebSocket.last.end();
    pass(8_000);
  }
  assert.deepEqual(seen.map(([, { attempt }]) => attempt), [1, 2, 1]);
});

for (const code of [1000, 3000, 3003, 4401, 4403])
  test(`${code} of the server is final`, () => {
    const client = connection();
    const seen = recorded(client, "reconnecting", "close");
    FakeWebSocket.last.open().end(code, "no");
    pass(60_000);
    assert.deepEqual(seen, [["close", { code, reason: "no" }]]);
    assert.equal(FakeWebSocket.all.length, 1);
    assert.equal(client.readyState, 3);
  });

for (const code of [1001, 1006, 1008, 1009, 1011, 1012, 4000])
  test(`${code} of the server is not final, unless the app says so`, () => {
    const [usual, own] = [connection(), connection({ finalCodes: [code] })];
    const [again, closed] = [recorded(usual, "reconnecting"), recorded(own, "close")];
    for (const server of FakeWebSocket.all) server.open().end(code);
    assert.deepEqual([again.length, closed.length], [1, 1]);
  });

test("codes that the app says take the place of the usual ones", () => {
  const seen = recorded(connection({ finalCodes: [] }), "reconnecting");
  FakeWebSocket.last.open().end(1000);
  assert.equal(seen.length, 1);
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

test("close while connecting ends it at once, and is no error", () => {
  const client = connection();
  const seen = recorded(client, "open", "error", "reconnecting", "close");
  const server = FakeWebSocket.last;
  client.close(4000, "changed my mind");
  assert.deepEqual(server.closedWith, [4000, "changed my mind"]);
  assert.equal(client.readyState, 3);
  server.error();
  server.end();
  pass(60_000);
  assert.equal(FakeWebSocket.all.length, 1);
  assert.deepEqual(seen, [["close", { code: 4000, reason: "changed my mind" }]]);
});

test("what opens after close is not open", () => {
  const client = connection();
  const seen = recorded(client, "open", "message");
  const server = FakeWebSocket.last;
  client.close();
  server.open().receive("too late");
  assert.equal(client.readyState, 3);
  assert.deepEqual(seen, []);
});

test("close from within error ends it, once", () => {
  const client = connection({ connectTimeout: 1_000 });
  const seen = recorded(client, "reconnecting", "close");
  client.on("error", () => client.close());
  pass(1_000);
  pass(60_000);
  assert.deepEqual(seen, [["close", { code: 1000, reason: "" }]]);
  assert.equal(FakeWebSocket.all.length, 1);
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

test("between the server's close frame and the end, what is sent waits for the next connection", () => {
  const client = connection({ maxQueue: 2 });
  const first = FakeWebSocket.last.open();
  client.send("a");
  first.beginClose();
  assert.equal(client.readyState, 0);
  client.send("b");
  client.send("c");
  assert.throws(() => client.send("d"), { reason: "full" });
  first.end(1001);
  pass(1_000);
  assert.deepEqual([first.sent, FakeWebSocket.last.open().sent], [["a"], ["b", "c"]]);
});

test("a server that begins to close within open gets nothing of what waits", () => {
  const client = connection();
  client.send("a");
  const server = FakeWebSocket.last;
  client.on("open", () => { if (FakeWebSocket.all.length === 1) server.beginClose(); });
  assert.deepEqual(server.open().sent, []);
  server.end(1001);
  pass(1_000);
  assert.deepEqual(FakeWebSocket.last.open().sent, ["a"]);
});

for (const [what, data] of [["Object", {}], ["Undefined", undefined], ["Promise", Promise.resolve("a")], ["Number", 1], ["Array", ["a"]]] as const)
  test(`of kind ${what} nothing can be sent`, () => {
    const client = connection();
    const message = `data must be text, bytes or a Blob, not ${what}`;
    assert.throws(() => client.send(data as any), { name: "TypeError", message });
    const server = FakeWebSocket.last.open();
    assert.throws(() => client.send(data as any), { name: "TypeError", message });
    assert.deepEqual(server.sent, []);
  });

test("a Blob is sent as it is", () => {
  const client = connection();
  const blob = new Blob(["a"]);
  client.send(blob);
  assert.equal(FakeWebSocket.last.open().sent[0], blob);
});

test("bytes of another realm are bytes", () => {
  const client = connection();
  client.send(runInNewContext("Uint8Array.of(1, 2).buffer"));
  assert.deepEqual([...FakeWebSocket.last.open().sent[0]], [1, 2]);
});

for (const [what, protocols] of [["Object", {}], ["Null", ["v1", null]], ["Promise", [Promise.resolve("v1")]], ["empty", ""], ["Number", 1]] as const)
  test(`subprotocols of kind ${what} are refused at once`, () =>
    assert.throws(() => connection({ protocols: protocols as any }), { name: "TypeError", message: `protocols must be text, not ${what}` }));

for (const url of [undefined, null, 1, {}, ""])
  test(`the address ${JSON.stringify(url)} is refused at once`, t => {
    Object.assign(globalThis, { location: { href: "https://a.test/" } });
    t.after(() => Reflect.deleteProperty(globalThis, "location"));
    assert.throws(() => connect(url as any, { WebSocket: FakeWebSocket }), /^TypeError: url must be text, not/);
  });

test("subprotocols of a function are asked for at each attempt", async () => {
  let count = 0;
  connection({ protocols: async () => ["v1", `token-${++count}`] });
  await told();
  FakeWebSocket.last.open().end();
  pass(1_000);
  await told();
  assert.deepEqual(FakeWebSocket.all.map(({ protocols }) => protocols), [["v1", "token-1"], ["v1", "token-2"]]);
});

test("a handshake that never ends is given up, told, and tried again", () => {
  const client = connection();
  const seen = recorded(client, "error", "reconnecting");
  const stuck = FakeWebSocket.last;
  pass(19_999);
  assert.equal(seen.length, 0);
  pass(1);
  assert.ok(stuck.closedWith);
  assert.deepEqual(seen.map(([event, value]) => [event, value.reason]), [["error", "timeout"], ["reconnecting", ""]]);
  assert.equal(seen[0]![1].message, "connect: timeout");
  pass(1_000);
  FakeWebSocket.last.open();
  stuck.open();
  assert.equal(FakeWebSocket.all.length, 2);
  pass(60_000);
  assert.equal(client.readyState, 1);
});

test("it tries without end", () => {
  const client = connection({ maxDelay: 10 });
  for (let i = 0; i < 1_000; i++) {
    FakeWebSocket.last.end();
    pass(10);
  }
  assert.equal(FakeWebSocket.all.length, 1_001);
  assert.equal(client.readyState, 0);
});

test("no delay is too long for a timer", () => {
  connection({ baseDelay: Infinity, maxDelay: Infinity, connectTimeout: Infinity });
  pass(60_000);
  assert.equal(FakeWebSocket.all.length, 1);
  FakeWebSocket.last.end();
  pass(60_000);
  assert.equal(FakeWebSocket.all.length, 1);
});

/** Fakes a page: replaces its document, and the listeners of its window. */
function page(t: TestContext): { show: (visibilityState: string) => void; online: () => void; listeners: () => number } {
  const [window, document] = [counted(new EventTarget()), counted(new EventTarget())];
  const { addEventListener, removeEventListener } = window.target;
  Object.assign(globalThis, {
    document: document.target, addEventListener: addEventListener.bind(window.target), removeEventListener: removeEventListener.bind(window.target),
  });
  t.after(() => ["document", "addEventListener", "removeEventListener"].forEach(name => Reflect.deleteProperty(globalThis, name)));
  return {
    show: visibilityState => {
      Object.assign(document.target, { visibilityState });
      document.target.dispatchEvent(new Event("visibilitychange"));
    },
    online: () => window.target.dispatchEvent(new Event("online")),
    listeners: () => window.count() + document.count(),
  };
}

/** Counts the listeners of a target. */
function counted(target: EventTarget): { target: EventTarget; count: () => number } {
  const [add, remove] = [target.addEventListener, target.removeEventListener];
  let count = 0;
  target.addEventListener = (...args: Parameters<typeof add>) => { count++; add.apply(target, args); };
  target.removeEventListener = (...args: Parameters<typeof remove>) => { count--; remove.apply(target, args); };
  return { target, count: () => count };
}

test("it tries at once when the network is there again, and counts anew", t => {
  const { online, listeners } = page(t);
  const seen = recorded(connection(), "reconnecting");
  assert.equal(listeners(), 0);
  for (const delay of [1_000, 2_000, 4_000]) {
    FakeWebSocket.last.end();
    pass(delay);
  }
  FakeWebSocket.last.end();
  assert.equal(FakeWebSocket.all.length, 4);
  online();
  assert.equal(FakeWebSocket.all.length, 5);
  online();
  pass(8_000);
  assert.equal(FakeWebSocket.all.length, 5, "one attempt at a time");
  FakeWebSocket.last.end();
  assert.deepEqual(seen.map(([, { attempt }]) => attempt), [1, 2, 3, 4, 1]);
});

test("it tries at once when the page becomes visible, and the count goes on", t => {
  const { show } = page(t);
  const seen = recorded(connection(), "reconnecting");
  FakeWebSocket.last.end();
  show("hidden");
  assert.equal(FakeWebSocket.all.length, 1);
  show("visible");
  assert.equal(FakeWebSocket.all.length, 2);
  FakeWebSocket.last.end();
  assert.deepEqual(seen.map(([, { attempt }]) => attempt), [1, 2]);
});

test("an open connection does not mind, and nothing is listened to any more", t => {
  const { show, online, listeners } = page(t);
  const client = connection();
  FakeWebSocket.last.end();
  assert.equal(listeners(), 2);
  pass(1_000);
  FakeWebSocket.last.open();
  assert.equal(listeners(), 0);
  show("visible");
  online();
  assert.equal(FakeWebSocket.all.length, 1 + 1);
  FakeWebSocket.last.end();
  client.close();
  assert.equal(listeners(), 0);
  show("visible");
  online();
  assert.equal(FakeWebSocket.all.length, 2);
});

test("reconnect does not wait, and counts anew", () => {
  const client = connection();
  const seen = recorded(client, "reconnecting");
  FakeWebSocket.last.end();
  pass(1_000);
  FakeWebSocket.last.end();
  client.reconnect();
  assert.equal(FakeWebSocket.all.length, 3);
  pass(2_000);
  assert.equal(FakeWebSocket.all.length, 3);
  FakeWebSocket.last.end();
  assert.deepEqual(seen.map(([, { attempt, delay }]) => [attempt, delay]), [[1, 1_000], [2, 2_000], [1, 0], [1, 1_000]]);
});

test("reconnect takes another connection in place of an open one", () => {
  const client = connection();
  const seen = recorded(client, "open", "reconnecting", "message", "close", "error");
  const first = FakeWebSocket.last.open();
  client.reconnect();
  client.send("meanwhile");
  assert.ok(first.closedWith);
  first.receive("too late");
  first.end(1005);
  assert.deepEqual(FakeWebSocket.last.open().sent, ["meanwhile"]);
  assert.deepEqual(seen.map(([event]) => event), ["open", "reconnecting", "open"]);
});

test("reconnect opens what was closed for good", () => {
  const client = connection();
  const seen = recorded(client, "close", "reconnecting", "open");
  FakeWebSocket.last.open().end(4401, "token expired");
  client.reconnect();
  client.send("again");
  assert.deepEqual(FakeWebSocket.last.open().sent, ["again"]);
  assert.deepEqual(seen.map(([event]) => event), ["open", "close", "reconnecting", "open"]);
});

test("reconnect while it closes goes on with another connection", () => {
  const client = connection();
  const seen = recorded(client, "close");
  const first = FakeWebSocket.last.open();
  client.close();
  client.reconnect();
  first.end(1000);
  FakeWebSocket.last.open();
  assert.deepEqual([client.readyState, seen.length], [1, 0]);
});

test("close from within a reconnect ends it", () => {
  const client = connection();
  client.on("reconnecting", () => client.close());
  FakeWebSocket.last.open();
  client.reconnect();
  assert.deepEqual([client.readyState, FakeWebSocket.all.length], [3, 1]);
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
