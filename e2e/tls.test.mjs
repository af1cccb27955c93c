// Over TLS, clients see the connection end once both close frames have been sent. The server alone would wait for an hour.
import assert from "node:assert/strict";
import { once } from "node:events";
import { test } from "node:test";
import WebSocket from "ws";
import { launch } from "./chromium.mjs";
import { tlsServer, webSocket } from "./servers.mjs";

/** Less than the 30 s for which ws waits for the end after it has closed. */
const limit = { timeout: 20_000 };
const url = webSocket(tlsServer, "/ws/patient");
const closers = { client: socket => socket.close(1000), server: socket => socket.send("close, please") };

for (const [who, close] of Object.entries(closers)) {
  test(`ws sees the end over TLS when the ${who} closes`, limit, async () => {
    const socket = new WebSocket(url, { rejectUnauthorized: false });
    const [{ socket: stream }] = await once(socket, "upgrade");
    const ended = once(stream, "end");
    if (socket.readyState !== WebSocket.OPEN) await once(socket, "open");
    close(socket);
    const [[code]] = await Promise.all([once(socket, "close"), ended]);
    assert.equal(code, 1000);
  });
}

for (const [wire, ...switches] of [["HTTP/1.1", "--disable-http2"], ["HTTP/2"]]) {
  for (const who of Object.keys(closers)) {
    test(`Chromium sees the end over TLS and ${wire} when the ${who} closes`, { timeout: 60_000 }, async t => {
      const browser = await launch("--ignore-certificate-errors", ...switches);
      t.after(() => browser.close());
      const page = await browser.newPage();
      await page.goto(tlsServer.href);
      const { protocol, ...closed } = await page.evaluate(({ url, who }) => new Promise((resolve, reject) => {
        const protocol = performance.getEntriesByType("navigation")[0].nextHopProtocol;
        const socket = new WebSocket(url);
        let since;
        socket.onerror = () => reject(new Error("the WebSocket failed"));
        socket.onopen = () => {
          since = performance.now();
          if (who === "client") socket.close(1000);
          else socket.send("close, please");
        };
        socket.onclose = event => resolve({ protocol, code: event.code, wasClean: event.wasClean, inTime: performance.now() - since < 2000 });
      }), { url, who });
      assert.equal(protocol, wire === "HTTP/2" ? "h2" : "http/1.1");
      // Chromium itself ends the connection 2 s after the close frames.
      assert.deepEqual(closed, { code: 1000, wasClean: true, inTime: true });
    });
  }
}
