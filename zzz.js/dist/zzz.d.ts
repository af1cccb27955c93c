/** An object with events: `on` adds a callback, and returns a function that removes it; `off` removes one callback, or all of an event. */
export interface Listenable<Events> {
    /** Adds a callback for an event, unless it was added before. Returns a function that removes it. */
    on<Name extends keyof Events>(event: Name, callback: (value: Events[Name]) => void): () => void;
    /** Removes a callback, or all callbacks of the event. */
    off<Name extends keyof Events>(event: Name, callback?: (value: Events[Name]) => void): void;
}
/** The types that can be sent over a WebSocket. */
export type Data = string | ArrayBuffer | ArrayBufferView<ArrayBuffer> | Blob;
/** Options for reconnecting. */
export interface ReconnectOptions {
    /** Attempts in a row before the client gives up; 0 never reconnects. Default: Infinity. */
    maxRetries?: number;
    /** The longest delay before the first attempt, in milliseconds; it doubles with each further attempt. Default: 1,000. */
    baseDelay?: number;
    /** The longest delay before any attempt, in milliseconds. Default: 30,000. */
    maxDelay?: number;
    /** How long a connection, or the join of a topic, must last to reset the count of attempts, in milliseconds. Default: 5,000. */
    stableAfter?: number;
    /** How long an attempt may wait for a function or a promise, and then for the handshake, in milliseconds each. Default: 20,000. */
    connectTimeout?: number;
    /** Close codes of the server after which the client does not reconnect. Default: 1000, 3000 and 4401 (unauthorized), 3003 and 4403 (forbidden). */
    finalCodes?: number[];
    /** How many messages may wait to be sent, per connection or per channel. Default: 100. */
    maxQueue?: number;
    /** The WebSocket class. Default: the global one. Before version 22, Node has none: pass the one from `ws`. */
    WebSocket?: new (url: string, protocols?: string | string[]) => unknown;
}
/** Options of {@link connect}. */
export interface ConnectOptions extends ReconnectOptions {
    /** Subprotocols to offer to the server. A function is called for each attempt. Default: none. */
    protocols?: Deferred<string | string[] | null | undefined>;
    /** The type that binary messages arrive as. Default: "arraybuffer". */
    binaryType?: BinaryType;
}
/** Options of {@link socket}. */
export interface SocketOptions extends ReconnectOptions {
    /** Milliseconds from the reply to a heartbeat until the next heartbeat. 0 sends none. Default: 30,000. */
    heartbeatInterval?: number;
    /** How long a reply may take, in milliseconds. Default: 10,000. */
    timeout?: number;
    /** Parameters of the query string: strings, numbers and booleans; null and undefined are left out. A function is called for each attempt to connect. */
    params?: Deferred<Params | null | undefined>;
    /** A token, sent in a header instead of the address, which logs may show. null, undefined and "" mean none. A function is called for each attempt to connect. */
    authToken?: Deferred<string | null | undefined>;
}
/** A value, a promise of a value, or a function that returns either and is called each time. */
export type Deferred<T> = T | Promise<T> | (() => T | Promise<T>);
/** Names with their values. */
export type Params = Record<string, unknown>;
/** The reason why a connection was closed. */
export interface Closed {
    /** The close code, such as 1000; 1006 if the connection was lost. */
    code: number;
    /** The reason that the closing side gave. */
    reason: string;
}
/** A lost connection or a failed attempt; the next attempt begins after the delay. */
export interface Reconnecting extends Closed {
    /** The number of the next attempt, from 1. It is reset after a connection that lasted. */
    attempt: number;
    /** Milliseconds until the next attempt: random, between 0 and the limit of the attempt. */
    delay: number;
}
/** The events of a socket. */
export interface SocketEvents {
    /** The socket is connected, for the first time or again. */
    open: void;
    /** The socket is closed for good: by you, by the server with one of `finalCodes`, or because all attempts failed. Only `reconnect` opens it again. */
    close: Closed;
    /** An attempt failed, or a message could not be read. `close` or `reconnecting` show whether that has ended the connection. */
    error: unknown;
    /** The connection is lost, and the client will reconnect. */
    reconnecting: Reconnecting;
}
/** The events of a connection. */
export interface ConnectionEvents extends SocketEvents {
    /** A message has arrived: a string, or for a binary message, the type that `binaryType` selects. */
    message: any;
}
/** A WebSocket that reconnects. */
export interface Connection extends Listenable<ConnectionEvents> {
    /** Like that of a WebSocket: 0 connecting (including between attempts, and once the server has begun to close), 1 open, 2 closing, 3 closed. */
    readonly readyState: number;
    /** Sends a message, or queues it while connecting; queued messages are sent after those that callbacks of `open` send. Throws a {@link ZzzError} if the queue is full or the connection is closed. */
    send(data: Data): void;
    /** Closes the connection for good. Queued messages are dropped. */
    close(code?: number, reason?: string): void;
    /** Opens a new connection at once and resets the count of attempts. Replaces a current connection or attempt, and also works after it was closed. */
    reconnect(): void;
}
/** A connection that carries channels. */
export interface Socket extends Listenable<SocketEvents> {
    /** Whether the socket is connected. */
    readonly connected: boolean;
    /**
     * Creates a channel. Channels of the same topic share one join: it carries the parameters of the first channel (a function is called for each
     * join), and the last channel to leave leaves the topic.
     */
    channel(topic: string, params?: Deferred<Params>, options?: ChannelOptions): Channel;
    /** Closes the connection and all channels for good. */
    disconnect(): void;
    /** Opens a new connection at once and resets the count of attempts. Replaces a current connection or attempt, and also works after it was closed. */
    reconnect(): void;
}
/**
 * The state of a channel: `new`, before its first join; `joining`, including while it waits to rejoin; `joined`; `leaving`; `closed`, after a
 * leave, a refused join, the server's `phx_close`, or the end of the socket.
 */
export type ChannelState = "new" | "joining" | "joined" | "leaving" | "closed";
/** A position in the history of a topic: the name of the history, and the offset of a message in it. */
export type Position = readonly [epoch: string, offset: number];
/** Options of a channel. */
export interface ChannelOptions {
    /** The position that the page was rendered at. The first join asks for what came after it. Default: none. */
    since?: Position | null | undefined;
}
/** Whether a join continues where the channel was. */
export interface Recovery {
    /** Nothing was missed: what was broadcast meanwhile follows as ordinary events. */
    recovered: boolean;
    /** The channel had a position. If it has not recovered, `zzz_gap` follows. */
    wasRecovering: boolean;
}
/** The events of a channel, in addition to those of its topic. */
export interface ChannelEvents {
    /** The channel has joined, for the first time or again. The value is the server's response; a {@link Recovery} is the second argument. */
    phx_join: any;
    /** The channel crashed on the server, or could not rejoin; it will try again. */
    phx_error: any;
    /** The channel is closed. */
    phx_close: any;
    /** Messages were missed, and the server cannot repeat them: the moment to reload. Comes after a random delay of up to 2 seconds. */
    zzz_gap: any;
    /** Any event of the topic, with its payload: a JSON value, or an ArrayBuffer for a binary payload. */
    [event: string]: any;
}
/** A topic on a socket. The client rejoins it after the connection was lost, and after the channel crashed on the server. */
export interface Channel extends Listenable<ChannelEvents> {
    /** Adds a callback for an event, unless it was added before. Returns a function that removes it. */
    on(event: "phx_join", callback: (response: any, recovery: Recovery) => void): () => void;
    on<Name extends keyof ChannelEvents>(event: Name, callback: (value: ChannelEvents[Name]) => void): () => void;
    /** Removes a callback, or all callbacks of the event. */
    off(event: "phx_join", callback?: (response: any, recovery: Recovery) => void): void;
    off<Name extends keyof ChannelEvents>(event: Name, callback?: (value: ChannelEvents[Name]) => void): void;
    readonly topic: string;
    readonly state: ChannelState;
    /** The ref of the current join on the wire, or null. */
    readonly joinRef: string | null;
    /** Joins, and resolves to the server's response. If the channel is already joined or joining, resolves to the response of that join. */
    join<Response = any>(): Promise<Response>;
    /** Leaves. Always resolves: when the server has confirmed, or can no longer do so; at once if other channels are still on the topic. */
    leave(): Promise<void>;
    /**
     * Sends an event, and resolves to the server's response. If the channel is not joined yet, the event waits for the join. The payload is a JSON
     * value or bytes, and is read during the call. Rejects with a {@link ZzzError}. A rejection that nobody handles is ignored.
     */
    push<Response = any>(event: string, payload?: unknown, options?: PushOptions): Promise<Response>;
}
/** Options of {@link Channel.push}. */
export interface PushOptions {
    /** Milliseconds from the call until the promise rejects. Default: that of the socket. */
    timeout?: number;
}
/** One meta of a key, which may have several: one per tab or device. */
export interface Meta extends Params {
    phx_ref: string;
    phx_ref_prev?: string;
}
/** The metas and details of a key. */
export interface Entry extends Params {
    metas: Meta[];
}
/** A change of one key. */
export interface PresenceChange {
    key: string;
    /** The key's entry before a join, or the rest of it after a leave. Undefined if the key was not present before. */
    current: Entry | undefined;
    /** The metas that joined or left. */
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
/** Who is on a channel. */
export interface Presence extends Listenable<PresenceEvents> {
    /** Returns who is present, one item per key. It is the same frozen array until something changes. */
    list(): readonly (Entry & {
        key: string;
    })[];
}
/**
 * The reason of a failure. `error`: the server refused, and `response` is its answer. `timeout`: no answer in time. `lost`: the connection was lost, or
 * the channel crashed, before the answer. `closed`: the connection or channel is closed. `full`: the queue is full.
 */
export type FailureReason = "error" | "timeout" | "lost" | "closed" | "full";
/** The error that promises reject with, and that `send` throws. */
export declare class ZzzError extends Error {
    /** The reason of the failure. */
    readonly reason: FailureReason;
    /** The server's answer, if it refused. */
    readonly response?: any;
    readonly name = "ZzzError";
    constructor(
    /** The operation that failed, such as "room:lobby new_msg". */
    what: string, 
    /** The reason of the failure. */
    reason: FailureReason, 
    /** The server's answer, if it refused. */
    response?: any);
}
/** Converts a thrown value to an error. */
export declare function errorOf(thrown: unknown): Error;
/**
 * Opens a WebSocket that reconnects.
 * @param url The address. It may be relative to the page, and may begin with http or ws.
 */
export declare function connect(url: string | URL, options?: ConnectOptions): Connection;
/**
 * Connects to a socket with channels: of Zzz, at the path of a `[ChannelRoute]`; of Phoenix, at the path of a socket followed by `/websocket`.
 * @param url The address. It may be relative to the page, and may begin with http or ws.
 */
export declare function socket(url: string | URL, options?: SocketOptions): Socket;
/** Keeps the list of who is on a channel. If you call it before the channel joins, everyone who is already present is reported as a join. */
export declare function presence(channel: Channel): Presence;
export as namespace Zzz;
