import { beforeEach, mock } from "node:test";
import { connect, socket } from "../src/zzz.js";
import type { Channel, Connection, ConnectOptions, Socket, SocketOptions } from "../src/zzz.js";
import { FakeWebSocket } from "./fake-web-socket.js";
import type { Source } from "./next.js";

/** Time that passes only when a test says so, and delays that are all the most that they can be. */
export function fakeTime(): void {
  beforeEach(() => {
    mock.reset();
    mock.timers.reset();
    mock.timers.enable({ apis: ["setTimeout", "Date"] });
    mock.method(Math, "random", () => 1);
    FakeWebSocket.all = [];
  });
}

/** In steps, because within a step the clock is at its end already, as if all timers were late. */
export function pass(milliseconds: number): void {
  for (let left = milliseconds; left > 0; left -= 200) mock.timers.tick(Math.min(left, 200));
}

/** Until what was promised has been told. */
export function told(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve));
}

export function connection(options: ConnectOptions = {}): Connection {
  return connect("ws://zzz.test/ws", { WebSocket: FakeWebSocket, ...options });
}

export function channelSocket(options: SocketOptions = {}): Socket {
  return socket("ws://zzz.test/socket", { WebSocket: FakeWebSocket, ...options });
}

/** A channel that is joined. */
export async function joined(topic = "room:1", options: SocketOptions = {}): Promise<{ room: Channel; server: FakeWebSocket; client: Socket }> {
  const client = channelSocket(options);
  const server = FakeWebSocket.last.open();
  const room = client.channel(topic);
  const join = room.join();
  server.reply(server.message("phx_join"));
  await join;
  return { room, server, client };
}

/** All that comes of these events from now on. */
export function recorded(source: Source, ...events: string[]): [event: string, value: any][] {
  const all: [string, any][] = [];
  for (const event of events) source.on(event, value => all.push([event, value]));
  return all;
}
