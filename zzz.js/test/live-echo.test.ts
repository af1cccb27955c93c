// Tests the built client against samples/Echo, at the address in ZZZ_ECHO_URL.
import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import WebSocket from "ws";
import { connect, type Connection, type ConnectOptions } from "zzz.js";
import { next } from "./next.js";
import { Proxy } from "./proxy.js";

const server = process.env.ZZZ_ECHO_URL ?? "";
const limits = { timeout: 30_000, skip: server ? false : "ZZZ_ECHO_URL does not name a server" };

async function opened(t: TestContext, options: ConnectOptions = {}): Promise<{ client: Connection; proxy: Proxy }> {
  const proxy = await Proxy.to(server);
  const client = connect(proxy.url("/ws/echo"), { WebSocket, baseDelay: 20, ...options });
  t.after(async () => {
    client.close();
    await proxy.stop();
  });
  return { client, proxy };
}

for (const text of ["", "0", "hello", "Příliš žluťoučký kůň 🐎"])
  test(`"${text}" comes back`, limits, async t => {
    const { client } = await opened(t);
    client.send(text);
    assert.equal(await next(client, "message"), text);
  });

for (const length of [0, 1, 70_000])
  test(`${length} bytes come back`, limits, async t => {
    const { client } = await opened(t);
    const bytes = Uint8Array.from({ length }, (_, i) => i);
    client.send(bytes);
    assert.deepEqual(new Uint8Array(await next(client, "message")), bytes);
  });

test("a cut connection is opened again, and what was sent meanwhile comes back", limits, async t => {
  const { client, proxy } = await opened(t);
  await next(client, "open");
  proxy.cut();
  const { attempt, code } = await next(client, "reconnecting");
  assert.deepEqual([attempt, code], [1, 1006]);
  client.send("meanwhile");
  assert.equal(await next(client, "message"), "meanwhile");
});

test("attempts go on while the server is away", limits, async t => {
  const { client, proxy } = await opened(t, { maxRetries: Infinity });
  await next(client, "open");
  await proxy.stop();
  for (let attempt = 1; attempt <= 4; attempt++) assert.equal((await next(client, "reconnecting")).attempt, attempt);
  await proxy.start();
  await next(client, "open");
});

test("a close of the client is final, and clean", limits, async t => {
  const { client } = await opened(t);
  await next(client, "open");
  client.close(4000, "bye");
  assert.equal((await next(client, "close")).code, 4000);
});

test("a path that is not there fails, until attempts are used up", limits, async t => {
  const client = connect(new URL("/nowhere", server), { WebSocket, baseDelay: 1, maxRetries: 2 });
  t.after(() => client.close());
  const errors: unknown[] = [];
  client.on("error", error => errors.push(error));
  assert.equal((await next(client, "close")).code, 1006);
  assert.equal(errors.length, 3);
});
