import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { Backoff } from "../src/backoff.js";

beforeEach(() => {
  mock.reset();
  mock.timers.reset();
});

const delays = (backoff: Backoff, count: number) => Array.from({ length: count }, () => backoff.next());

test("limits double up to the greatest, and there is no last one", () => {
  mock.method(Math, "random", () => 1);
  const backoff = new Backoff({});
  assert.deepEqual(delays(backoff, 8), [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
  assert.deepEqual(new Set(delays(backoff, 5_000)), new Set([30_000]));
  assert.equal(backoff.attempt, 5_008);
});

test("without any delay it stays at none, however often", () => {
  assert.deepEqual(new Set(delays(new Backoff({ baseDelay: 0 }), 5_000)), new Set([0]));
});

test("jitter is full: from nothing to the limit", () => {
  mock.method(Math, "random", () => 0);
  assert.deepEqual(delays(new Backoff({ baseDelay: 100, maxDelay: 1_000 }), 3), [0, 0, 0]);
  mock.method(Math, "random", () => 0.25);
  assert.deepEqual(delays(new Backoff({ baseDelay: 100, maxDelay: 1_000 }), 3), [25, 50, 100]);
});

test("a success that lasts begins anew, and one that does not goes on", () => {
  mock.timers.enable({ apis: ["Date"] });
  mock.method(Math, "random", () => 1);
  const backoff = new Backoff({ maxRetries: 2, baseDelay: 100, stableAfter: 1_000 });
  assert.deepEqual(delays(backoff, 1), [100]);
  backoff.succeeded();
  mock.timers.tick(999);
  assert.deepEqual(delays(backoff, 2), [200, undefined]);
  backoff.succeeded();
  mock.timers.tick(1_000);
  assert.deepEqual(delays(backoff, 3), [100, 200, undefined]);
});

test("time that passes after a loss does not count as success", () => {
  mock.timers.enable({ apis: ["Date"] });
  const backoff = new Backoff({ maxRetries: 2 });
  backoff.succeeded();
  delays(backoff, 1);
  mock.timers.tick(60_000);
  delays(backoff, 1);
  assert.equal(backoff.next(), undefined);
});

test("without retries there is no delay", () => assert.equal(new Backoff({ maxRetries: 0 }).next(), undefined));
