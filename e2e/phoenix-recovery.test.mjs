// npm's phoenix receives what it missed, with the helper that docs/recovery.md shows.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, describe, test } from "node:test";
import WebSocket from "ws";
import { disconnectAll, newSocket, outcome, settings } from "./phoenix.mjs";
import { recovery } from "./phoenix-recovery.mjs";
import { numberOf, publish } from "./servers.mjs";

const limit = { timeout: 30_000 };
after(disconnectAll);

const isPositioned = data => typeof data === "string" ? typeof JSON.parse(data)[5] === "number" : new Uint8Array(data)[0] === 3;

/** A client that keeps what it hears: numbers, and "gap". It cannot connect while it is away. */
class Client {
  heard = [];
  #isAway = false;
  #look = () => {};

  constructor(options) {
    const client = this;
    /** Delivers each broadcast twice. */
    class Transport extends WebSocket {
      constructor(url) {
        super(client.#isAway ? "ws://127.0.0.1:1" : url);
      }

      set onmessage(receive) {
        super.onmessage = event => {
          receive(event);
          if (isPositioned(event.data)) receive(event);
        };
      }
    }
    this.socket = newSocket({ ...options, transport: Transport, ...recovery() });
    this.socket.connect();
  }

  channel(topic) {
    const channel = this.socket.channel(topic);
    for (const event of ["number", "fleeting"]) channel.on(event, payload => this.#hear(numberOf(payload)));
    channel.on("zzz_gap", () => this.#hear("gap"));
    return channel;
  }

  async join(topic) {
    const channel = this.channel(topic);
    assert.equal((await outcome(channel.join()))[0], "ok");
    return channel;
  }

  #hear(what) {
    this.heard.push(what);
    this.#look();
  }

  /** Waits until it has heard exactly this. */
  async hears(...expected) {
    await new Promise(resolve => {
      this.#look = () => this.heard.length >= expected.length && resolve();
      this.#look();
    });
    assert.deepEqual(this.heard, expected);
  }

  /** Loses the connection, calls `meanwhile`, comes back, and joins its topics again. */
  async away(meanwhile) {
    this.#isAway = true;
    const closed = new Promise(resolve => this.socket.onClose(resolve));
    this.socket.conn.terminate();
    await closed;
    await meanwhile();
    const joined = this.socket.channels.map(({ topic }) => this.#joined(topic));
    this.#isAway = false;
    await Promise.all(joined);
  }

  #joined(topic) {
    return new Promise(resolve => this.socket.onMessage(message => { if (message.topic === topic && message.payload.status === "ok") resolve(); }));
  }
}

const publishAll = (topic, first, last = first) => publish(topic, "number", first, last);
const upTo = last => Array.from({ length: last }, (_, n) => n + 1);

for (const { name, options } of settings.filter(({ isV2, prefix }) => isV2 && !prefix)) {
  describe(`the recovery of ${name}`, () => {
    test("what was missed arrives once, in order, as text and as bytes", limit, async () => {
      const [topic, client] = [`log:${randomUUID()}`, new Client(options)];
      await client.join(topic);
      await publishAll(topic, 1, 2);
      await client.hears(1, 2);
      for (const first of [3, 7]) {
        await client.away(async () => {
          await publishAll(topic, first, first + 1);
          await publish(topic, "fleeting", 0);
          await publishAll(topic, first + 2);
        });
        await client.hears(...upTo(first + 2));
        await publishAll(topic, first + 3);
        await client.hears(...upTo(first + 3));
      }
    });

    test("nothing is repeated to a client that missed nothing, and what has no position arrives as ever", limit, async () => {
      const [topic, client] = [`log:${randomUUID()}`, new Client(options)];
      await client.join(topic);
      await publishAll(topic, 1);
      await client.hears(1);
      await client.away(() => {});
      await publish(topic, "fleeting", 0);
      await client.hears(1, 0);
    });

    test("a client that missed more than the history has gets none of it, and a gap", limit, async () => {
      const [topic, client] = [`brief-log:${randomUUID()}`, new Client(options)];
      await client.join(topic);
      await publishAll(topic, 1);
      await client.hears(1);
      await client.away(() => publishAll(topic, 2, 11));
      await client.hears(1, "gap");
      await publishAll(topic, 12);
      await client.hears(1, "gap", 12);
      await client.away(() => publishAll(topic, 13));
      await client.hears(1, "gap", 12, 13);
    });

    test("each topic has its own position", limit, async () => {
      const [one, two, client] = [`log:${randomUUID()}`, `log:${randomUUID()}`, new Client(options)];
      await client.join(one);
      await publishAll(one, 1, 2);
      await client.hears(1, 2);
      await client.join(two);
      await client.away(() => publishAll(two, 3));
      await client.hears(1, 2, 3);
    });

    test("a channel that crashes and joins again has missed nothing", limit, async () => {
      const [topic, client] = [`kept-room:${randomUUID()}`, new Client(options)];
      const channel = await client.join(topic);
      channel.push("crash");
      for (let number = 1; number <= 20; number++) await publishAll(topic, number);
      await client.hears(...upTo(20));
    });

    test("a join that timed out is repeated from the same position", limit, async () => {
      const [topic, client] = ["kept-room:slow", new Client(options)];
      const channel = client.channel(topic);
      await new Promise(resolve => channel.join(100).receive("ok", resolve));
      await publishAll(topic, 1);
      await client.hears(1);
      let timeouts = 0;
      channel.joinPush.receive("timeout", () => timeouts++);
      await client.away(() => publishAll(topic, 2, 3));
      await client.hears(1, 2, 3);
      assert.ok(timeouts > 0);
    });

    test("what a client has broadcast from itself does not come back to it", limit, async () => {
      const [topic, client] = [`kept-room:${randomUUID()}`, new Client(options)];
      const channel = await client.join(topic);
      channel.on("said", () => assert.fail("it came back"));
      assert.deepEqual(await outcome(channel.push("broadcast_from", {})), ["ok", {}]);
      await client.away(() => publishAll(topic, 1));
      await client.hears(1);
    });

    test("a topic that is left and joined again begins anew", limit, async () => {
      const [topic, client] = [`log:${randomUUID()}`, new Client(options)];
      const channel = await client.join(topic);
      await publishAll(topic, 1);
      await client.hears(1);
      await outcome(channel.leave());
      await publishAll(topic, 2);
      await client.join(topic);
      await publishAll(topic, 3);
      await client.hears(1, 3);
    });

    test("a topic without a history is joined as ever", limit, async () => {
      const [topic, client] = [`room:${randomUUID()}`, new Client(options)];
      await client.join(topic);
      await publishAll(topic, 1);
      await client.hears(1);
      await client.away(() => publishAll(topic, 2));
      await publishAll(topic, 3);
      await client.hears(1, 3);
    });
  });
}
