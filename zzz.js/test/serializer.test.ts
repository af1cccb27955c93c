import assert from "node:assert/strict";
import { test } from "node:test";
import { decode, encode, freeze } from "../src/serializer.js";

const bytes = (...values: (number | string)[]) =>
  Uint8Array.from(values.flatMap(value => typeof value === "string" ? [...Buffer.from(value)] : [value])).buffer;

test("a push is an array", () =>
  assert.equal(encode("1", "2", "room:1", "new_msg", freeze("room:1", "new_msg", { body: "hi" })), '["1","2","room:1","new_msg",{"body":"hi"}]'));

test("what is extra follows the payload, and has no place with bytes", () => {
  assert.equal(encode("1", "1", "t", "phx_join", "{}", { id: "a", at: ["k3f9", 18] }), '["1","1","t","phx_join",{},{"id":"a","at":["k3f9",18]}]');
  assert.deepEqual(encode("1", "1", "t", "e", Uint8Array.of(7), { id: "a" }), bytes(0, 1, 1, 1, 1, "1", "1", "t", "e", 7));
});

test("a heartbeat has no join_ref", () =>
  assert.equal(encode(null, "7", "phoenix", "heartbeat", "{}"), '[null,"7","phoenix","heartbeat",{}]'));

for (const payload of [0, false, "", null, [], {}, "ů\"\\", 1.5])
  test(`the payload ${JSON.stringify(payload)} is written as it is`, () =>
    assert.equal(encode("1", "2", "t", "e", freeze("t", "e", payload)), `["1","2","t","e",${JSON.stringify(payload)}]`));

test("a payload that JSON does not have is an empty object", () =>
  assert.equal(encode("1", "2", "t", "e", freeze("t", "e", undefined)), '["1","2","t","e",{}]'));

test("a binary push has its sizes first", () =>
  assert.deepEqual(encode("1", "23", "room:ů", "up", freeze("room:ů", "up", bytes(0, 255))), bytes(0, 1, 2, 7, 2, "1", "23", "room:ů", "up", 0, 255)));

test("an empty binary push is only its head", () =>
  assert.deepEqual(encode(null, "2", "t", "e", freeze("t", "e", new ArrayBuffer(0))), bytes(0, 0, 1, 1, 1, "2", "t", "e")));

for (const view of [new Uint8Array(bytes(9, 1, 2, 9), 1, 2), new DataView(bytes(9, 1, 2, 9), 1, 2), Buffer.from([1, 2])])
  test(`a part of memory is sent as that part: ${view.constructor.name}`, () =>
    assert.deepEqual(encode("1", "2", "t", "e", freeze("t", "e", view)), bytes(0, 1, 1, 1, 1, "1", "2", "t", "e", 1, 2)));

test("a payload is taken as it was", () => {
  const memory = Uint8Array.of(1);
  const frozen = freeze("t", "e", memory);
  memory[0] = 2;
  assert.deepEqual(frozen, Uint8Array.of(1));
});

test("with a binary payload, a topic of 255 bytes is the longest", () => {
  assert.doesNotThrow(() => freeze("t".repeat(255), "e", new ArrayBuffer(1)));
  assert.throws(() => freeze("ů".repeat(128), "e", new ArrayBuffer(1)), RangeError);
  assert.throws(() => freeze("t", "e".repeat(256), new ArrayBuffer(1)), RangeError);
  assert.doesNotThrow(() => freeze("t".repeat(256), "e", {}));
});

test("a reply is read", () =>
  assert.deepEqual(decode('["1","2","room:1","phx_reply",{"status":"ok","response":{"a":1}}]'),
    { joinRef: "1", ref: "2", topic: "room:1", event: "phx_reply", payload: { status: "ok", response: { a: 1 } }, extra: undefined }));

test("a broadcast is read", () =>
  assert.deepEqual(decode('[null,null,"room:1","new_msg",0]'), { joinRef: null, ref: null, topic: "room:1", event: "new_msg", payload: 0, extra: undefined }));

test("a binary push of the server is read", () =>
  assert.deepEqual(decode(bytes(0, 1, 7, 2, "1", "room:ů", "up", 0, 255)), { joinRef: "1", ref: null, topic: "room:ů", event: "up", payload: bytes(0, 255), extra: undefined }));

test("a binary reply is read", () =>
  assert.deepEqual(decode(bytes(1, 1, 2, 1, 5, "1", "23", "t", "error", 3)),
    { joinRef: "1", ref: "23", topic: "t", event: "phx_reply", payload: { status: "error", response: bytes(3) }, extra: undefined }));

test("a binary broadcast is read", () =>
  assert.deepEqual(decode(bytes(2, 1, 2, "t", "up")), { joinRef: null, ref: null, topic: "t", event: "up", payload: new ArrayBuffer(0), extra: undefined }));

test("a broadcast with its offset is read", () =>
  assert.deepEqual(decode('[null,null,"room:1","new_msg",0,18]'), { joinRef: null, ref: null, topic: "room:1", event: "new_msg", payload: 0, extra: 18 }));

test("a binary broadcast with its offset is read", () =>
  assert.deepEqual(decode(bytes(3, 7, 2, 0, 0x1f, 255, 255, 255, 255, 255, 255, "room:ů", "up", 0, 255)),
    { joinRef: null, ref: null, topic: "room:ů", event: "up", payload: bytes(0, 255), extra: 2 ** 53 - 1 }));

for (const data of [bytes(4, 1, 1), bytes(3, 1, 1, 0, 0, 0, 0, 0, 0, 0), bytes(3, 1, 1, 0, 0, 0, 0, 0, 0, 0, 1, "t"), bytes(3, 1, 1), bytes(), bytes(2, 9, 9, "t"), "{", "{}", "null"])
  test(`what is no message is not read: ${typeof data === "string" ? data : [...new Uint8Array(data)]}`, () =>
    assert.throws(() => decode(data)));
