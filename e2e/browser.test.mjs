// Chromium as the client: a person on the sample's page, and the browser's own WebSocket.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import { launch } from "./chromium.mjs";
import { closed, echo, testServer, webSocket } from "./servers.mjs";

const MiB = 1024 * 1024;
const limit = { timeout: 60_000 };
let browser;

before(async () => {
  browser = await launch();
});

after(() => browser?.close());

/** The sample's page; an error in its script fails the test. */
async function onSample(check) {
  const page = await browser.newPage();
  const errors = [];
  page.on("pageerror", error => errors.push(error));
  await page.goto(echo.href);
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await state(page, "Connected");
  await check(page);
  await page.close();
  assert.deepEqual(errors, []);
}

const state = (page, text) => page.getByRole("status").filter({ hasText: text }).waitFor();

test("the page sends text, shows what comes back, and tells the close code", limit, () => onSample(async page => {
  await page.getByLabel("Text to send").fill("Příliš žluťoučký kůň 🐎");
  await page.getByRole("button", { name: "Send text" }).click();
  const received = page.locator("li.received");
  await received.waitFor();
  assert.match(await received.textContent(), /^Příliš žluťoučký kůň 🐎✓ the same, byte for byte/);

  await page.getByRole("button", { name: "Disconnect" }).click();
  await state(page, "Closed with 1000 (normal closure)");
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await state(page, "Connected");
}));

test("the page sends a file, and gives it back byte for byte", limit, () => onSample(async page => {
  const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, i) => i * 31 + (i >> 8)));
  await page.getByLabel("File to send").setInputFiles({ name: "data.bin", mimeType: "application/octet-stream", buffer: bytes });
  await page.getByRole("button", { name: "Send file" }).click();
  const received = page.locator("li.received");
  await received.waitFor();
  assert.match(await received.textContent(), /✓ the same, byte for byte, 300,000 bytes/);

  const downloading = page.waitForEvent("download");
  await received.getByRole("link", { name: "data.bin" }).click();
  const chunks = await (await (await downloading).createReadStream()).toArray();
  assert.ok(bytes.equals(Buffer.concat(chunks)));
}));

test("a file over the limit closes with 1009", limit, () => onSample(async page => {
  await page.getByLabel("File to send").setInputFiles({ name: "big.bin", mimeType: "application/octet-stream", buffer: Buffer.alloc(2 * MiB) });
  await page.getByRole("button", { name: "Send file" }).click();
  await state(page, "Closed with 1009 (message too big)");
}));

test("a phone shows the page without scrolling sideways", limit, async () => {
  const page = await browser.newPage({ viewport: { width: 360, height: 800 } });
  await page.goto(echo.href);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
  await page.close();
});

/** Runs a function in a page of the test server's origin. */
async function inPage(script, argument) {
  const page = await browser.newPage();
  await page.goto(testServer.href);
  const result = await page.evaluate(script, argument);
  await page.close();
  return result;
}

for (const length of [0, 1, 125, 126, 65536, MiB]) {
  for (const kind of ["text", "binary"]) {
    test(`${kind} of ${length} bytes comes back to a WebSocket in a page`, limit, async () => {
      const same = await inPage(({ url, kind, length }) => new Promise((resolve, reject) => {
        const bytes = Uint8Array.from({ length }, (_, i) => i % 127);
        const socket = new WebSocket(url);
        socket.binaryType = "arraybuffer";
        socket.onopen = () => socket.send(kind === "text" ? new TextDecoder().decode(bytes) : bytes);
        socket.onclose = event => reject(new Error(`closed with ${event.code}`));
        socket.onmessage = ({ data }) => {
          const isText = typeof data === "string";
          const back = isText ? new TextEncoder().encode(data) : new Uint8Array(data);
          resolve(isText === (kind === "text") && back.length === length && back.every((value, i) => value === bytes[i]));
        };
      }), { url: webSocket(testServer, "/ws/echo"), kind, length });
      assert.ok(same);
    });
  }
}

/** Opens a connection, runs the given action, and returns the code and reason of the end. */
const closeInPage = (url, action) => inPage(({ url, action }) => new Promise(resolve => {
  const socket = new WebSocket(url);
  socket.onopen = () => {
    if (action.send) socket.send(action.send);
    if (action.close) socket.close(...action.close);
  };
  socket.onclose = ({ code, reason, wasClean }) => resolve([code, reason, wasClean]);
}), { url, action });

for (const [close, reported] of [[[1000], "1000"], [[3000, "registered"], "3000 registered"], [[4999, "good night 🌙"], "4999 good night 🌙"]]) {
  test(`a page's close(${close}) is reported on both sides`, limit, async () => {
    const id = randomUUID();
    const [code, , wasClean] = await closeInPage(webSocket(testServer, `/ws/watch/${id}`), { close });
    assert.deepEqual([code, wasClean], [close[0], true]);
    assert.equal(await closed(id), reported);
  });
}

for (const [code, now] of [[1000, false], [1011, false], [4000, false], [4001, true]]) {
  test(`a close of the server with ${code}${now ? " in OnOpen" : ""} is reported to the page and on the server`, limit, async () => {
    const id = randomUUID();
    const url = webSocket(testServer, `/ws/close/${code}?id=${id}${now ? "&now" : ""}`);
    assert.deepEqual(await closeInPage(url, now ? {} : { send: "close, please" }), [code, "bye", true]);
    assert.match(await closed(id), new RegExp(`^${code}\\b`));
  });
}

// Tests zzz.js as a page loads it.
for (const [form, load] of [
  ["script", () => new Promise(resolve => document.head.append(Object.assign(document.createElement("script"), { src: "/__zzz/zzz.js", onload: () => resolve(Zzz) })))],
  ["module", () => import("/__zzz/zzz.mjs")],
]) {
  test(`zzz.js as a ${form} connects a page to its own server`, limit, async () => {
    const received = await inPage(async load => {
      const Zzz = await (0, eval)(`(${load})`)();
      const connection = Zzz.connect("/ws/echo");
      const messages = [];
      const both = new Promise(resolve => connection.on("message", data => { if (messages.push(data) === 2) resolve(); }));
      connection.send("kůň 🐎");
      connection.send(Uint8Array.of(0, 255));
      await both;
      const closed = new Promise(resolve => connection.on("close", resolve));
      connection.close(4000);
      return [messages[0], ...new Uint8Array(messages[1]), (await closed).code];
    }, `${load}`);
    assert.deepEqual(received, ["kůň 🐎", 0, 255, 4000]);
  });
}
