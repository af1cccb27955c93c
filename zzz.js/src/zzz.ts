import { webSocketUrl } from "./address.js";
import { Connection as ReconnectingConnection } from "./connection.js";
import { Presence as ChannelPresence } from "./presence.js";
import { Socket as ChannelSocket } from "./socket.js";
import type { Channel, Connection, ConnectOptions, Presence, Socket, SocketOptions } from "./types.js";

export { ZzzError } from "./error.js";
export type * from "./types.js";

/**
 * Opens a WebSocket that reconnects.
 * @param url Where to. May be relative to the page, and begin with http or ws.
 */
export function connect(url: string | URL, options: ConnectOptions = {}): Connection {
  return new ReconnectingConnection(() => [webSocketUrl(url), options.protocols], options);
}

/**
 * Connects to channels: of Zzz, at the path of a `[ChannelRoute]`; of Phoenix, at that of a socket, with `/websocket` at its end.
 * @param url Where to. May be relative to the page, and begin with http or ws.
 */
export function socket(url: string | URL, options: SocketOptions = {}): Socket {
  return new ChannelSocket(url, options);
}

/** Keeps track of who is on a channel. To be called before the channel is joined. */
export function presence(channel: Channel): Presence {
  return new ChannelPresence(channel);
}
