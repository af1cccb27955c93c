// Runs npm's phoenix against the test server, under both serializers.
import { Socket } from "phoenix";
import WebSocket from "ws";
import { testServer, webSocket } from "./servers.mjs";

const sockets = [];

// Phoenix's client uses V2 by default. This is how an app makes it use V1, in which phx_close and phx_error carry the join_ref as their ref.
const v1 = {
  vsn: "1.0.0",
  encode: ({ topic, event, payload, ref }, done) => done(JSON.stringify({ topic, event, payload, ref })),
  decode: (text, done) => {
    const message = JSON.parse(text);
    done(["phx_close", "phx_error"].includes(message.event) ? { ...message, join_ref: message.ref } : message);
  },
};

export const serializers = [["V2", {}], ["V1", v1]];

export function newSocket(options = {}) {
  const socket = new Socket(webSocket(testServer, "/socket"), { transport: WebSocket, rejoinAfterMs: () => 20, reconnectAfterMs: () => 20, ...options });
  sockets.push(socket);
  return socket;
}

export function connect(options = {}) {
  const socket = newSocket(options);
  socket.connect();
  return socket;
}

export const disconnectAll = () => sockets.forEach(socket => socket.disconnect());

/** How a push ends: its status and response. */
export const outcome = push => new Promise(resolve => {
  for (const status of ["ok", "error", "timeout"]) push.receive(status, response => resolve([status, response]));
});
