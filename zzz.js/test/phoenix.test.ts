// Checks that this client writes, reads and lists the same as Phoenix's own client.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as Phoenix from "phoenix";
import { decode, encode, freeze } from "../src/serializer.js";
import { presence, type Channel } from "../src/zzz.js";
import { Emitter } from "../src/emitter.js";
import { randomFrom } from "./random.js";

const payloads = [{ body: "ů\"\\🐎" }, {}, [], 0, false, "", new ArrayBuffer(0), Uint8Array.of(0, 128, 255).buffer];

for (const payload of payloads) {
  const what = payload instanceof ArrayBuffer ? `${payload.byteLength} bytes` : JSON.stringify(payload);

  test(`it writes ${what} as Phoenix does`, () => {
    let expected: string | ArrayBuffer | undefined;
    Phoenix.Serializer.encode({ join_ref: "1", ref: "23", topic: "room:1", event: "new_msg", payload }, data => { expected = data; });
    assert.deepEqual(encode("1", "23", "room:1", "new_msg", freeze("room:1", "new_msg", payload)), expected);
  });
}

const received = [
  '["1","2","room:1","phx_reply",{"status":"ok","response":0}]',
  '[null,null,"room:1","new_msg",{"a":1}]',
  ...["\0\x01\x06\x02" + "1room:1up" + "\0\xff", "\x01\x01\x02\x06\x05" + "123room:1error" + "\x07", "\x02\x06\x02" + "room:1up"]
    .map(text => Uint8Array.from(text, character => character.charCodeAt(0)).buffer),
];

for (const data of received)
  test(`it reads as Phoenix does: ${typeof data === "string" ? data : [...new Uint8Array(data)].slice(0, 5)}`, () => {
    Phoenix.Serializer.decode(data, ({ join_ref, ref, topic, event, payload }) =>
      assert.deepEqual(decode(data), { joinRef: join_ref ?? null, ref: ref ?? null, topic, event, payload, extra: undefined }));
  });

for (const [what, data] of [
  ["a join", encode("1", "1", "room:1", "phx_join", "{}", { id: "q8Zk2m", at: ["k3f9", 18] })],
  ["a message of the server", '["1","1","room:1","phx_join",{},18]'],
] as const)
  test(`Phoenix ignores what follows the payload of ${what}`, () => {
    Phoenix.Serializer.decode(data, message => assert.deepEqual(message, { join_ref: "1", ref: "1", topic: "room:1", event: "phx_join", payload: {} }));
  });

test("after any states and changes, it lists as Phoenix does", () => {
  const random = randomFrom(42);
  const channel = Object.assign(new Emitter<any>(), { joinRef: "1" });
  const list = presence(channel as unknown as Channel);
  let expected: Record<string, object> = {};
  for (let step = 0; step < 2_000; step++) {
    if (step % 50 === 0) {
      const state = randomEntries(random);
      expected = Phoenix.Presence.syncState(expected, structuredClone(state)) as typeof expected;
      channel.emit("presence_state", state);
    } else {
      const diff = { joins: randomEntries(random), leaves: randomEntries(random) };
      expected = Phoenix.Presence.syncDiff(expected, structuredClone(diff)) as typeof expected;
      channel.emit("presence_diff", diff);
    }
    assert.deepEqual(Object.fromEntries(list.list().map(({ key, ...entry }) => [key, entry])), { ...expected }, `step ${step}`);
  }
});

/** Returns up to three keys with up to three metas each. */
function randomEntries(random: (below: number) => number): Record<string, object> {
  const keys = ["ada", "bob", "cyd"].filter(() => random(2));
  return Object.fromEntries(keys.map(key =>
    [key, { metas: Array.from({ length: 1 + random(3) }, (_, i) => ({ phx_ref: `${key}${i}${random(3)}` })) }]));
}
