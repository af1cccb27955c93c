import { beforeEach, mock } from "node:test";
import { connect, socket } from "../src/zzz.js";
import type { Channel, Connection, ConnectOptions, Socket, SocketOptions } from "../src/zzz.js";
import { FakeWebSocket } from "./fake-web-socket.js";
import type { Source } from "./next.js";

/** Fakes the clock, which then passes only when a test says so, and makes every random delay the longest possible. */
export function fakeTime(): void {
  beforeEach(() => {
    mock.reset();
    mock.timers.reset();
    mock.timers.enable({ apis: ["setTimeout", "Date"] });
    mock.method(Math, "random", () => 1);
    FakeWebSocket.all = [];
  });
}

/** Lets time pass, in small steps: during a step, the clock already shows its end, which would make every timer look late. */
export function pass(milliseconds: number): void {
  for (let left = milliseconds; left > 0; left -= 200) mock.timers.tick(Math.min(left, 200));
}

/** Resolves after the callbacks of all promises that are already settled. */
export function told(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve));
}

export function connection(options: ConnectOptions = {}): Connection {
  return connect("ws://zzz.test/ws", { WebSocket: FakeWebSocket, ...options });
}

export function channelSocket(options: SocketOptions = {}): Socket {
  return socket("ws://zzz.test/socket", { WebSocket: FakeWebSocket, ...options });
}

/** Creates a channel that is joined. */
export async function joined(topic = "room:1", options: SocketOptions = {}): Promise<{ room: Channel; server: FakeWebSocket; client: Socket }> {
  const client = channelSocket(options);
  const server = FakeWebSocket.last.open();
  const room = client.channel(topic);
  const join = room.join();
  server.reply(server.message("phx_join"));
  await join;
  return { room, server, client };
}

/** Records these events from now on, in an array that grows. */
export function recorded(source: Source, ...events: string[]): [event: string, value: any][] {
  const all: [string, any][] = [];
  for (const event of events) source.on(event, value => all.push([event, value]));
  return all;
}
