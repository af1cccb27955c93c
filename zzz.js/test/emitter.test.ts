import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { Emitter } from "../src/emitter.js";

test("a callback gets what is emitted, until it is taken away", () => {
  const emitter = new Emitter<{ a: number }>();
  const seen: number[] = [];
  const callback = (value: number) => seen.push(value);
  emitter.on("a", callback);
  emitter.on("a", callback);
  emitter.emit("a", 0);
  emitter.off("a", callback);
  emitter.emit("a", 1);
  assert.deepEqual(seen, [0]);
});

test("what on returns takes the callback away, and no other", () => {
  const emitter = new Emitter<{ a: string }>();
  const seen: string[] = [];
  const off = emitter.on("a", () => seen.push("first"));
  emitter.on("a", () => seen.push("second"));
  off();
  emitter.emit("a", "");
  assert.deepEqual(seen, ["second"]);
});

test("off without a callback takes away all of the event, and of no other", () => {
  const emitter = new Emitter<{ a: void; b: void }>();
  const seen: string[] = [];
  emitter.on("a", () => seen.push("a"));
  emitter.on("a", () => seen.push("also a"));
  emitter.on("b", () => seen.push("b"));
  emitter.off("a");
  emitter.emit("a", undefined);
  emitter.emit("b", undefined);
  assert.deepEqual(seen, ["b"]);
});

test("a callback that throws is reported, and the others are called", () => {
  const reports: (() => void)[] = [];
  mock.method(globalThis, "queueMicrotask", (report: () => void) => reports.push(report));
  const emitter = new Emitter<{ a: void }>();
  const seen: string[] = [];
  emitter.on("a", () => seen.push("before"));
  emitter.on("a", () => { throw new Error("mine"); });
  emitter.on("a", () => seen.push("after"));
  emitter.emit("a", undefined);
  mock.reset();
  assert.deepEqual(seen, ["before", "after"]);
  assert.equal(reports.length, 1);
  assert.throws(reports[0]!, /mine/);
});

test("a callback that another one takes away is not called any more, one that it adds not yet", () => {
  const emitter = new Emitter<{ a: void }>();
  const seen: string[] = [];
  const second = () => seen.push("second");
  emitter.on("a", () => {
    emitter.off("a", second);
    emitter.on("a", () => seen.push("added"));
  });
  emitter.on("a", second);
  emitter.emit("a", undefined);
  assert.deepEqual(seen, []);
});
