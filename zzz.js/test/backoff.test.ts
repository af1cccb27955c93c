import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { Backoff } from "../src/backoff.js";

beforeEach(() => mock.reset());

const delays = (backoff: Backoff, count: number) => Array.from({ length: count }, () => backoff.next());

test("limits double up to the greatest", () => {
  mock.method(Math, "random", () => 1);
  assert.deepEqual(delays(new Backoff(), 11), [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000, 30_000, 30_000, undefined]);
});

test("jitter is full: from nothing to the limit", () => {
  mock.method(Math, "random", () => 0);
  assert.deepEqual(delays(new Backoff(3, 100, 1_000), 3), [0, 0, 0]);
  mock.method(Math, "random", () => 0.25);
  assert.deepEqual(delays(new Backoff(3, 100, 1_000), 3), [25, 50, 100]);
});

test("a success begins anew", () => {
  mock.method(Math, "random", () => 1);
  const backoff = new Backoff(2, 100, 1_000);
  assert.deepEqual(delays(backoff, 3), [100, 200, undefined]);
  backoff.reset();
  assert.deepEqual(delays(backoff, 3), [100, 200, undefined]);
});

test("without retries there is no delay", () => assert.equal(new Backoff(0).next(), undefined));

test("without a limit of retries the delay stays at its greatest", () => {
  mock.method(Math, "random", () => 1);
  assert.equal(delays(new Backoff(Infinity), 5_000).at(-1), 30_000);
});
