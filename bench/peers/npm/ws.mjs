// npm's ws on Node's http server, as its readme shows it.
import { createServer } from "node:http";
import { WebSocketServer } from "ws";

const perMessageDeflate = {
  none: false,
  isolated: { serverNoContextTakeover: true, clientNoContextTakeover: true },
  takeover: { serverNoContextTakeover: false, clientNoContextTakeover: false },
}[process.argv[2]];

const http = createServer((request, response) => {
  if (request.url === "/collect") globalThis.gc();
  response.end("-");
});
const server = new WebSocketServer({ server: http, perMessageDeflate });

server.on("connection", (ws, request) => {
  ws.on("error", console.error);
  if (request.url === "/echo") ws.on("message", (data, isBinary) => ws.send(data, { binary: isBinary }));
  else if (request.url === "/publish") ws.on("message", broadcast);
  else subscribe(ws);
});

const subscribers = new Set();

function subscribe(ws) {
  subscribers.add(ws);
  ws.on("close", () => subscribers.delete(ws));
}

function broadcast(data, isBinary) {
  for (const client of subscribers) client.send(data, { binary: isBinary });
}

http.listen(0, "127.0.0.1", () => console.log(`listening on http://127.0.0.1:${http.address().port}`));
