import { plainEndpoint, socketEndpoint } from "./address.js";
import { Connection as ReconnectingConnection } from "./connection.js";
import { presenceOf } from "./presence.js";
import { Socket as ChannelSocket } from "./socket.js";
import type { Channel, Connection, ConnectOptions, Presence, Socket, SocketOptions } from "./types.js";

export { ZzzError } from "./error.js";
export type * from "./types.js";

/**
 * Opens a WebSocket that reconnects.
 * @param url Where to. May be relative to the page, and begin with http or ws.
 */
export function connect(url: string | URL, options: ConnectOptions = {}): Connection {
  return new ReconnectingConnection(plainEndpoint(url, options), options);
}

/**
 * Connects to channels: of Zzz, at the path of a `[ChannelRoute]`; of Phoenix, at that of a socket, with `/websocket` at its end.
 * @param url Where to. May be relative to the page, and begin with http or ws.
 */
export function socket(url: string | URL, options: SocketOptions = {}): Socket {
  return new ChannelSocket(socketEndpoint(url, options), options);
}

/** Keeps track of who is on a channel. Called before the channel is joined, it tells everybody who is there as a join. */
export function presence(channel: Channel): Presence {
  return presenceOf(channel);
}
