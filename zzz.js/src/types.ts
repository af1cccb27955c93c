/** An object with events. `on` adds a callback for an event, and `off` removes one callback or all callbacks for the event. */
export interface Listenable<Events> {
  /** Adds a callback for an event, if it is not already there. Returns a function that removes the callback. */
  on<Name extends keyof Events>(event: Name, callback: (value: Events[Name]) => void): () => void;
  /** Removes a callback, or without one, all callbacks for the event. */
  off<Name extends keyof Events>(event: Name, callback?: (value: Events[Name]) => void): void;
}

/** The types that can be sent over a WebSocket. */
export type Data = string | ArrayBuffer | ArrayBufferView<ArrayBuffer> | Blob;

/** Options for reconnecting. */
export interface ReconnectOptions {
  /** The number of attempts in a row after which the client gives up; with 0, it never reconnects. Default: Infinity. */
  maxRetries?: number;
  /** The longest delay before the first attempt to reconnect, in milliseconds; it doubles with each further attempt. Default: 1,000. */
  baseDelay?: number;
  /** The longest delay before any attempt, in milliseconds. Default: 30,000. */
  maxDelay?: number;
  /** How long a connection or a joined topic must last before the count of attempts is reset, in milliseconds. Default: 5,000. */
  stableAfter?: number;
  /**
   * How long an attempt may wait for the value of a function or a promise, and after that for the handshake (the same limit applies to each wait),
   * in milliseconds. Default: 20,000.
   */
  connectTimeout?: number;
  /** Close codes after which the client does not reconnect. Default: 1000, 3000 and 4401 (unauthorized), 3003 and 4403 (forbidden). */
  finalCodes?: number[];
  /** How many messages may wait to be sent, per connection or per channel. Default: 100. */
  maxQueue?: number;
  /** The WebSocket class. Default: the global one. Node has none before version 22; pass the class of the package `ws` there. */
  WebSocket?: new (url: string, protocols?: string | string[]) => unknown;
}

/** Options of {@link connect}. */
export interface ConnectOptions extends ReconnectOptions {
  /** Subprotocols to offer to the server. If this is a function, it is called for each attempt. Default: none. */
  protocols?: Deferred<string | string[] | null | undefined>;
  /** The type of the binary messages that arrive. Default: "arraybuffer". */
  binaryType?: BinaryType;
}

/** Options of {@link socket}. */
export interface SocketOptions extends ReconnectOptions {
  /** Milliseconds from the reply to a heartbeat until the next heartbeat; 0 means no heartbeats. Default: 30,000. */
  heartbeatInterval?: number;
  /** How long a reply may take, in milliseconds. Default: 10,000. */
  timeout?: number;
  /** Parameters for the query string: strings, numbers and booleans; null and undefined are left out. A function is called for each attempt. */
  params?: Deferred<Params | null | undefined>;
  /**
   * A token. It is sent in a header, because the address may appear in logs. null, undefined and "" mean none. A function is called for each
   * attempt to connect.
   */
  authToken?: Deferred<string | null | undefined>;
}

/** A value, a promise for a value, or a function that returns either and is called each time a value is needed. */
export type Deferred<T> = T | Promise<T> | (() => T | Promise<T>);

/** Parameters: names and their values. */
export type Params = Record<string, unknown>;

/** The reason why a connection was closed. */
export interface Closed {
  /** The close code, such as 1000; 1006 if the connection was lost. */
  code: number;
  /** The reason that the closing side gave. */
  reason: string;
}

/** Describes a lost connection or a failed attempt, after which the client waits for the delay and tries again. */
export interface Reconnecting extends Closed {
  /** The number of the next attempt, from 1. Counting restarts after a connection that lasted for `stableAfter`. */
  attempt: number;
  /** Milliseconds until the next attempt: random, between 0 and the longest delay for that attempt. */
  delay: number;
}

/** The events of a socket. */
export interface SocketEvents {
  /** The socket is connected, for the first time or again. */
  open: void;
  /** The socket is closed: by you, by the server with one of `finalCodes`, or because all attempts failed. Only `reconnect` opens it again. */
  close: Closed;
  /** An attempt failed, or a message could not be read. If that ends the connection, `close` or `reconnecting` follows. */
  error: unknown;
  /** The connection is lost, and the client will reconnect. */
  reconnecting: Reconnecting;
}

/** The events of a connection. */
export interface ConnectionEvents extends SocketEvents {
  /** A message has arrived. The value is a string or, for a binary message, of the type that `binaryType` selects. */
  message: any;
}

/** A WebSocket that reconnects. */
export interface Connection extends Listenable<ConnectionEvents> {
  /** As for a WebSocket: 0 connecting (also between attempts, and while the server is closing the connection), 1 open, 2 closing, 3 closed. */
  readonly readyState: number;
  /**
   * Sends a message, or queues it while connecting. Queued messages are sent after the next `open`, following any messages that its callbacks
   * send. Throws a {@link ZzzError} if the queue is full or the connection is closed.
   */
  send(data: Data): void;
  /** Closes the connection, which stays closed until you call `reconnect`. Queued messages are dropped. */
  close(code?: number, reason?: string): void;
  /** Opens a new connection at once, in place of any current connection or attempt, and resets the count of attempts. Works even after `close`. */
  reconnect(): void;
}

/** A connection that carries channels. */
export interface Socket extends Listenable<SocketEvents> {
  /** Whether the socket is connected. */
  readonly connected: boolean;
  /**
   * Creates a channel. Channels on the same topic share one join. The join carries the parameters of the first channel (a function is called for
   * each join), and the client leaves the topic when the last channel leaves.
   */
  channel(topic: string, params?: Deferred<Params>, options?: ChannelOptions): Channel;
  /** Closes the connection and all channels. None reopens until you call `reconnect`, and then `join` for a channel. */
  disconnect(): void;
  /** Opens a new connection at once, in place of any current connection or attempt, and resets the count of attempts. Works even after `disconnect`. */
  reconnect(): void;
}

/**
 * The state of a channel: `new`, before its first join; `joining`, also while it waits to rejoin; `joined`; `leaving`; `closed`, after leaving,
 * a refused join, the server's `phx_close`, or the end of the socket.
 */
export type ChannelState = "new" | "joining" | "joined" | "leaving" | "closed";

/** A position in the history of a topic: the name of the history, and the offset of a message in it. */
export type Position = readonly [epoch: string, offset: number];

/** Options of a channel. */
export interface ChannelOptions {
  /** The position at which the page was rendered. The first join asks for the messages after it. Default: none. */
  since?: Position | null | undefined;
}

/** Whether a join continues where the channel left off. */
export interface Recovery {
  /** Whether nothing was missed. The events that were broadcast in the meantime then follow as ordinary events. */
  recovered: boolean;
  /** Whether the channel had a position. If it did, but has not recovered, `zzz_gap` follows. */
  wasRecovering: boolean;
}

/** The events of a channel, in addition to those of its topic. */
export interface ChannelEvents {
  /** The channel has joined, for the first time or again. The value is the server's response; a {@link Recovery} is the second argument. */
  phx_join: any;
  /** The channel crashed on the server, or could not rejoin. It will try again until it has failed `maxRetries` times in a row. */
  phx_error: any;
  /** The channel is closed. */
  phx_close: any;
  /** Messages were missed, and the server cannot send them again, so the app should reload its data. Comes after a random delay of up to 2 seconds. */
  zzz_gap: any;
  /** Any event of the topic, with its payload: a JSON value, or an ArrayBuffer for a binary payload. */
  [event: string]: any;
}

/** A topic on a socket. The client rejoins the topic after the connection was lost, and after the channel crashed on the server. */
export interface Channel extends Listenable<ChannelEvents> {
  /** Adds a callback for an event, if it is not already there. Returns a function that removes the callback. */
  on(event: "phx_join", callback: (response: any, recovery: Recovery) => void): () => void;
  on<Name extends keyof ChannelEvents>(event: Name, callback: (value: ChannelEvents[Name]) => void): () => void;
  /** Removes a callback, or without one, all callbacks for the event. */
  off(event: "phx_join", callback?: (response: any, recovery: Recovery) => void): void;
  off<Name extends keyof ChannelEvents>(event: Name, callback?: (value: ChannelEvents[Name]) => void): void;
  readonly topic: string;
  readonly state: ChannelState;
  /** The ref of the current join message, or null if there is none. */
  readonly joinRef: string | null;
  /** Joins, and resolves to the server's response. If the channel is already joined or joining, resolves to the response of that join. */
  join<Response = any>(): Promise<Response>;
  /** Leaves, and never rejects. Resolves at once if other channels are still on the topic; otherwise when the server confirms or can no longer do so. */
  leave(): Promise<void>;
  /**
   * Sends an event, and resolves to the server's response. If the channel is not joined yet, the event waits for the join. The payload is a JSON
   * value or bytes, and is read before `push` returns. Failures reject with a {@link ZzzError}; a rejection that nobody handles is ignored.
   */
  push<Response = any>(event: string, payload?: unknown, options?: PushOptions): Promise<Response>;
}

/** Options of {@link Channel.push}. */
export interface PushOptions {
  /** Milliseconds from the call until the promise rejects. Default: that of the socket. */
  timeout?: number;
}

/** One presence of a key. A user with two tabs or devices has two metas. */
export interface Meta extends Params {
  phx_ref: string;
  phx_ref_prev?: string;
}

/** The metas of a key, and its details from the server, if any. */
export interface Entry extends Params {
  metas: Meta[];
}

/** A change of one key. */
export interface PresenceChange {
  key: string;
  /** On a join, the key's entry before it, or undefined if the key was not present. On a leave, what remains of the entry. */
  current: Entry | undefined;
  /** The entry with only the metas that joined or left. */
  changed: Entry;
}

/** The events of a presence list. */
export interface PresenceEvents {
  /** The list is up to date again, after all changes of one message. */
  sync: void;
  /** A key, or one more meta of it, has joined. */
  join: PresenceChange;
  /** A key, or some of its metas, has left. */
  leave: PresenceChange;
}

/** The list of who is present on a channel. */
export interface Presence extends Listenable<PresenceEvents> {
  /** Returns who is present, with one item per key. The result is the same frozen array until something changes. */
  list(): readonly (Entry & { key: string })[];
}

/**
 * The reason for a failure. `error`: the server refused, and `response` is its answer. `timeout`: no answer arrived in time. `lost`: the connection
 * was lost, or the channel crashed, before the answer arrived. `closed`: the connection or channel is closed. `full`: the queue is full.
 */
export type FailureReason = "error" | "timeout" | "lost" | "closed" | "full";
