import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { FakeWebSocket } from "./fake-web-socket.js";
import { channelSocket, fakeTime, joined, pass, recorded, told } from "./setup.js";

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

test("a function that throws at an attempt is an error, and another attempt follows", async () => {
  let count = 0;
  const client = channelSocket({ params: () => { if (++count === 2) throw new Error("no token"); return {}; } });
  const seen = recorded(client, "error", "reconnecting");
  FakeWebSocket.last.end();
  pass(1_000);
  await told();
  pass(2_000);
  assert.deepEqual(seen.map(([event, { message, attempt }]) => [event, message ?? attempt]), [["reconnecting", 1], ["error", "no token"], ["reconnecting", 2]]);
  assert.equal(FakeWebSocket.all.length, 2);
});

for (const [token, encoded] of [["secret", "c2VjcmV0"], ["a", "YQ"], ["ů?>", "xa8_Pg"], ["~~~", "fn5-"]] as const)
  test(`the token ${token} travels as ${encoded}`, () => {
    channelSocket({ authToken: token });
    assert.deepEqual(FakeWebSocket.last.protocols, ["phoenix", `base64url.bearer.phx.${encoded}`]);
  });

for (const given of [undefined, null, "", () => null, () => undefined, () => ""])
  test(`without a token no subprotocol is offered: ${given === "" ? '""' : given}`, () => {
    channelSocket({ authToken: given as any });
    assert.equal(FakeWebSocket.last.protocols, undefined);
  });

test("a promise of a token is awaited at each attempt", async () => {
  let count = 0;
  channelSocket({ authToken: async () => `t${++count}`, params: Promise.resolve({ a: 1 }) });
  assert.equal(FakeWebSocket.all.length, 0);
  await told();
  FakeWebSocket.last.open().end();
  pass(1_000);
  await told();
  assert.deepEqual(FakeWebSocket.all.map(({ protocols }) => protocols![1]), ["base64url.bearer.phx.dDE", "base64url.bearer.phx.dDI"]);
  assert.deepEqual(FakeWebSocket.all.map(({ url }) => new URL(url).search), ["?a=1&vsn=2.0.0", "?a=1&vsn=2.0.0"]);
});

for (const [kind, token] of [["Number", 42], ["Object", { token: "a" }], ["Array", ["a"]], ["Boolean", true]] as const) {
  test(`a token of kind ${kind} is refused by its name at once`, () => {
    assert.throws(() => channelSocket({ authToken: token as any }), { name: "TypeError", message: `authToken must be text, not ${kind}` });
    assert.equal(FakeWebSocket.all.length, 0);
  });

  for (const [what, given] of [["function", () => token], ["promise", () => Promise.resolve(token)]] as const)
    test(`a token of kind ${kind} that a ${what} gives is an error by its name, and asked for again`, async () => {
      let answer: any = given;
      const client = channelSocket({ authToken: () => answer() });
      const seen = recorded(client, "error", "reconnecting");
      await told();
      assert.deepEqual(seen.map(([event, { message }]) => [event, message]), [["error", `authToken must be text, not ${kind}`], ["reconnecting", undefined]]);
      answer = () => "t1";
      pass(1_000);
      assert.deepEqual(FakeWebSocket.all.map(({ protocols }) => protocols![1]), ["base64url.bearer.phx.dDE"]);
    });
}

test("a token that is refused is told, and asked for again with back-off", async () => {
  const client = channelSocket({ authToken: () => Promise.reject(new Error("signed out")) });
  const seen = recorded(client, "error", "reconnecting");
  for (const delay of [1_000, 2_000, 4_000]) {
    await told();
    pass(delay);
  }
  await told();
  assert.deepEqual(seen.map(([event, { message, attempt }]) => [event, message ?? attempt]),
    [1, 2, 3, 4].flatMap(attempt => [["error", "signed out"], ["reconnecting", attempt]]));
  assert.equal(FakeWebSocket.all.length, 0);
});

test("a token that never comes is waited for no longer than an attempt may take, and is not used when it comes late", async () => {
  const answers: ((token: string) => void)[] = [];
  const client = channelSocket({ authToken: () => new Promise<string>(resolve => answers.push(resolve)), connectTimeout: 3_000 });
  const seen = recorded(client, "error", "reconnecting");
  pass(2_999);
  assert.equal(seen.length, 0);
  pass(1);
  assert.deepEqual(seen.map(([event, { message }]) => [event, message]), [["error", "connect: timeout"], ["reconnecting", undefined]]);
  answers[0]!("late");
  await told();
  assert.equal(FakeWebSocket.all.length, 0);
  pass(1_000);
  answers[1]!("t1");
  await told();
  assert.equal(FakeWebSocket.last.protocols![1], "base64url.bearer.phx.dDE");
});

test("after disconnect a token that comes late opens nothing", async () => {
  let answer!: (token: string) => void;
  const client = channelSocket({ authToken: () => new Promise<string>(resolve => { answer = resolve; }) });
  const seen = recorded(client, "error", "reconnecting", "close");
  client.disconnect();
  answer("late");
  await told();
  pass(60_000);
  assert.deepEqual(seen, [["close", { code: 1000, reason: "" }]]);
  assert.equal(FakeWebSocket.all.length, 0);
});

test("parameters that are null or undefined are left out", () => {
  channelSocket({ params: { a: null, b: undefined, c: false, d: 0, e: "", f: 1n } });
  assert.equal(FakeWebSocket.last.url, "ws://zzz.test/socket?c=false&d=0&e=&f=1&vsn=2.0.0");
  channelSocket({ params: null });
  assert.equal(FakeWebSocket.last.url, "ws://zzz.test/socket?vsn=2.0.0");
});

for (const [kind, value] of [["Promise", Promise.resolve("t")], ["Object", {}], ["Function", () => 1], ["Array", [1]], ["Date", new Date()], ["Symbol", Symbol("a")]] as const)
  test(`a parameter of kind ${kind} is refused by its name`, () =>
    assert.throws(() => channelSocket({ params: { token: value } }), { name: "TypeError", message: `params.token must be text, a number or a boolean, not ${kind}` }));

for (const [kind, params] of [["String", "a=1"], ["Array", [1]], ["Map", new Map()], ["URLSearchParams", new URLSearchParams()]] as const)
  test(`parameters of kind ${kind} are refused`, () =>
    assert.throws(() => channelSocket({ params: params as any }), { name: "TypeError", message: `params must be an object, not ${kind}` }));

for (const [kind, topic] of [["Undefined", undefined], ["Number", 1], ["empty", ""], ["Promise", Promise.resolve("room:1")]] as const)
  test(`a topic of kind ${kind} is refused`, () =>
    assert.throws(() => channelSocket().channel(topic as any), { name: "TypeError", message: `topic must be text, not ${kind}` }));

test("a first join survives a token that fails at first", async () => {
  let count = 0;
  const client = channelSocket({ authToken: async () => { if (++count === 1) throw new Error("not yet"); return "t"; } });
  const join = client.channel("room:1").join();
  await told();
  pass(1_000);
  await told();
  const server = FakeWebSocket.last.open();
  server.reply(server.message("phx_join"), "welcome");
  assert.equal(await join, "welcome");
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

test("disconnect while connecting is told as close only, and as one", async () => {
  const client = channelSocket();
  const seen = recorded(client, "error", "reconnecting", "open", "close");
  const server = FakeWebSocket.last;
  const join = client.channel("room:1").join();
  client.disconnect();
  server.error();
  server.end();
  await assert.rejects(join, { reason: "closed" });
  assert.deepEqual(seen, [["close", { code: 1000, reason: "" }]]);
});

test("reconnect opens what was closed, and channels can join again", async () => {
  const { room, client, server } = await joined();
  const closed = recorded(room, "phx_close");
  server.end(4401, "token expired");
  assert.equal(closed.length, 1);
  client.reconnect();
  const join = room.join();
  const next = FakeWebSocket.last.open();
  next.reply(next.message("phx_join"), "again");
  assert.equal(await join, "again");
});

test("reconnect takes another connection, and channels join again", async () => {
  const { room, client, server } = await joined();
  const push = room.push("slow");
  client.reconnect();
  assert.equal(client.connected, false);
  await assert.rejects(push, { reason: "lost" });
  server.end(1005);
  const next = FakeWebSocket.last.open();
  next.reply(next.message("phx_join"));
  assert.equal(room.state, "joined");
});

test("a server that has begun to close gets no heartbeat, and is given up when it does not end", () => {
  const client = channelSocket();
  const seen = recorded(client, "reconnecting");
  const server = FakeWebSocket.last.open();
  server.beginClose();
  assert.equal(client.connected, false);
  pass(40_000);
  assert.deepEqual(server.sent, []);
  assert.equal(seen.length, 1);
  pass(1_000);
  assert.deepEqual(FakeWebSocket.last.open().sent, []);
});

test("a heartbeat is not missed because this side slept", () => {
  const client = channelSocket();
  const server = FakeWebSocket.last.open();
  pass(30_000);
  mock.timers.tick(3_600_000); // the machine slept, and the answer has arrived but is still unread
  assert.equal(client.connected, true);
  server.reply(server.message("heartbeat"));
  pass(10_000);
  assert.equal(client.connected, true);
});

test("a heartbeat without an answer is missed also after this side slept", () => {
  const client = channelSocket();
  FakeWebSocket.last.open();
  pass(30_000);
  mock.timers.tick(3_600_000);
  pass(1_000);
  assert.equal(client.connected, false);
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

/** Returns a set of the timers that are running, of those started from now on. */
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
