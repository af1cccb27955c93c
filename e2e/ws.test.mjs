// npm's ws as the client.
import assert from "node:assert/strict";
import { randomBytes, randomUUID } from "node:crypto";
import { once } from "node:events";
import { test } from "node:test";
import WebSocket from "ws";
import { closed, echo, testServer, webSocket } from "./servers.mjs";

const MiB = 1024 * 1024;
const limit = { timeout: 30_000 };

async function open(server, path) {
  const socket = new WebSocket(webSocket(server, path));
  await once(socket, "open");
  return socket;
}

async function echoed(socket) {
  const [data, isBinary] = await once(socket, "message");
  return isBinary ? data : data.toString();
}

for (const text of ["", "a", "Příliš žluťoučký kůň 🐎", "🐎ů\u0800a".repeat(MiB / 10) + "a".repeat(MiB % 10)]) {
  test(`text of ${Buffer.byteLength(text)} bytes comes back`, limit, async () => {
    const socket = await open(echo, "/ws/echo");
    socket.send(text);
    assert.equal(await echoed(socket), text);
    socket.terminate();
  });
}

for (const length of [0, 1, 125, 126, 65535, 65536, MiB]) {
  test(`binary of ${length} bytes comes back`, limit, async () => {
    const socket = await open(echo, "/ws/echo");
    const bytes = randomBytes(length);
    socket.send(bytes);
    assert.ok(bytes.equals(await echoed(socket)));
    socket.terminate();
  });
}

for (const binary of [false, true]) {
  test(`fragments of ${binary ? "binary" : "text"} with pings in between come back as one message`, limit, async () => {
    const socket = await open(echo, "/ws/echo");
    const pongs = [];
    socket.on("pong", data => pongs.push(data.toString()));
    const parts = ["Hel", "lo, ", "", "kůň ".repeat(50_000), "!"];
    parts.forEach((part, i) => {
      socket.send(binary ? Buffer.from(part) : part, { binary, fin: i === parts.length - 1 });
      socket.ping(`ping ${i}`);
    });

    assert.equal((await echoed(socket)).toString(), parts.join(""));
    while (pongs.length < parts.length) await once(socket, "pong");
    assert.deepEqual(pongs, parts.map((_, i) => `ping ${i}`));
    socket.terminate();
  });
}

test("many messages come back in order", limit, async () => {
  const socket = await open(echo, "/ws/echo");
  const sent = Array.from({ length: 10_000 }, (_, i) => `${i} ${"z".repeat(i % 300)}`);
  const received = new Promise(resolve => {
    const all = [];
    socket.on("message", data => { if (all.push(data.toString()) === sent.length) resolve(all); });
  });
  for (const text of sent) socket.send(text);
  assert.deepEqual(await received, sent);
  socket.terminate();
});

for (const [code, reason] of [[1000, ""], [1001, "good night 🌙"], [3000, "registered"], [4999, "our own"]]) {
  test(`a close of the client with ${code} is reported on both sides`, limit, async () => {
    const id = randomUUID();
    const socket = await open(testServer, `/ws/watch/${id}`);
    socket.close(code, reason);
    assert.equal((await once(socket, "close"))[0], code);
    assert.equal(await closed(id), `${code} ${reason}`.trimEnd());
  });
}

test("a close of the client without a code is 1005 on both sides", limit, async () => {
  const id = randomUUID();
  const socket = await open(testServer, `/ws/watch/${id}`);
  socket.close();
  assert.equal((await once(socket, "close"))[0], 1005);
  assert.equal(await closed(id), "1005");
});

test("a client that is gone is 1006 on the server", limit, async () => {
  const id = randomUUID();
  const socket = await open(testServer, `/ws/watch/${id}`);
  socket.terminate();
  assert.equal(await closed(id), "1006");
});

for (const [code, now] of [[1000, false], [1011, false], [4000, false], [4001, true]]) {
  test(`a close of the server with ${code}${now ? " in OnOpen" : ""} is reported on both sides`, limit, async () => {
    const id = randomUUID();
    const socket = new WebSocket(webSocket(testServer, `/ws/close/${code}?id=${id}${now ? "&now" : ""}`));
    if (!now) socket.on("open", () => socket.send("close, please"));
    const [received, reason] = await once(socket, "close");
    assert.deepEqual([received, reason.toString()], [code, "bye"]);
    assert.match(await closed(id), new RegExp(`^${code}\\b`));
  });
}
