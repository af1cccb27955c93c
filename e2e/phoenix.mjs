// Runs npm's phoenix against the test server: the versions of several years, both serializers, and channels without and with a history.
import * as phoenix from "phoenix";
import phoenix15 from "phoenix-1.5";
import * as phoenix16 from "phoenix-1.6";
import * as phoenix17 from "phoenix-1.7";
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

// Version 1.5 keeps the process running for two heartbeats after it has disconnected.
const versions = [[1.8, phoenix], [1.7, phoenix17], [1.6, phoenix16], [1.5, phoenix15, { heartbeatIntervalMs: 2_000 }]];
const serializers = [["V2", {}], ["V1", v1]];
const histories = [["", ""], ["kept-", ", with a history"]];

/** What all scenarios run under. Topics begin with the prefix. */
export const settings = versions.flatMap(([version, { Socket, Presence }, versionOptions]) =>
  serializers.flatMap(([serializer, options]) => histories.map(([prefix, history]) => ({
    name: `phoenix.js ${version.toFixed(1)}, ${serializer}${history}`,
    version,
    isV2: serializer === "V2",
    prefix,
    options: { ...options, ...versionOptions, Socket },
    Presence,
  }))));

export function newSocket({ Socket = phoenix.Socket, ...options } = {}) {
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
