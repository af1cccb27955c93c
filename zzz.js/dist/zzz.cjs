"use strict";
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __export = (target, all) => {
  for (var name in all)
    __defProp(target, name, { get: all[name], enumerable: true });
};
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: true }), mod);

// src/zzz.ts
var zzz_exports = {};
__export(zzz_exports, {
  ZzzError: () => ZzzError,
  connect: () => connect,
  presence: () => presence,
  socket: () => socket
});
module.exports = __toCommonJS(zzz_exports);

// src/error.ts
var ZzzError = class extends Error {
  constructor(what, reason, response) {
    super(`${what}: ${reason}${response === void 0 ? "" : ` ${JSON.stringify(response)}`}`);
    this.reason = reason;
    this.response = response;
  }
  reason;
  response;
  name = "ZzzError";
};
function errorOf(thrown) {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

// src/timer.ts
var LONGEST = 2 ** 31 - 1;
var GRACE = 1e3;
function after(delay, act) {
  const timer = setTimeout(act, Math.min(delay, LONGEST));
  return () => clearTimeout(timer);
}
function deadline(delay, act) {
  const due = Date.now() + delay;
  let cancel = after(delay, () => {
    if (Date.now() - due > GRACE / 2) cancel = after(GRACE, act);
    else act();
  });
  return () => cancel();
}

// src/ask.ts
function isPromise(value) {
  return typeof value?.then === "function";
}
function isDeferred(value) {
  return typeof value === "function" || isPromise(value);
}
function valueOf(value) {
  return typeof value === "function" ? value() : value;
}
function ask(value, timeout, what, answer, refuse) {
  let given;
  try {
    given = valueOf(value);
  } catch (error) {
    given = Promise.reject(error);
  }
  if (!isPromise(given)) {
    answer(given);
    return () => {
    };
  }
  let asked = true;
  const once = (act) => (value2) => {
    if (!asked) return;
    cancel();
    act(value2);
  };
  const late = deadline(timeout, () => once(refuse)(new ZzzError(what, "timeout")));
  const cancel = () => {
    asked = false;
    late();
  };
  given.then(once(answer), once(refuse));
  return cancel;
}

// src/check.ts
function wrong(name, wanted, value) {
  const kind = value === "" ? "empty" : Object.prototype.toString.call(value).slice(8, -1);
  return new TypeError(`${name} must be ${wanted}, not ${kind}`);
}
function text(name, value) {
  if (typeof value !== "string" || !value) throw wrong(name, "text", value);
  return value;
}
function json(name, value) {
  const whole = JSON.stringify(value, (key, part) => {
    if (isLost(part)) throw wrong(key ? `${name}: ${key}` : name, "JSON, or bytes as a whole", part);
    return part;
  });
  if (whole === void 0 && value !== void 0) throw wrong(name, "JSON or bytes", value);
  return whole ?? "{}";
}
function isLost(value) {
  if (typeof value !== "object" || !value || Array.isArray(value)) return false;
  const prototype = Object.getPrototypeOf(value);
  const isPlain = !prototype || !Object.getPrototypeOf(prototype);
  return isPromise(value) || ArrayBuffer.isView(value) || !isPlain && !Object.keys(value).length;
}

// src/address.ts
function plainEndpoint(url, { protocols }) {
  const absolute = webSocketUrl(url);
  return endpoint([protocols], ([protocols2]) => [absolute, checkedProtocols(protocols2)]);
}
function socketEndpoint(url, { params, authToken }) {
  const absolute = webSocketUrl(url);
  return endpoint([params, authToken], ([params2, token]) => [socketUrl(absolute, params2), tokenProtocols(token)]);
}
function endpoint(values, address) {
  address(values.map((value) => isDeferred(value) ? void 0 : value));
  return () => {
    const given = values.map(valueOf);
    return given.some(isPromise) ? Promise.all(given).then(address) : address(given);
  };
}
function webSocketUrl(url) {
  const absolute = new URL(url instanceof URL ? url : text("url", url), globalThis.location?.href);
  absolute.protocol = absolute.protocol.replace("http", "ws");
  return absolute;
}
function socketUrl(url, params) {
  const absolute = new URL(url);
  if (typeof (params ?? {}) !== "object" || Symbol.iterator in (params ?? {})) throw wrong("params", "an object", params);
  for (const [name, value] of Object.entries(params ?? {})) {
    if (!/^(string|number|boolean|bigint|undefined)$/.test(typeof value) && value !== null) throw wrong(`params.${name}`, "text, a number or a boolean", value);
    if (value !== null && value !== void 0) absolute.searchParams.set(name, String(value));
  }
  absolute.searchParams.set("vsn", "2.0.0");
  return absolute;
}
function tokenProtocols(token) {
  if (token === void 0 || token === null || token === "") return void 0;
  const base64 = btoa(String.fromCharCode(...new TextEncoder().encode(text("authToken", token))));
  return ["phoenix", `base64url.bearer.phx.${base64.replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "")}`];
}
function checkedProtocols(protocols) {
  if (protocols === null || protocols === void 0) return void 0;
  for (const protocol of Array.isArray(protocols) ? protocols : [protocols]) text("protocols", protocol);
  return protocols;
}

// src/backoff.ts
var Backoff = class {
  constructor(options) {
    this.options = options;
  }
  options;
  attempt = 0;
  #since;
  /** Notes a success, which resets the count of attempts only if it lasts. */
  succeeded() {
    this.#since = Date.now();
  }
  /** Returns the milliseconds to wait before the next attempt, or undefined if no attempts are left. */
  next() {
    const { maxRetries = Infinity, baseDelay = 1e3, maxDelay = 3e4, stableAfter = 5e3 } = this.options;
    if (this.#since !== void 0 && Date.now() - this.#since >= stableAfter) this.reset();
    this.#since = void 0;
    if (this.attempt >= maxRetries) return void 0;
    return Math.random() * Math.min(maxDelay, baseDelay * 2 ** Math.min(this.attempt++, 99));
  }
  reset() {
    this.attempt = 0;
  }
};

// src/emitter.ts
var Emitter = class {
  #callbacks = /* @__PURE__ */ new Map();
  on = (event, callback) => {
    let callbacks = this.#callbacks.get(event);
    if (!callbacks) this.#callbacks.set(event, callbacks = /* @__PURE__ */ new Set());
    callbacks.add(callback);
    return () => this.off(event, callback);
  };
  off = (event, callback) => {
    if (callback) this.#callbacks.get(event)?.delete(callback);
    else this.#callbacks.delete(event);
  };
  emit(event, value, detail) {
    for (const callback of [...this.#callbacks.get(event) ?? []])
      if (this.#callbacks.get(event)?.has(callback)) run(callback, value, detail);
  }
};
function run(callback, value, detail) {
  try {
    callback(value, detail);
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}

// src/serializer.ts
var PUSH = 0;
var REPLY = 1;
var BROADCAST = 2;
var POSITIONED = 3;
function freeze(topic, event, payload) {
  const bytes = bytesOf(payload);
  text("event", event);
  if (!bytes) return json(`the payload of ${topic} ${event}`, payload);
  if ([topic, event].some((name) => utf8(name).length > 255)) throw new RangeError("With a binary payload, topic and event are limited to 255 bytes");
  return bytes.slice();
}
function bytesOf(payload) {
  if (isBuffer(payload)) return new Uint8Array(payload);
  if (ArrayBuffer.isView(payload)) return new Uint8Array(payload.buffer, payload.byteOffset, payload.byteLength);
  return void 0;
}
function isBuffer(value) {
  return Object.prototype.toString.call(value) === "[object ArrayBuffer]";
}
function utf8(text2) {
  return new TextEncoder().encode(text2);
}
function encode(joinRef, ref, topic, event, body, extra) {
  if (typeof body === "string") return `${JSON.stringify([joinRef, ref, topic, event]).slice(0, -1)},${body}${extra ? `,${JSON.stringify(extra)}` : ""}]`;
  const fields = [joinRef ?? "", ref ?? "", topic, event].map(utf8);
  return join([Uint8Array.of(PUSH, ...fields.map((field) => field.length)), ...fields, body]);
}
function join(parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole.buffer;
}
function decode(data) {
  if (typeof data !== "string") return decodeBinary(data);
  const [joinRef, ref, topic, event, payload, extra] = JSON.parse(data);
  return { joinRef, ref, topic, event, payload, extra };
}
function decodeBinary(data) {
  const kind = new Uint8Array(data)[0];
  const text2 = new TextDecoder();
  const count = { [PUSH]: 3, [REPLY]: 4, [BROADCAST]: 2, [POSITIONED]: 2 }[kind];
  if (!count) throw new RangeError(`Unknown kind of message: ${kind}`);
  const extra = kind === POSITIONED ? Number(new DataView(data).getBigUint64(1 + count)) : void 0;
  let at = 1 + count + (kind === POSITIONED ? 8 : 0);
  const fields = [...new Uint8Array(data, 1, count)].map((length) => text2.decode(new Uint8Array(data, (at += length) - length, length)));
  const payload = data.slice(at);
  const [first, second, third, fourth] = fields;
  if (kind === PUSH) return { joinRef: first, ref: null, topic: second, event: third, payload, extra };
  if (kind === REPLY) return { joinRef: first, ref: second, topic: third, event: "phx_reply", payload: { status: fourth, response: payload }, extra };
  return { joinRef: null, ref: null, topic: first, event: second, payload, extra };
}

// src/wake.ts
function onWake(act) {
  const { document } = globalThis;
  const online = () => act(true);
  const visible = () => {
    if (document.visibilityState === "visible") act(false);
  };
  globalThis.addEventListener?.("online", online);
  document?.addEventListener("visibilitychange", visible);
  return () => {
    globalThis.removeEventListener?.("online", online);
    document?.removeEventListener("visibilitychange", visible);
  };
}

// src/connection.ts
var [CONNECTING, OPEN, CLOSING, CLOSED] = [0, 1, 2, 3];
var LOST = { code: 1006, reason: "" };
var FINAL = [1e3, 3e3, 3003, 4401, 4403];
var Connection = class {
  constructor(endpoint2, options) {
    this.endpoint = endpoint2;
    this.options = options;
    this.#backoff = new Backoff(options);
    if (!this.#class) throw new Error("There is no global WebSocket: pass one as the option WebSocket");
    this.#attempt();
    this.#isMade = true;
  }
  endpoint;
  options;
  #events = new Emitter();
  #queue = [];
  #backoff;
  #state = CONNECTING;
  #webSocket;
  /** Cancels the current wait: for the next attempt, or for the address or the handshake of the current one. */
  #stopWaiting = () => {
  };
  #isMade = false;
  on = this.#events.on;
  off = this.#events.off;
  get readyState() {
    return this.#state === OPEN && this.#webSocket.readyState !== OPEN ? CONNECTING : this.#state;
  }
  send(data) {
    const bytes = bytesOf(data);
    if (!bytes && typeof data !== "string" && !/Blob|File/.test(Object.prototype.toString.call(data))) throw wrong("data", "text, bytes or a Blob", data);
    const state = this.readyState;
    if (state === OPEN) this.#webSocket.send(data);
    else if (state !== CONNECTING) throw new ZzzError("send", "closed");
    else if (this.#queue.length >= (this.options.maxQueue ?? 100)) throw new ZzzError("send", "full");
    else this.#queue.push(bytes?.slice() ?? data);
  }
  close(code = 1e3, reason = "") {
    if (this.#state >= CLOSING) return;
    this.#webSocket?.close(code, reason);
    if (this.#state === OPEN) this.#state = CLOSING;
    else this.#end({ code, reason });
  }
  reconnect() {
    this.#backoff.reset();
    this.#giveUp(() => {
      this.#state = CONNECTING;
      const turn = this.#stopWaiting;
      this.#events.emit("reconnecting", { ...LOST, attempt: 1, delay: 0 });
      if (turn === this.#stopWaiting) this.#attempt();
    });
  }
  /** Gives up the current WebSocket, which has fallen silent, and opens another one. */
  drop() {
    this.#giveUp(() => this.#lost(LOST));
  }
  /** Stops listening to the current WebSocket, runs `then`, and closes that WebSocket. */
  #giveUp(then) {
    const webSocket = this.#webSocket;
    this.#forget();
    then();
    webSocket?.close();
  }
  get #class() {
    return this.options.WebSocket ?? globalThis.WebSocket;
  }
  get #patience() {
    return this.options.connectTimeout ?? 2e4;
  }
  #attempt() {
    const turn = this.#stopWaiting = () => {
    };
    const cancel = ask(this.endpoint, this.#patience, "connect", (address) => this.#open(address), (error) => this.#failed(error));
    if (turn === this.#stopWaiting) this.#stopWaiting = cancel;
  }
  #open([url, protocols]) {
    let webSocket;
    try {
      webSocket = this.#webSocket = new this.#class(url.href, protocols);
    } catch (error) {
      if (!this.#isMade) throw error;
      return this.#failed(error);
    }
    webSocket.binaryType = this.options.binaryType ?? "arraybuffer";
    this.#stopWaiting = deadline(this.#patience, () => this.#giveUp(() => this.#failed(new ZzzError("connect", "timeout"))));
    const listen = (type, listener) => webSocket.addEventListener(type, (event) => {
      if (webSocket === this.#webSocket) listener(event);
    });
    listen("open", () => this.#opened());
    listen("message", (event) => this.#events.emit("message", event.data));
    listen("error", (event) => this.#events.emit("error", event));
    listen("close", ({ code, reason }) => this.#lost({ code, reason }));
  }
  #opened() {
    this.#stopWaiting();
    this.#state = OPEN;
    this.#backoff.succeeded();
    this.#events.emit("open", void 0);
    while (this.readyState === OPEN && this.#queue.length) this.send(this.#queue.shift());
  }
  #failed(error) {
    const turn = this.#stopWaiting;
    this.#events.emit("error", error);
    if (turn === this.#stopWaiting) this.#lost(LOST);
  }
  #lost(why) {
    const isOver = this.#state === CLOSING || (this.options.finalCodes ?? FINAL).includes(why.code);
    const delay = isOver ? void 0 : this.#backoff.next();
    this.#forget();
    if (delay === void 0) return this.#end(why);
    this.#state = CONNECTING;
    this.#wait({ ...why, attempt: this.#backoff.attempt, delay });
  }
  #wait(reconnecting) {
    const next = () => {
      stop();
      this.#attempt();
    };
    const stops = [after(reconnecting.delay, next), onWake((isOnline) => {
      if (isOnline) this.#backoff.reset();
      next();
    })];
    const stop = this.#stopWaiting = () => stops.forEach((stop2) => stop2());
    this.#events.emit("reconnecting", reconnecting);
  }
  #end(why) {
    this.#forget();
    this.#queue.length = 0;
    this.#state = CLOSED;
    this.#events.emit("close", why);
  }
  #forget() {
    this.#stopWaiting();
    this.#stopWaiting = () => {
    };
    this.#webSocket = void 0;
  }
};

// src/presence.ts
var MAX_EARLY = 1e3;
var Presence = class {
  #events = new Emitter();
  #entries = /* @__PURE__ */ new Map();
  #list;
  /** Changes that arrived before the state and are applied after it. A change that the state already includes has no effect. */
  #early = [];
  #earlyRef = null;
  #stateRef = null;
  on = this.#events.on;
  off = this.#events.off;
  /** Returns the list, which is the same array until something changes. */
  list() {
    return this.#list ??= Object.freeze([...this.#entries].map(([key, entry]) => ({ ...entry, key })));
  }
  /** Returns the current list, if the server has sent a state for this join. */
  known(joinRef) {
    return joinRef && joinRef === this.#stateRef ? Object.fromEntries(this.#entries) : void 0;
  }
  state(joinRef, state) {
    this.#stateRef = joinRef;
    this.#apply(this.#changesTo(state));
    if (this.#earlyRef === joinRef) this.#early.forEach((diff) => this.#apply(diff));
    this.#early = [];
    this.#events.emit("sync", void 0);
  }
  diff(joinRef, diff) {
    if (joinRef !== this.#stateRef) return this.#keep(joinRef, diff);
    this.#apply(diff);
    this.#events.emit("sync", void 0);
  }
  #keep(joinRef, diff) {
    if (joinRef !== this.#earlyRef) this.#early = [];
    this.#earlyRef = joinRef;
    this.#early.push(diff);
    if (this.#early.length > MAX_EARLY) this.#early.shift();
  }
  #changesTo(state) {
    const old = Object.fromEntries(this.#entries);
    return { joins: without(state, old), leaves: without(old, state) };
  }
  #apply({ joins, leaves }) {
    for (const [key, entry] of Object.entries(joins)) this.#join(key, entry);
    for (const [key, entry] of Object.entries(leaves)) this.#leave(key, entry);
  }
  #join(key, changed) {
    const current = this.#entries.get(key);
    this.#list = void 0;
    this.#entries.set(key, { ...changed, metas: [...remaining(current, changed), ...changed.metas] });
    this.#events.emit("join", { key, current, changed });
  }
  #leave(key, changed) {
    const before = this.#entries.get(key);
    if (!before) return;
    const current = { ...before, metas: remaining(before, changed) };
    this.#list = void 0;
    if (current.metas.length) this.#entries.set(key, current);
    else this.#entries.delete(key);
    this.#events.emit("leave", { key, current, changed });
  }
};
function presenceOf(channel) {
  const presence2 = new Presence();
  channel.on("presence_state", (state) => presence2.state(channel.joinRef, state));
  channel.on("presence_diff", (diff) => presence2.diff(channel.joinRef, diff));
  const present = channel.present?.();
  if (present) presence2.state(channel.joinRef, present);
  return presence2;
}
function remaining(entry, other) {
  const refs = new Set(other?.metas.map((meta) => meta.phx_ref));
  return entry?.metas.filter((meta) => !refs.has(meta.phx_ref)) ?? [];
}
function without(entries, others) {
  return Object.fromEntries(Object.entries(entries).map(([key, entry]) => [key, { ...entry, metas: remaining(entry, Object.hasOwn(others, key) ? others[key] : void 0) }]).filter(([, entry]) => entry.metas.length));
}

// src/position.ts
function isOffset(value) {
  return Number.isSafeInteger(value) && value >= 0;
}
function positionOf(value) {
  const [epoch, offset] = Array.isArray(value) && value.length === 2 ? value : [];
  return typeof epoch === "string" && utf8(epoch).length <= 32 && isOffset(offset) ? [epoch, offset] : void 0;
}
function checkedPosition(name, value) {
  const position = positionOf(value);
  if (!position && value !== void 0 && value !== null) throw wrong(name, 'a position such as ["k3f9", 17]', value);
  return position;
}
function follows(position, start) {
  return !!position && !!start && position[0] === start[0] && position[1] >= start[1];
}

// src/push.ts
function promise(start) {
  const result = new Promise((resolve, reject) => start((error, response) => error ? reject(error) : resolve(response)));
  result.catch(() => {
  });
  return result;
}
var Push = class {
  constructor(topic, event, payload, timeout, settle) {
    this.topic = topic;
    this.event = event;
    this.body = freeze(topic, event, payload);
    this.#settle = settle;
    this.#late = deadline(timeout, () => this.fail("timeout"));
  }
  topic;
  event;
  body;
  #late;
  #settle;
  /** Whether the event was sent. If not, it still waits to be sent. */
  sent = false;
  reply(payload) {
    if (payload?.status === "ok") this.#end(void 0, payload.response);
    else this.fail("error", payload?.response);
  }
  fail(reason, response) {
    this.#end(new ZzzError(`${this.topic} ${this.event}`, reason, response));
  }
  /** Forgets the push without calling anyone. */
  cancel() {
    this.#late();
    this.#settle = void 0;
  }
  #end(error, response) {
    const settle = this.#settle;
    this.cancel();
    settle?.(error, response);
  }
};

// src/channel.ts
var GAP_DELAY = 2e3;
var Channel = class {
  constructor(port, topic, params, since) {
    this.port = port;
    this.topic = topic;
    this.params = params;
    this.at = since;
  }
  port;
  topic;
  params;
  #events = new Emitter();
  /** Pushes that wait for their reply, or for the join. */
  #pushes = /* @__PURE__ */ new Map();
  #topic;
  #joined;
  #settleJoin;
  #left;
  #settleLeave;
  /** Cancels the delay before `zzz_gap`. Set until that event or a leave; a join in between restarts the delay. */
  #stopGap;
  /** The position of the last message. It outlives the join, but not a leave. */
  at;
  state = "new";
  on = this.#events.on;
  off = this.#events.off;
  get joinRef() {
    return this.#topic?.joinRef ?? null;
  }
  /** Whether the channel waits for its first join. */
  get isNew() {
    return !!this.#settleJoin;
  }
  join() {
    if (this.state === "leaving") this.end();
    if (this.state === "new" || this.state === "closed") this.#joined = promise((settle) => this.#begin(settle));
    return this.#joined;
  }
  leave() {
    this.#stopGap?.();
    this.at = this.#stopGap = void 0;
    if (this.state === "closed") return Promise.resolve();
    if (this.state !== "leaving") this.#left = promise((settle) => this.#leave(settle));
    return this.#left;
  }
  push(event, payload = {}, { timeout = this.port.timeout } = {}) {
    return promise((settle) => this.#push(event, payload, timeout, settle));
  }
  /**
   * Called when the topic is joined. Its messages continue after `start`; the server has decided whether earlier ones are missing. There is a hole
   * if messages are missing although the join had no position.
   */
  accepted(response, start, isContinuous, isHole) {
    const wasRecovering = !!this.at;
    const recovered = isContinuous && follows(this.at, start);
    if (!recovered) this.at = start;
    if (isHole || wasRecovering && !recovered || this.#stopGap) this.#reportGap();
    this.state = "joined";
    for (const [ref, push] of this.#pushes) if (!push.sent) this.#transmit(ref, push);
    this.#settleFirst(void 0, response);
    this.#events.emit("phx_join", response, { recovered, wasRecovering });
  }
  /** Called when the topic is lost and will be joined again. */
  lost() {
    this.state = "joining";
    for (const push of this.#pushes.values()) if (push.sent) push.fail("lost");
  }
  reply(ref, payload) {
    this.#pushes.get(ref)?.reply(payload);
  }
  /** Called for each event, with its position if it has one. Leaves out a message from before the join, or that the page was rendered with. */
  tell(event, payload, at) {
    if (at && (this.state !== "joined" || follows(this.at, at))) return;
    this.at = at ?? this.at;
    this.#events.emit(event, payload);
  }
  /** Called when the topic has missed messages. */
  missed(at) {
    if (this.state !== "joined") return;
    this.at = at;
    this.#reportGap();
  }
  /** Returns who is present, if that is already known. */
  present() {
    return this.state === "joined" ? this.#topic.present() : void 0;
  }
  /** Closes the channel until `join` is called again. A first join that is under way fails with the error. */
  end(error = this.#error("phx_join", "closed")) {
    if (this.state === "closed") return;
    this.state = "closed";
    this.#topic = void 0;
    this.#stopGap?.();
    this.#failPushes();
    this.#settleFirst(error);
    this.#settleLeave?.(void 0);
    this.#events.emit("phx_close", {});
  }
  /** Waits first, so that the clients of a server that restarts do not all reload at once. */
  #reportGap() {
    this.#stopGap?.();
    this.#stopGap = after(Math.random() * GAP_DELAY, () => {
      this.#stopGap = void 0;
      this.#events.emit("zzz_gap", {});
    });
  }
  #begin(settle) {
    if (this.port.closed) return settle(this.#error("phx_join", "closed"));
    this.state = "joining";
    this.#settleJoin = settle;
    this.#topic = this.port.topic(this.topic);
    this.#topic.add(this);
  }
  #leave(settle) {
    const topic = this.#topic;
    this.state = "leaving";
    this.#settleLeave = settle;
    this.#settleFirst(this.#error("phx_join", "closed"));
    this.#failPushes();
    if (topic) topic.remove(this, () => {
      if (topic === this.#topic) this.end();
    });
    else this.end();
  }
  #push(event, payload, timeout, settle) {
    const isReady = this.state === "joined" && this.port.connected;
    if (this.port.closed || this.state === "leaving" || this.state === "closed") settle(this.#error(event, "closed"));
    else if (!isReady && this.#waiting >= this.port.maxQueue) settle(this.#error(event, "full"));
    else this.#send(event, payload, timeout, settle);
  }
  /** The number of pushes that wait to be sent. */
  get #waiting() {
    return [...this.#pushes.values()].filter((push) => !push.sent).length;
  }
  /** Sends the event now, or keeps it until the channel is joined. */
  #send(event, payload, timeout, settle) {
    const ref = this.port.nextRef();
    const push = new Push(this.topic, event, payload, timeout, (error, response) => {
      this.#pushes.delete(ref);
      settle(error, response);
    });
    this.#pushes.set(ref, push);
    if (this.state === "joined") this.#transmit(ref, push);
  }
  #transmit(ref, push) {
    if (!this.port.connected) return;
    push.sent = true;
    this.port.transmit(this.joinRef, ref, this.topic, push.event, push.body);
  }
  #failPushes() {
    for (const push of this.#pushes.values()) push.fail("closed");
  }
  #error(event, reason) {
    return new ZzzError(`${this.topic} ${event}`, reason);
  }
  #settleFirst(error, response) {
    const settle = this.#settleJoin;
    this.#settleJoin = void 0;
    settle?.(error, response);
  }
};

// src/heartbeat.ts
var Heartbeat = class {
  constructor(interval, timeout, beat, missed) {
    this.interval = interval;
    this.timeout = timeout;
    this.beat = beat;
    this.missed = missed;
  }
  interval;
  timeout;
  beat;
  missed;
  #cancel;
  /** Schedules the next beat. Called when the connection opens and when a beat is answered. */
  start() {
    this.stop();
    if (this.interval > 0) this.#cancel = after(this.interval, () => this.#beat());
  }
  stop() {
    this.#cancel?.();
  }
  #beat() {
    this.#cancel = deadline(this.timeout, this.missed);
    this.beat();
  }
};

// src/topic.ts
var Topic = class {
  constructor(port, name) {
    this.port = port;
    this.name = name;
    this.#backoff = port.backoff();
  }
  port;
  name;
  #channels = /* @__PURE__ */ new Set();
  #backoff;
  #join;
  #leave;
  #leaveRef;
  #response;
  /** What followed the payload of the last reply. */
  #extra;
  /** The position of the last message, while the topic is joined. */
  #at;
  /** The position that the latest join was sent with. */
  #asksFrom;
  #presence = new Presence();
  /** Cancels the current wait: for the next join, or for its parameters. */
  #stopWaiting = () => {
  };
  joinRef = null;
  isJoined = false;
  isLeft = false;
  /** Adds a channel, which is joined as soon as the topic is. */
  add(channel) {
    this.#channels.add(channel);
    if (this.#channels.size === 1) return this.#sendJoin();
    const { joinRef } = this;
    if (this.isJoined) queueMicrotask(() => {
      if (joinRef === this.joinRef) this.#welcome(channel);
    });
  }
  /** Removes a channel, and leaves the topic if it was the last one. Calls `left` when that is done. */
  remove(channel, left) {
    this.#channels.delete(channel);
    if (this.#channels.size) return left();
    this.isLeft = true;
    this.#stopWaiting();
    this.#join?.cancel();
    if (this.joinRef && this.port.connected) return this.#sendLeave(left);
    this.end();
    left();
  }
  /** Called when the socket is connected, for the first time or again. */
  opened() {
    if (!this.isLeft) this.#sendJoin();
  }
  /** Called when the connection of the socket is lost. The topic joins again on the next connection. */
  lost() {
    this.#forgetJoin();
    if (this.isLeft) this.end();
    else this.#each((channel) => channel.lost());
  }
  receive({ joinRef, ref, event, payload, extra }) {
    if (joinRef && joinRef !== this.joinRef) return;
    if (event === "phx_reply") this.#reply(ref, payload, extra);
    else if (event === "phx_close") this.end();
    else if (this.isLeft) return;
    else if (event === "phx_error") this.#crashed(payload);
    else if (!isOffset(extra) && event !== "zzz_gap") this.#tell(event, payload);
    else if (!this.isJoined) return;
    else if (event === "zzz_gap") this.#missed(extra);
    else this.#advance(event, payload, extra);
  }
  /** Closes the topic and its channels for good. A join that is under way fails with the error. */
  end(error) {
    this.isLeft = true;
    this.#forgetJoin();
    this.port.detach(this);
    this.#leave?.fail("closed");
    this.#each((channel) => channel.end(error));
  }
  /** Returns who is present, if the server has sent it for the current join. */
  present() {
    return this.isJoined ? this.#presence.known(this.joinRef) : void 0;
  }
  #reply(ref, payload, extra) {
    this.#extra = extra;
    if (ref === this.#leaveRef) this.#leave?.reply(payload);
    else if (ref === this.joinRef) this.#join?.reply(payload);
    else this.#each((channel) => channel.reply(ref, payload));
  }
  /** Notifies the channels of a message in the history, unless they have received it before. */
  #advance(event, payload, offset) {
    const at = this.#at && [this.#at[0], offset];
    if (follows(this.#at, at)) return;
    this.#at = at;
    this.#tell(event, payload, at);
  }
  #tell(event, payload, at) {
    try {
      if (event === "presence_state") this.#presence.state(this.joinRef, payload);
      if (event === "presence_diff") this.#presence.diff(this.joinRef, payload);
    } catch {
      this.#presence = new Presence();
    }
    this.#each((channel) => channel.tell(event, payload, at));
  }
  /** The server could not send all messages, and continues after another position. */
  #missed(extra) {
    this.#at = positionOf(extra?.at);
    this.#each((channel) => channel.missed(this.#at));
  }
  #sendJoin() {
    if (!this.port.connected) return;
    this.#forgetJoin();
    const [first] = this.#channels;
    const turn = this.#stopWaiting;
    const cancel = ask(first.params, this.port.timeout, this.#what, (params) => this.#transmitJoin(params), (error) => this.#refused(errorOf(error)));
    if (turn === this.#stopWaiting) this.#stopWaiting = cancel;
  }
  get #what() {
    return `${this.name} phx_join`;
  }
  #transmitJoin(params) {
    if (!this.port.connected) return;
    const settle = (error, response) => error ? this.#refused(error) : this.#accepted(response);
    try {
      this.#join = new Push(this.name, "phx_join", params ?? {}, this.port.timeout, settle);
    } catch (error) {
      return this.#refused(error);
    }
    const at = this.#asksFrom = [...this.#channels].find((channel) => channel.at)?.at;
    this.joinRef = this.port.nextRef();
    this.port.transmit(this.joinRef, this.joinRef, this.name, "phx_join", this.#join.body, { id: this.port.id, at });
  }
  #accepted(response) {
    const isContinuous = this.#extra?.recovered !== false;
    this.isJoined = true;
    this.#response = response;
    this.#at = positionOf(this.#extra?.at);
    this.#join = void 0;
    this.#backoff.succeeded();
    this.#each((channel) => this.#welcome(channel, isContinuous, !isContinuous && !this.#asksFrom));
  }
  #welcome(channel, isContinuous = true, isHole = false) {
    if (!this.#channels.has(channel) || channel.state !== "joining") return;
    channel.accepted(this.#response, this.#at, isContinuous, isHole);
    const present = this.present();
    if (present && channel.joinRef) channel.tell("presence_state", present);
  }
  /** Refuses the channels that have never joined, and tries again for the others. */
  #refused(error) {
    const { reason, response = { reason: error.message } } = error;
    if (reason === "timeout" && this.joinRef && this.port.connected) this.#transmitLeave("{}");
    this.#forgetJoin();
    const refused = [...this.#channels].filter((channel) => channel.isNew);
    if (refused.length === this.#channels.size) return this.end(error);
    refused.forEach((channel) => this.#channels.delete(channel));
    this.#retry(response);
    refused.forEach((channel) => channel.end(error));
  }
  #crashed(payload) {
    if (!this.isJoined) return this.#join?.fail("error", payload);
    this.#forgetJoin();
    this.#each((channel) => channel.lost());
    this.#retry(payload);
  }
  #retry(payload) {
    const delay = this.#backoff.next();
    if (delay !== void 0) this.#stopWaiting = after(delay, () => this.#sendJoin());
    this.#each((channel) => channel.tell("phx_error", payload));
    if (delay === void 0) this.end();
  }
  #sendLeave(left) {
    this.#leave = new Push(this.name, "phx_leave", {}, this.port.timeout, () => {
      this.#leave = void 0;
      this.port.detach(this);
      left();
    });
    this.#transmitLeave(this.#leave.body);
  }
  #transmitLeave(body) {
    this.#leaveRef = this.port.nextRef();
    this.port.transmit(this.joinRef, this.#leaveRef, this.name, "phx_leave", body);
  }
  #forgetJoin() {
    this.#stopWaiting();
    this.#stopWaiting = () => {
    };
    this.#join?.cancel();
    this.#join = void 0;
    this.isJoined = false;
    this.joinRef = null;
  }
  /** Iterates over a copy, because the action may add or remove channels. */
  #each(act) {
    [...this.#channels].forEach((channel) => {
      if (this.#channels.has(channel)) act(channel);
    });
  }
};

// src/socket.ts
var Socket = class {
  constructor(endpoint2, options) {
    this.options = options;
    this.timeout = options.timeout ?? 1e4;
    this.maxQueue = options.maxQueue ?? 100;
    const connection = this.#connection = new Connection(endpoint2, options);
    this.#heartbeat = new Heartbeat(options.heartbeatInterval ?? 3e4, this.timeout, () => this.#beat(), () => connection.drop());
    connection.on("open", () => this.#opened());
    connection.on("message", (data) => this.#receive(data));
    connection.on("error", (error) => this.#events.emit("error", error));
    connection.on("reconnecting", (reconnecting) => {
      this.#heartbeat.stop();
      this.#each((topic) => topic.lost());
      this.#events.emit("reconnecting", reconnecting);
    });
    connection.on("close", (closed) => {
      this.#end();
      this.#events.emit("close", closed);
    });
  }
  options;
  #events = new Emitter();
  #topics = /* @__PURE__ */ new Set();
  #connection;
  #heartbeat;
  #ref = 0;
  timeout;
  maxQueue;
  id = randomId();
  on = this.#events.on;
  off = this.#events.off;
  get connected() {
    return this.#connection.readyState === 1;
  }
  get closed() {
    return this.#connection.readyState > 1;
  }
  channel(topic, params = {}, { since } = {}) {
    return new Channel(this, text("topic", topic), params, checkedPosition("since", since));
  }
  disconnect() {
    this.#connection.close();
    this.#end();
  }
  reconnect() {
    this.#connection.reconnect();
  }
  topic(name) {
    let topic = [...this.#topics].find((topic2) => topic2.name === name && !topic2.isLeft);
    if (!topic) this.#topics.add(topic = new Topic(this, name));
    return topic;
  }
  detach(topic) {
    this.#topics.delete(topic);
  }
  nextRef() {
    return `${++this.#ref}`;
  }
  transmit(joinRef, ref, topic, event, body, extra) {
    if (this.connected) this.#connection.send(encode(joinRef, ref, topic, event, body, extra));
  }
  backoff() {
    return new Backoff(this.options);
  }
  #opened() {
    this.#heartbeat.start();
    this.#each((topic) => topic.opened());
    this.#events.emit("open", void 0);
  }
  #beat() {
    this.transmit(null, this.nextRef(), "phoenix", "heartbeat", "{}");
  }
  #receive(data) {
    let message;
    try {
      message = decode(data);
    } catch (error) {
      return this.#events.emit("error", error);
    }
    if (message.topic === "phoenix") this.#heartbeat.start();
    else this.#each((topic) => {
      if (topic.name === message.topic) topic.receive(message);
    });
  }
  #end() {
    this.#heartbeat.stop();
    this.#each((topic) => topic.end());
  }
  /** Iterates over a copy, because the action may add or remove topics. */
  #each(act) {
    [...this.#topics].forEach(act);
  }
};
function randomId() {
  const bytes = new Uint8Array(9);
  const random = globalThis.crypto?.getRandomValues(bytes) ?? bytes.map(() => Math.random() * 256);
  return btoa(String.fromCharCode(...random));
}

// src/zzz.ts
function connect(url, options = {}) {
  return new Connection(plainEndpoint(url, options), options);
}
function socket(url, options = {}) {
  return new Socket(socketEndpoint(url, options), options);
}
function presence(channel) {
  return presenceOf(channel);
}
