import { plainEndpoint, socketEndpoint } from "./address.js";
import { Connection as ReconnectingConnection } from "./connection.js";
import { presenceOf } from "./presence.js";
import { Socket as ChannelSocket } from "./socket.js";
import type { Channel, Connection, ConnectOptions, Presence, Socket, SocketOptions } from "./types.js";

export { ZzzError } from "./error.js";
export type * from "./types.js";

/**
 * Opens a WebSocket that reconnects.
 * @param url The address. It may be relative to the page, or begin with http or ws.
 */
export function connect(url: string | URL, options: ConnectOptions = {}): Connection {
  return new ReconnectingConnection(plainEndpoint(url, options), options);
}

/**
 * Connects to a socket with channels. For Zzz, the address has the path of a `[ChannelRoute]`; for Phoenix, the path of a socket and `/websocket`.
 * @param url The address. It may be relative to the page, or begin with http or ws.
 */
export function socket(url: string | URL, options: SocketOptions = {}): Socket {
  return new ChannelSocket(socketEndpoint(url, options), options);
}

/** Keeps the list of who is on a channel. If you call this before the channel joins, everyone already present is reported by a `join` event. */
export function presence(channel: Channel): Presence {
  return presenceOf(channel);
}
