// The Presence class of npm's phoenix, unmodified, on a channel that tracks who joins. Each test is a step, and runs under all settings.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, describe, test } from "node:test";
import { connect, disconnectAll, outcome, settings } from "./phoenix.mjs";

const limit = { timeout: 30_000 };
after(disconnectAll);

for (const { name, version, prefix, options, Presence } of settings) {
  const step = (name, run) => test(name, limit, run);

  /** Joins, and keeps the list as an app would: `names` is the list, `calls` are the calls of its callbacks, and `until` waits for a list. */
  async function join(topic, params = {}) {
    const socket = connect(options);
    const channel = socket.channel(topic, params);
    const presence = new Presence(channel);
    const calls = [];
    const waiting = new Set();
    const names = () => presence.list((name, { metas }) => `${name} ${metas.map(meta => meta.text).join(" ")}`).sort();
    presence.onJoin((name, current, added) => calls.push(`join ${name} ${current?.metas.length ?? 0} ${added.metas.length}`));
    presence.onLeave((name, current, left) => calls.push(`leave ${name} ${current.metas.length} ${left.metas.length}`));
    presence.onSync(() => waiting.forEach(look => look()));
    const until = expected => new Promise((resolve, reject) => {
      const guard = setTimeout(() => reject(new Error(`it is ${JSON.stringify(names())}, not ${JSON.stringify(expected)}`)), 20_000);
      const look = () => {
        if (names().join() !== expected.join()) return;
        clearTimeout(guard);
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
    });
    assert.deepEqual(await outcome(channel.join()), ["ok", {}]);
    return { socket, channel, presence, calls, until };
  }

  const desk = () => `${prefix}desk:${randomUUID()}`;

  describe(`the Presence of ${name}`, () => {
    step("who joins is on its own list", async () => {
      const ann = await join(desk(), { name: "ann" });
      await ann.until(["ann here"]);
      assert.deepEqual(ann.calls, ["join ann 0 1"]);
    });

    step("everybody sees who comes, and who came before", async () => {
      const topic = desk();
      const ann = await join(topic, { name: "ann" });
      const bob = await join(topic, { name: "bob" });
      await Promise.all([ann, bob].map(one => one.until(["ann here", "bob here"])));
    });

    step("who only watches is on no list", async () => {
      const topic = desk();
      const ann = await join(topic, { name: "ann" });
      const watcher = await join(topic);
      await watcher.until(["ann here"]);
      await ann.until(["ann here"]);
    });

    step("somebody with two tabs is there once, until both are closed", async () => {
      const topic = desk();
      const watcher = await join(topic);
      const one = await join(topic, { name: "ann" });
      await watcher.until(["ann here"]);
      const other = await join(topic, { name: "ann" });
      await watcher.until(["ann here here"]);
      one.channel.leave();
      await watcher.until(["ann here"]);
      other.channel.leave();
      await watcher.until([]);
      // Version 1.5 counts the tab that was there before, too.
      assert.deepEqual(watcher.calls, ["join ann 0 1", `join ann 1 ${version < 1.6 ? 2 : 1}`, "leave ann 1 1", "leave ann 0 1"]);
    });

    step("an update replaces a meta", async () => {
      const topic = desk();
      const watcher = await join(topic);
      const ann = await join(topic, { name: "ann" });
      await watcher.until(["ann here"]);
      ann.channel.push("status", { name: "ann", status: "away" });
      await watcher.until(["ann away"]);
      await ann.until(["ann away"]);
    });

    step("who is untracked is gone, and still on the topic", async () => {
      const topic = desk();
      const watcher = await join(topic);
      const ann = await join(topic, { name: "ann" });
      await watcher.until(["ann here"]);
      ann.channel.push("untrack", { name: "ann" });
      await watcher.until([]);
      assert.deepEqual(await outcome(ann.channel.push("list", {})), ["ok", {}]);
    });

    step("who drops is gone, and back after the client has joined again", async () => {
      const topic = desk();
      const watcher = await join(topic);
      const ann = await join(topic, { name: "ann" });
      await watcher.until(["ann here"]);
      ann.socket.conn.terminate();
      if (!process.env.ZZZ_TEST_NODES) await watcher.until([]); // on another server, it may be back before it is seen to leave
      await watcher.until(["ann here"]);
      await ann.until(["ann here"]);
    });

    step("a watcher that drops has the right list when it is back", async () => {
      const topic = desk();
      const watcher = await join(topic);
      const ann = await join(topic, { name: "ann" });
      await watcher.until(["ann here"]);
      watcher.socket.conn.terminate();
      ann.socket.disconnect();
      await join(topic, { name: "bob" });
      await watcher.until(["bob here"]);
    });

    step("the app can ask who is there", async () => {
      const topic = desk();
      const ann = await join(topic, { name: "ann" });
      await join(topic, { name: "ann" });
      await ann.until(["ann here here"]);
      assert.deepEqual(await outcome(ann.channel.push("list", {})), ["ok", { ann: 2 }]);
    });
  });
}
