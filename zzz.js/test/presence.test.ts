import assert from "node:assert/strict";
import { test } from "node:test";
import { presence, type Channel, type Presence } from "../src/zzz.js";
import { FakeWebSocket } from "./fake-web-socket.js";
import { fakeTime, joined, pass, recorded } from "./setup.js";

fakeTime();

const entry = (...refs: string[]) => ({ metas: refs.map(phx_ref => ({ phx_ref })) });

/** The keys, each with the refs of its metas. */
const refs = (list: Presence) => Object.fromEntries(list.list().map(({ key, metas }) => [key, metas.map(meta => meta.phx_ref).join()]));

async function watched(): Promise<{ list: Presence; room: Channel; state: (state: object) => void; diff: (joins: object, leaves?: object) => void }> {
  const { room } = await joined();
  return {
    list: presence(room),
    room,
    state: state => FakeWebSocket.last.receiveMessage(room.joinRef, null, "room:1", "presence_state", state),
    diff: (joins, leaves = {}) => FakeWebSocket.last.receiveMessage(null, null, "room:1", "presence_diff", { joins, leaves }),
  };
}

test("the state is the list", async () => {
  const { list, state } = await watched();
  const seen = recorded(list, "sync", "join", "leave");
  state({ ada: { metas: [{ phx_ref: "1", tab: "a" }, { phx_ref: "2" }], name: "Ada" }, bob: entry("3") });
  assert.deepEqual(list.list(), [{ key: "ada", metas: [{ phx_ref: "1", tab: "a" }, { phx_ref: "2" }], name: "Ada" }, { key: "bob", metas: [{ phx_ref: "3" }] }]);
  assert.deepEqual(seen.map(([event, value]) => [event, value?.key]), [["join", "ada"], ["join", "bob"], ["sync", undefined]]);
});

test("several metas of one key come and go", async () => {
  const { list, state, diff } = await watched();
  state({ ada: entry("1") });
  const seen = recorded(list, "join", "leave");
  diff({ ada: entry("2") });
  assert.deepEqual(refs(list), { ada: "1,2" });
  diff({}, { ada: entry("1") });
  assert.deepEqual(refs(list), { ada: "2" });
  diff({}, { ada: entry("2") });
  assert.deepEqual(refs(list), {});
  assert.deepEqual(seen, [
    ["join", { key: "ada", current: entry("1"), changed: entry("2") }],
    ["leave", { key: "ada", current: entry("2"), changed: entry("1") }],
    ["leave", { key: "ada", current: entry(), changed: entry("2") }],
  ]);
});

test("an update is a join and a leave of one key", async () => {
  const { list, state, diff } = await watched();
  state({ ada: entry("1") });
  const seen = recorded(list, "join", "leave", "sync");
  diff({ ada: { metas: [{ phx_ref: "2", phx_ref_prev: "1", typing: true }] } }, { ada: entry("1") });
  assert.deepEqual(list.list(), [{ key: "ada", metas: [{ phx_ref: "2", phx_ref_prev: "1", typing: true }] }]);
  assert.deepEqual(seen.map(([event]) => event), ["join", "leave", "sync"]);
});

test("changes before the state are made after it", async () => {
  const { list, state, diff } = await watched();
  const syncs = recorded(list, "sync");
  diff({ bob: entry("2") });
  diff({}, { ada: entry("1") });
  assert.deepEqual(refs(list), {});
  state({ ada: entry("1") });
  assert.deepEqual(refs(list), { bob: "2" });
  assert.equal(syncs.length, 1);
});

test("changes before the state are made once", async () => {
  const { list, state, diff } = await watched();
  diff({ bob: entry("2") });
  state({});
  state({ ada: entry("1") });
  assert.deepEqual(refs(list), { ada: "1" });
});

test("a change that the state holds already is no second join", async () => {
  const { list, state, diff } = await watched();
  diff({ ada: entry("1") });
  state({ ada: entry("1") });
  assert.deepEqual(refs(list), { ada: "1" });
});

test("a leave of somebody who is not there is nothing", async () => {
  const { list, state, diff } = await watched();
  state({});
  const seen = recorded(list, "leave");
  diff({}, { ada: entry("1") });
  assert.deepEqual(seen, []);
});

test("after a rejoin the new state is compared with the old one", async () => {
  const { list, room, state, diff } = await watched();
  state({ ada: entry("1", "2"), bob: entry("3") });
  const seen = recorded(list, "join", "leave", "sync");
  FakeWebSocket.last.end();
  pass(1_000);
  FakeWebSocket.last.open();
  assert.deepEqual(refs(list), { ada: "1,2", bob: "3" });
  FakeWebSocket.last.reply(FakeWebSocket.last.message("phx_join"));
  assert.equal(room.state, "joined");
  diff({ eve: entry("6") });
  state({ ada: entry("2", "4"), cyd: entry("5") });
  assert.deepEqual(refs(list), { ada: "2,4", cyd: "5", eve: "6" });
  assert.deepEqual(seen.map(([event, value]) => [event, value?.key, value?.changed.metas.length]),
    [["join", "ada", 1], ["join", "cyd", 1], ["leave", "ada", 1], ["leave", "bob", 1], ["join", "eve", 1], ["sync", undefined, undefined]]);
});

for (const fresh of [{}, { new: entry("2") }])
  test(`changes of an earlier join that had no state are forgotten, with ${Object.keys(fresh).length} of the new one`, async () => {
    const { list, state, diff } = await watched();
    diff({ old: entry("1") });
    FakeWebSocket.last.end();
    pass(1_000);
    FakeWebSocket.last.open().reply(FakeWebSocket.last.message("phx_join"));
    if (Object.keys(fresh).length) diff(fresh);
    state({});
    assert.deepEqual(Object.keys(refs(list)), Object.keys(fresh));
  });

test("keys may have any name", async () => {
  const { list, state, diff } = await watched();
  state(JSON.parse('{"__proto__":{"metas":[{"phx_ref":"1"}]},"constructor":{"metas":[{"phx_ref":"2"}]}}'));
  assert.deepEqual(list.list().map(({ key }) => key), ["__proto__", "constructor"]);
  diff({}, JSON.parse('{"__proto__":{"metas":[{"phx_ref":"1"}]}}'));
  state({});
  assert.deepEqual(list.list(), []);
});

test("what list gives is the same until something changes, and nobody can change it", async () => {
  const { list, state, diff } = await watched();
  assert.equal(list.list(), list.list());
  state({ ada: entry("1") });
  const snapshot = list.list();
  assert.equal(list.list(), snapshot);
  assert.throws(() => (snapshot as unknown[]).pop(), TypeError);
  diff({}, { bob: entry("2") });
  state({ ada: entry("1") });
  assert.equal(list.list(), snapshot, "nothing has changed");
  diff({ bob: entry("2") });
  assert.notEqual(list.list(), snapshot);
  assert.deepEqual(snapshot.map(({ key }) => key), ["ada"]);
  diff({}, { bob: entry("2") });
  assert.deepEqual(list.list(), snapshot);
});

test("within a join or a leave the list has what is told", async () => {
  const { list, state, diff } = await watched();
  state({});
  list.list();
  const seen: string[] = [];
  for (const event of ["join", "leave"] as const) list.on(event, () => seen.push(list.list().map(({ key }) => key).join()));
  diff({ ada: entry("1"), bob: entry("2") });
  diff({}, { ada: entry("1") });
  assert.deepEqual(seen, ["ada", "ada,bob", "bob"]);
});

test("a presence of a channel that is joined already has the list", async () => {
  const { room, state, diff } = await watched();
  state({ ada: entry("1") });
  diff({ bob: entry("2") });
  const late = presence(room);
  assert.deepEqual(refs(late), { ada: "1", bob: "2" });
  diff({}, { ada: entry("1") });
  assert.deepEqual(refs(late), { bob: "2" });
});
