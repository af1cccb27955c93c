// Bun's own server, with its publish for broadcasts, as its guide shows it.
const perMessageDeflate = {
  none: false,
  isolated: { compress: "shared", decompress: "shared" },
  takeover: { compress: "dedicated", decompress: "dedicated" },
}[process.argv[2]];

const server = Bun.serve({
  hostname: "127.0.0.1",
  port: 0,
  fetch(request, server) {
    const { pathname } = new URL(request.url);
    if (server.upgrade(request, { data: { pathname } })) return undefined;
    if (pathname === "/collect") Bun.gc(true);
    return new Response("-");
  },
  websocket: {
    perMessageDeflate,
    maxPayloadLength: 4 * 1024 * 1024,
    open(ws) {
      if (ws.data.pathname === "/subscribe") ws.subscribe("all");
    },
    message(ws, message) {
      const compress = perMessageDeflate !== false;
      if (ws.data.pathname === "/echo") ws.send(message, compress);
      else server.publish("all", message, compress);
    },
  },
});
console.log(`listening on http://127.0.0.1:${server.port}`);
