import { plainEndpoint, socketEndpoint } from "./address.js";
import { Connection as ReconnectingConnection } from "./connection.js";
import { presenceOf } from "./presence.js";
import { Socket as ChannelSocket } from "./socket.js";
import type { Channel, Connection, ConnectOptions, Presence, Socket, SocketOptions } from "./types.js";

export { ZzzError } from "./error.js";
export type * from "./types.js";

/**
 * Opens a WebSocket that reconnects.
 * @param url The address. It may be relative to the page, and may begin with http or ws.
 */
export function connect(url: string | URL, options: ConnectOptions = {}): Connection {
  return new ReconnectingConnection(plainEndpoint(url, options), options);
}

/**
 * Connects to a socket with channels: of Zzz, at the path of a `[ChannelRoute]`; of Phoenix, at the path of a socket followed by `/websocket`.
 * @param url The address. It may be relative to the page, and may begin with http or ws.
 */
export function socket(url: string | URL, options: SocketOptions = {}): Socket {
  return new ChannelSocket(socketEndpoint(url, options), options);
}

/** Keeps the list of who is on a channel. If you call it before the channel joins, everyone who is already present is reported as a join. */
export function presence(channel: Channel): Presence {
  return presenceOf(channel);
}
