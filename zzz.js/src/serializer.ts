import { json, text } from "./check.js";

/** A channel message. If it is a reply, its payload has the properties status and response. */
export interface Message {
  joinRef: string | null;
  ref: string | null;
  topic: string;
  event: string;
  payload: any;
  /** What follows the payload: the offset of a broadcast in its topic's history, or an object about positions. */
  extra: any;
}

/** A payload that no longer changes: JSON text or copied bytes. */
export type Body = string | Uint8Array<ArrayBuffer>;

const PUSH = 0, REPLY = 1, BROADCAST = 2, POSITIONED = 3;

/** Copies a payload, because the app may change the original before it is sent. */
export function freeze(topic: string, event: string, payload: unknown): Body {
  const bytes = bytesOf(payload);
  text("event", event);
  if (!bytes) return json(`the payload of ${topic} ${event}`, payload);
  if ([topic, event].some(name => utf8(name).length > 255)) throw new RangeError("With a binary payload, topic and event are limited to 255 bytes");
  return bytes.slice();
}

/** Returns the bytes of a buffer or view, without a copy, or undefined for other values. */
export function bytesOf(payload: unknown): Uint8Array<ArrayBuffer> | undefined {
  if (isBuffer(payload)) return new Uint8Array(payload);
  if (ArrayBuffer.isView(payload)) return new Uint8Array(payload.buffer as ArrayBuffer, payload.byteOffset, payload.byteLength);
  return undefined;
}

/** Whether a value is an ArrayBuffer, even of another realm: tests in Jest, and pages with frames, have several ArrayBuffer classes. */
function isBuffer(value: unknown): value is ArrayBuffer {
  return Object.prototype.toString.call(value) === "[object ArrayBuffer]";
}

export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Writes a message as Phoenix's serializer 2.0.0 does. A server without recovery ignores the extra element, which bytes have no room for. */
export function encode(joinRef: string | null, ref: string | null, topic: string, event: string, body: Body, extra?: object): string | ArrayBuffer {
  if (typeof body === "string") return `${JSON.stringify([joinRef, ref, topic, event]).slice(0, -1)},${body}${extra ? `,${JSON.stringify(extra)}` : ""}]`;
  const fields = [joinRef ?? "", ref ?? "", topic, event].map(utf8);
  return join([Uint8Array.of(PUSH, ...fields.map(field => field.length)), ...fields, body]);
}

function join(parts: Uint8Array[]): ArrayBuffer {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole.buffer;
}

/** Reads a message from the server. The counterpart of {@link encode}. */
export function decode(data: string | ArrayBuffer): Message {
  if (typeof data !== "string") return decodeBinary(data);
  const [joinRef, ref, topic, event, payload, extra] = JSON.parse(data);
  return { joinRef, ref, topic, event, payload, extra };
}

function decodeBinary(data: ArrayBuffer): Message {
  const kind = new Uint8Array(data)[0]!;
  const text = new TextDecoder();
  const count = { [PUSH]: 3, [REPLY]: 4, [BROADCAST]: 2, [POSITIONED]: 2 }[kind];
  if (!count) throw new RangeError(`Unknown kind of message: ${kind}`);

  const extra = kind === POSITIONED ? Number(new DataView(data).getBigUint64(1 + count)) : undefined;
  let at = 1 + count + (kind === POSITIONED ? 8 : 0);
  const fields = [...new Uint8Array(data, 1, count)].map(length => text.decode(new Uint8Array(data, (at += length) - length, length)));
  const payload = data.slice(at);
  const [first, second, third, fourth] = fields as [string, string, string, string];
  if (kind === PUSH) return { joinRef: first, ref: null, topic: second, event: third, payload, extra };
  if (kind === REPLY) return { joinRef: first, ref: second, topic: third, event: "phx_reply", payload: { status: fourth, response: payload }, extra };
  return { joinRef: null, ref: null, topic: first, event: second, payload, extra };
}
