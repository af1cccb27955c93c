/** What callbacks may be given to: `on` adds one, and returns what takes it away again; `off` takes away one, or all of an event. */
export interface Listenable<Events> {
    /** Calls back at each such event. A callback that is there already is not added again. Returns a function that takes it away. */
    on<Name extends keyof Events>(event: Name, callback: (value: Events[Name]) => void): () => void;
    /** Takes away a callback, or all callbacks of the event. */
    off<Name extends keyof Events>(event: Name, callback?: (value: Events[Name]) => void): void;
}
/** What can be sent over a WebSocket. */
export type Data = string | ArrayBuffer | ArrayBufferView<ArrayBuffer> | Blob;
/** How a lost connection is opened again. */
export interface ReconnectOptions {
    /** Attempts in a row before it gives up; 0 never tries. Default: Infinity. */
    maxRetries?: number;
    /** Milliseconds that the first attempt waits at most; each further one waits at most twice as long. Default: 1,000. */
    baseDelay?: number;
    /** Milliseconds that any attempt waits at most. Default: 30,000. */
    maxDelay?: number;
    /** Milliseconds that a connection, or the join of a topic, has to last for the count of attempts to start anew. Default: 5,000. */
    stableAfter?: number;
    /** Milliseconds that an attempt may take: what a function or a promise gives for the address, and then the handshake. Default: 20,000. */
    connectTimeout?: number;
    /** Close codes of the server after which it does not come back. Default: 1000, 3000 and 4401 (unauthorized), 3003 and 4403 (forbidden). */
    finalCodes?: number[];
    /** Messages that may wait to be sent: of a connection, and of each channel. Default: 100. */
    maxQueue?: number;
    /** The WebSocket class. Default: the global one, which Node has since version 22; before, give it the one of `ws`. */
    WebSocket?: new (url: string, protocols?: string | string[]) => unknown;
}
/** Options of {@link connect}. */
export interface ConnectOptions extends ReconnectOptions {
    /** Subprotocols to offer to the server. A function is asked at each attempt. Default: none. */
    protocols?: Deferred<string | string[] | null | undefined>;
    /** What binary messages arrive as. Default: "arraybuffer". */
    binaryType?: BinaryType;
}
/** Options of {@link socket}. */
export interface SocketOptions extends ReconnectOptions {
    /** Milliseconds between a heartbeat's reply and the next heartbeat. 0 sends none. Default: 30,000. */
    heartbeatInterval?: number;
    /** Milliseconds that any reply may take. Default: 10,000. */
    timeout?: number;
    /** Parameters of the query string: text, numbers, booleans; null and undefined are left out. A function is asked at each attempt to connect. */
    params?: Deferred<Params | null | undefined>;
    /** A token that travels in a header instead of the address, which logs may show; none for null, undefined and "". A function is asked at each attempt to connect. */
    authToken?: Deferred<string | null | undefined>;
}
/** A value, a promise of one, or a function that gives either, and is asked each time. */
export type Deferred<T> = T | Promise<T> | (() => T | Promise<T>);
/** Names with their values. */
export type Params = Record<string, unknown>;
/** Why a connection is over. */
export interface Closed {
    /** The close code, such as 1000; 1006 if the connection was lost. */
    code: number;
    /** The reason that the closing side gave. */
    reason: string;
}
/** A connection was lost, or an attempt failed; the next attempt comes after the delay. */
export interface Reconnecting extends Closed {
    /** The number of the attempt to come, from 1. It starts anew after a connection that lasted. */
    attempt: number;
    /** Milliseconds until then, drawn at random from 0 to the attempt's limit. */
    delay: number;
}
/** What happens to a socket. */
export interface SocketEvents {
    /** It is connected, for the first time or again. */
    open: void;
    /** It is closed for good: by this side, by the server with one of `finalCodes`, or because all attempts failed. Only `reconnect` opens it again. */
    close: Closed;
    /** An attempt or a message failed. Whether that ends the connection, `close` or `reconnecting` tells. */
    error: unknown;
    /** The connection is lost, and will be opened again. */
    reconnecting: Reconnecting;
}
/** What happens to a connection. */
export interface ConnectionEvents extends SocketEvents {
    /** A message came: a string, or for a binary one what `binaryType` says. */
    message: any;
}
/** A WebSocket that reconnects. */
export interface Connection extends Listenable<ConnectionEvents> {
    /** As of a WebSocket: 0 connecting (also between attempts, and when the server has begun to close), 1 open, 2 closing, 3 closed. */
    readonly readyState: number;
    /** Sends a message, or queues it while connecting: it goes after what callbacks of `open` send. Throws a {@link ZzzError} if the queue is full or the connection is closed. */
    send(data: Data): void;
    /** Closes the connection for good. What is queued is dropped. */
    close(code?: number, reason?: string): void;
    /** Tries at once, and counts attempts anew: instead of waiting, in place of the current connection, or after it was closed. */
    reconnect(): void;
}
/** A connection that carries channels. */
export interface Socket extends Listenable<SocketEvents> {
    /** Whether it is connected now. */
    readonly connected: boolean;
    /**
     * Makes a channel. Channels of one topic share its join: the first one's parameters go with each join (a function is asked at each), and the
     * last one to leave leaves the topic.
     */
    channel(topic: string, params?: Deferred<Params>): Channel;
    /** Closes the connection for good, and with it all channels. */
    disconnect(): void;
    /** Tries at once, and counts attempts anew: instead of waiting, in place of the current connection, or after it was closed. */
    reconnect(): void;
}
/**
 * Where a channel stands: `new`, before its first join; `joining`, also while it waits to join again; `joined`; `leaving`; `closed`, after
 * a leave, a refused join, the server's `phx_close`, or the end of the socket.
 */
export type ChannelState = "new" | "joining" | "joined" | "leaving" | "closed";
/** What happens to a channel, besides the events that its topic has. */
export interface ChannelEvents {
    /** It is joined, for the first time or again. The value is the server's response. */
    phx_join: any;
    /** It crashed on the server, or could not be joined again; it will try again. */
    phx_error: any;
    /** It is closed. */
    phx_close: any;
    /** Any event of the topic, with its payload: a JSON value, or an ArrayBuffer for a binary one. */
    [event: string]: any;
}
/** A topic on a socket. It is joined again after the connection was lost, or when it crashed on the server. */
export interface Channel extends Listenable<ChannelEvents> {
    readonly topic: string;
    readonly state: ChannelState;
    /** Names the current join on the wire, or is null. */
    readonly joinRef: string | null;
    /** Joins, and gives the server's response. If it is joined or joining already, gives what that gave. */
    join<Response = any>(): Promise<Response>;
    /** Leaves. Always resolves: when the server has confirmed it, or cannot any more; at once while others are in the topic. */
    leave(): Promise<void>;
    /**
     * Sends an event, and gives the server's response; while the channel is not joined, waits for that. The payload is taken as it is now: a JSON value,
     * or bytes. Rejects with a {@link ZzzError}. If nobody looks at the promise, a failure goes unnoticed.
     */
    push<Response = any>(event: string, payload?: unknown, options?: PushOptions): Promise<Response>;
}
/** Options of {@link Channel.push}. */
export interface PushOptions {
    /** Milliseconds until it rejects, counted from the call. Default: the socket's. */
    timeout?: number;
}
/** One of possibly several of a key: a tab, a device. */
export interface Meta extends Params {
    phx_ref: string;
    phx_ref_prev?: string;
}
/** All that is known of a key. */
export interface Entry extends Params {
    metas: Meta[];
}
/** A change of one key. */
export interface PresenceChange {
    key: string;
    /** The key's entry before a join, or what is left of it after a leave. Undefined if it was not there before. */
    current: Entry | undefined;
    /** What joined or left. */
    changed: Entry;
}
/** What happens to a presence. */
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
    /** Who is there, one item per key: the same frozen array until somebody comes, changes or goes. */
    list(): readonly (Entry & {
        key: string;
    })[];
}
/**
 * Why something was not done. `error`: the server answered so, and `response` is its answer. `timeout`: no answer in time. `lost`: the connection was lost,
 * or the channel crashed, before the answer. `closed`: connection or channel is closed. `full`: the queue is.
 */
export type FailureReason = "error" | "timeout" | "lost" | "closed" | "full";
/** What a rejected promise gives, and `send` throws. */
export declare class ZzzError extends Error {
    /** Why it failed. */
    readonly reason: FailureReason;
    /** What the server answered, if it refused. */
    readonly response?: any;
    readonly name = "ZzzError";
    constructor(
    /** What was tried, such as "room:lobby new_msg". */
    what: string, 
    /** Why it failed. */
    reason: FailureReason, 
    /** What the server answered, if it refused. */
    response?: any);
}
/** What was thrown, as an error. */
export declare function errorOf(thrown: unknown): Error;
/**
 * Opens a WebSocket that reconnects.
 * @param url Where to. May be relative to the page, and begin with http or ws.
 */
export declare function connect(url: string | URL, options?: ConnectOptions): Connection;
/**
 * Connects to channels: of Zzz, at the path of a `[ChannelRoute]`; of Phoenix, at that of a socket, with `/websocket` at its end.
 * @param url Where to. May be relative to the page, and begin with http or ws.
 */
export declare function socket(url: string | URL, options?: SocketOptions): Socket;
/** Keeps track of who is on a channel. Called before the channel is joined, it tells everybody who is there as a join. */
export declare function presence(channel: Channel): Presence;
export as namespace Zzz;
