// zzz.js with servers and networks at their worst.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";
import { createRequire } from "node:module";
import { test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import WebSocket from "ws";
import * as Zzz from "../zzz.js/dist/zzz.mjs";
import { testServer } from "./servers.mjs";

const limit = { timeout: 60_000 };
const next = (source, event) => new Promise(resolve => { const off = source.on(event, value => { off(); resolve(value); }); });

test("a server that closes each connection in OnOpen is connected to fewer than 8 times in 10 s", limit, async t => {
  t.mock.method(Math, "random", () => 0.5); // the mean of the jitter; a lucky run of short delays proves nothing
  let opened = 0;
  const client = Zzz.connect(new URL("/ws/close/1011?now", testServer), { WebSocket });
  t.after(() => client.close());
  client.on("open", () => opened++);
  await wait(10_000);
  t.diagnostic(`${opened} connections`);
  assert.ok(opened >= 1 && opened < 8, `${opened} connections`);
  assert.equal(client.readyState, 0, "it has not given up");
});

test("a channel that crashes after each join joins fewer than 8 times in 10 s", limit, async t => {
  t.mock.method(Math, "random", () => 0.5); // the mean of the jitter; a lucky run of short delays proves nothing
  let joins = 0;
  const client = Zzz.socket(new URL("/socket", testServer), { WebSocket });
  t.after(() => client.disconnect());
  const room = client.channel("room:crashes");
  room.on("phx_join", () => {
    joins++;
    room.push("crash");
  });
  await room.join();
  await wait(10_000);
  t.diagnostic(`${joins} joins`);
  assert.ok(joins >= 1 && joins < 8, `${joins} joins`);
});

test("a server that closes with 4401 is not connected to again, until the app says so", limit, async t => {
  let opened = 0;
  const client = Zzz.connect(new URL("/ws/close/4401?now", testServer), { WebSocket });
  t.after(() => client.close());
  client.on("open", () => opened++);
  assert.deepEqual(await next(client, "close"), { code: 4401, reason: "bye" });
  await wait(2_000);
  assert.equal(opened, 1);
  client.reconnect();
  await next(client, "close");
  assert.equal(opened, 2);
});

test("a token comes from a promise, anew for each connection", limit, async t => {
  let count = 0;
  const client = Zzz.socket(new URL("/socket", testServer), { WebSocket, authToken: async () => `token ${++count}` });
  t.after(() => client.disconnect());
  const room = client.channel("room:token");
  await room.join();
  assert.equal(await room.push("token"), "token 1");
  client.reconnect();
  await next(room, "phx_join");
  assert.equal(await room.push("token"), "token 2");
});

test("two parts of an app in one topic do not end each other's join", limit, async t => {
  const client = Zzz.socket(new URL("/socket", testServer), { WebSocket });
  t.after(() => client.disconnect());
  const [one, two] = [client.channel("desk:shared", { name: "ada" }), client.channel("desk:shared", { name: "ada" })];
  await Promise.all([one.join(), two.join()]);
  assert.deepEqual(await one.push("list"), { ada: 1 });
  await one.leave();
  assert.deepEqual(await two.push("list"), { ada: 1 });
  await two.leave();
  const watcher = client.channel("desk:shared", {});
  await watcher.join();
  assert.deepEqual(await watcher.push("list"), {});
});

test("an own disconnect while connecting is told as close only", limit, async t => {
  const client = Zzz.socket(new URL("/socket", testServer), { WebSocket });
  const seen = [];
  for (const event of ["open", "error", "reconnecting", "close"]) client.on(event, () => seen.push(event));
  client.disconnect();
  await wait(500);
  assert.deepEqual(seen, ["close"]);
});

test("a script that keeps the thread busy does not lose a connection that was answered meanwhile", limit, async t => {
  class Busy extends WebSocket {
    send(data) {
      super.send(data);
      if (!`${data}`.includes("heartbeat")) return;
      setImmediate(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_200)); // the answer arrives while nothing can read it
    }
  }
  const client = Zzz.socket(new URL("/socket", testServer), { WebSocket: Busy, heartbeatInterval: 50, timeout: 400 });
  t.after(() => client.disconnect());
  const lost = [];
  client.on("reconnecting", why => lost.push(why));
  await client.channel("room:busy").join();
  await wait(5_000);
  assert.deepEqual(lost, []);
});

test("what is sent between the server's close frame and the end of TCP arrives on the next connection", limit, async t => {
  const server = new SlowToEnd();
  t.after(() => server.stop());
  const webSockets = [];
  class Kept extends WebSocket {
    constructor(...args) {
      super(...args);
      webSockets.push(this);
    }
  }
  const client = Zzz.connect(`ws://127.0.0.1:${await server.start()}/`, { WebSocket: Kept, baseDelay: 10 });
  t.after(() => client.close());
  await next(client, "open");
  server.sockets[0].write(Uint8Array.of(0x88, 2, 0x03, 0xe9)); // close 1001
  while (webSockets[0].readyState === 1) await wait(1);
  client.send("between");
  server.sockets[0].end();
  await next(client, "open");
  assert.equal((await server.text(1)).toString(), "between");
});

/** A server on bare sockets, which says how long the end of a connection takes. */
class SlowToEnd {
  sockets = [];
  #bytes = [];
  #server = createServer({ allowHalfOpen: true }, socket => {
    const index = this.sockets.push(socket) - 1;
    this.#bytes[index] = Buffer.alloc(0);
    let isUpgraded = false;
    socket.on("error", () => {}).on("data", data => {
      if (isUpgraded) this.#bytes[index] = Buffer.concat([this.#bytes[index], data]);
      else {
        isUpgraded = true;
        const key = /sec-websocket-key: (.*)\r\n/i.exec(data.toString())[1];
        const accept = createHash("sha1").update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest("base64");
        socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`);
      }
    });
  });

  async start() {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    return this.#server.address().port;
  }

  stop() {
    for (const socket of this.sockets) socket.destroy();
    this.#server.close();
  }

  /** The first message of a connection, which is short text. */
  async text(index) {
    while (this.#bytes[index].length < 6 || this.#bytes[index].length < 6 + (this.#bytes[index][1] & 127)) await wait(5);
    const bytes = this.#bytes[index];
    return bytes.subarray(6, 6 + (bytes[1] & 127)).map((byte, i) => byte ^ bytes[2 + i % 4]);
  }
}

test("what requires the client gets the same names", () => {
  const required = createRequire(import.meta.url)("../zzz.js/dist/zzz.cjs");
  assert.deepEqual(Object.keys(required).sort(), Object.keys(Zzz).sort());
});
