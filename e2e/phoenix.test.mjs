// npm's phoenix, unmodified, as the client of channels. Each test is a step, and runs under all settings.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { after, describe, test } from "node:test";
import WebSocket from "ws";
import { disconnectAll, newSocket, outcome, settings } from "./phoenix.mjs";
import { closed, testServer, webSocket } from "./servers.mjs";

const limit = { timeout: 30_000 };
after(disconnectAll);

/** The first call of a callback that is given to `subscribe`. */
const first = subscribe => new Promise(resolve => subscribe((...values) => resolve(values)));

const channelHears = (channel, event, act) => first(done => {
  const reference = channel.on(event, payload => {
    channel.off(event, reference);
    done(payload);
  });
  act();
});

const bytesOf = (...bytes) => new Uint8Array(bytes).buffer;
const post = path => fetch(new URL(path, testServer), { method: "POST" });

for (const { name, version, isV2, prefix, options: setting } of settings) {
  const connect = (options = {}) => {
    const socket = newSocket({ ...setting, ...options });
    socket.connect();
    return socket;
  };

  async function join(topic, socket = connect(), params = {}) {
    const channel = socket.channel(topic, params);
    assert.deepEqual(await outcome(channel.join()), ["ok", params]);
    return channel;
  }

  const room = () => `${prefix}room:${randomUUID()}`;
  const step = (name, run) => test(name, limit, run);

  describe(name, () => {
    step("a socket opens", async () => {
      const socket = newSocket(setting);
      assert.equal(socket.connectionState(), "closed");
      const opened = first(done => socket.onOpen(done));
      socket.connect();
      assert.equal(socket.connectionState(), "connecting");
      await opened;
      assert.equal(socket.connectionState(), "open");
      assert.ok(socket.isConnected());
    });

    if (version >= 1.6) step("a ping is answered", async () => {
      const socket = connect();
      await first(done => socket.onOpen(done));
      const [milliseconds] = await first(done => assert.ok(socket.ping(done)));
      assert.ok(milliseconds >= 0);
    });

    step("heartbeats are answered", async () => {
      const socket = connect({ heartbeatIntervalMs: 200 });
      let answered = 0;
      await new Promise(resolve => socket.onMessage(({ topic }) => topic === "phoenix" && ++answered === 3 && resolve()));
    });

    step("a join is answered with what OnJoin responds", async () => {
      const channel = await join(room(), connect(), { name: "anna", tags: [1, null, "é"] });
      assert.equal(channel.state, "joined");
    });

    step("a refused join gets its reason", async () => {
      assert.deepEqual(await outcome(connect().channel(`${prefix}room:full`).join()), ["error", { reason: "full" }]);
    });

    step("a join that is refused without a reason gets one", async () => {
      assert.deepEqual(await outcome(connect().channel(`${prefix}room:refused`).join()), ["error", { reason: "join rejected" }]);
    });

    step("a join that crashes is an error", async () => {
      assert.deepEqual(await outcome(connect().channel(`${prefix}room:crash`).join()), ["error", { reason: "join crashed" }]);
    });

    step("a topic without a channel is an error", async () => {
      assert.deepEqual(await outcome(connect().channel("hall:1").join()), ["error", { reason: "unmatched topic" }]);
    });

    step("a push from inside OnJoin arrives before the reply", async () => {
      const order = [];
      const channel = connect().channel(`${prefix}room:welcome`, { a: 1 });
      channel.on("welcome", payload => order.push(payload));
      await outcome(channel.join().receive("ok", () => order.push("joined")));
      assert.deepEqual(order, [{ a: 1 }, "joined"]);
    });

    step("a join that takes too long is tried again", async () => {
      const channel = connect().channel(`${prefix}room:slow`);
      const push = channel.join(100);
      const timedOut = first(done => push.receive("timeout", done));
      const joined = first(done => push.receive("ok", done));
      await timedOut;
      await joined;
    });

    step("a reply carries a value", async () => {
      const channel = await join(room());
      assert.deepEqual(await outcome(channel.push("add", { a: 40, b: 2 })), ["ok", { value: 42 }]);
    });

    step("a handler that returns nothing is answered ok", async () => {
      const channel = await join(room());
      assert.deepEqual(await outcome(channel.push("nothing")), ["ok", {}]);
    });

    step("a handler answers later", async () => {
      const channel = await join(room());
      assert.deepEqual(await outcome(channel.push("later")), ["ok", { value: 42 }]);
    });

    step("a handler answers with an error", async () => {
      const channel = await join(room());
      assert.deepEqual(await outcome(channel.push("refuse")), ["error", { reason: "not today" }]);
    });

    step("a handler that never answers times out", async () => {
      const channel = await join(room());
      assert.equal((await outcome(channel.push("silent", {}, 100)))[0], "timeout");
      assert.deepEqual(await outcome(channel.push("nothing")), ["ok", {}]);
    });

    step("an event without a handler is an error", async () => {
      const channel = await join(room());
      assert.deepEqual(await outcome(channel.push("unheard of")), ["error", { reason: "unmatched event" }]);
    });

    step("a payload that does not fit is an error", async () => {
      const channel = await join(room());
      assert.deepEqual(await outcome(channel.push("add", { a: "x" })), ["error", { reason: "invalid payload" }]);
    });

    step("an event on a topic that is not joined is an error", async () => {
      const socket = connect();
      await first(done => socket.onOpen(done));
      const [message] = await first(done => {
        socket.onMessage(done);
        socket.push({ topic: "room:1", event: "add", payload: {}, ref: socket.makeRef(), join_ref: null });
      });
      assert.deepEqual(message.payload, { status: "error", response: { reason: "unmatched topic" } });
    });

    step("text comes back as it was", async () => {
      const channel = await join(room());
      const payload = { text: "Příliš žluťoučký kůň 🐎 \u0000 \" \\ </script>", more: [0, false, null, "", 1.5e300, { a: [] }] };
      assert.deepEqual(await outcome(channel.push("echo", payload)), ["ok", payload]);
    });

    step("a long payload comes back", async () => {
      const channel = await join(room());
      const payload = { text: "x".repeat(200_000) };
      assert.deepEqual(await outcome(channel.push("echo", payload)), ["ok", payload]);
    });

    step("events are answered in order", async () => {
      const channel = await join(room());
      const answers = [];
      await Promise.all(Array.from({ length: 40 }, (_, n) => outcome(channel.push("echo", { n }).receive("ok", answer => answers.push(answer.n)))));
      assert.deepEqual(answers, Array.from({ length: 40 }, (_, n) => n));
    });

    step("pushes before the join wait for it", async () => {
      const channel = connect().channel(room());
      channel.join();
      assert.deepEqual(await outcome(channel.push("echo", { early: true })), ["ok", { early: true }]);
    });

    step("the server pushes", async () => {
      const channel = await join(room());
      const pushed = first(done => channel.on("pushed", done));
      channel.push("push", { a: 1 });
      assert.deepEqual((await pushed)[0], { a: 1 });
    });

    step("a broadcast reaches all on the topic, and the sender", async () => {
      const topic = room();
      const [one, two] = [await join(topic), await join(topic)];
      const heard = [one, two].map(channel => first(done => channel.on("said", done)));
      one.push("broadcast", { a: 1 });
      assert.deepEqual((await Promise.all(heard)).map(([payload]) => payload), [{ a: 1 }, { a: 1 }]);
    });

    step("a broadcast from a client reaches the others", async () => {
      const topic = room();
      const [one, two] = [await join(topic), await join(topic)];
      one.on("said", () => assert.fail("the sender got it"));
      const heard = first(done => two.on("said", done));
      one.push("broadcast_from", { a: 1 });
      assert.deepEqual((await heard)[0], { a: 1 });
      assert.deepEqual(await outcome(one.push("nothing")), ["ok", {}]);
    });

    step("other topics hear nothing of it", async () => {
      const socket = connect();
      const [one, two] = [await join(room(), socket), await join(room(), socket)];
      two.on("said", () => assert.fail("another topic got it"));
      const heard = first(done => one.on("said", done));
      one.push("broadcast", {});
      await heard;
      assert.deepEqual(await outcome(two.push("nothing")), ["ok", {}]);
    });

    step("the rest of the app broadcasts", async () => {
      const topic = room();
      const channel = await join(topic);
      const heard = first(done => channel.on("news", done));
      await post(`/broadcast/${topic}/news`);
      assert.equal((await heard)[0], "from the app");
    });

    step("off ends a subscription", async () => {
      const channel = await join(room());
      const reference = channel.on("said", () => assert.fail("it was ended"));
      channel.off("said", reference);
      const heard = first(done => channel.on("said", done));
      channel.push("broadcast", {});
      await heard;
    });

    step("onMessage of a channel sees and changes what comes", async () => {
      const channel = await join(room());
      channel.onMessage = (event, payload) => event === "said" ? { ...payload, seen: true } : payload;
      const heard = first(done => channel.on("said", done));
      channel.push("broadcast", { a: 1 });
      assert.deepEqual((await heard)[0], { a: 1, seen: true });
    });

    step("onMessage of a socket sees all, until off", async () => {
      const socket = connect();
      const seen = [];
      const reference = socket.onMessage(message => seen.push(message.event));
      const channel = await join(room(), socket);
      socket.off([reference]);
      await outcome(channel.push("nothing"));
      assert.deepEqual(seen, ["phx_reply"]);
    });

    step("a logger is told", async () => {
      const kinds = new Set();
      await join(room(), connect({ logger: kind => kinds.add(kind) }));
      assert.deepEqual([...kinds].sort(), ["push", "receive", "transport"]);
    });

    step("leaving is answered, and calls OnLeave", async () => {
      const [id, topic] = [randomUUID(), room()];
      const channel = await join(topic, connect({ params: { id } }));
      const closing = first(done => channel.onClose(done));
      assert.equal((await outcome(channel.leave()))[0], "ok");
      await closing;
      assert.equal(channel.state, "closed");
      assert.equal(await closed(id), `1000 left ${topic}`);
    });

    step("after leaving nothing comes, and the topic can be joined again", async () => {
      const [topic, socket] = [room(), connect()];
      const [channel, witness] = [await join(topic, socket), await join(topic)];
      channel.on("said", () => assert.fail("it has left"));
      channel.leave();
      const again = await join(topic, socket);
      const heard = first(done => again.on("said", done));
      witness.push("broadcast", {});
      await heard;
    });

    step("a second join on the wire closes the first", async () => {
      const socket = connect();
      const channel = await join(room(), socket);
      const closing = first(done => channel.onClose(done));
      const reference = socket.makeRef();
      socket.push({ topic: channel.topic, event: "phx_join", payload: {}, ref: reference, join_ref: reference });
      await closing;
    });

    step("the server closes a topic, and the socket lives on", async () => {
      const socket = connect();
      const [channel, other] = [await join(room(), socket), await join(room(), socket)];
      const closing = first(done => channel.onClose(done));
      assert.deepEqual(await outcome(channel.push("close")), ["ok", {}]);
      await closing;
      assert.deepEqual(await outcome(other.push("nothing")), ["ok", {}]);
    });

    step("a handler that throws is an error of its channel, which joins again", async () => {
      const socket = connect();
      const [channel, other] = [await join(room(), socket), await join(room(), socket)];
      const failed = first(done => channel.onError(done));
      let others = 0;
      other.onError(() => others++);
      const joined = first(done => channel.joinPush.receive("ok", done));
      channel.push("crash");
      await failed;
      await joined;
      assert.deepEqual(await outcome(channel.push("nothing")), ["ok", {}]);
      assert.equal(others, 0);
    });

    step("there is an end of topics", async () => {
      const socket = connect();
      for (let i = 0; i < 10; i++) await join(room(), socket);
      assert.deepEqual(await outcome(socket.channel(room()).join()), ["error", { reason: "too many channels joined" }]);
    });

    step("there is a limit to the rate", async () => {
      const channel = await join(room());
      const outcomes = await Promise.all(Array.from({ length: 200 }, () => outcome(channel.push("nothing"))));
      assert.deepEqual(outcomes[0], ["ok", {}]);
      assert.deepEqual(outcomes.at(-1), ["error", { reason: "rate_limited" }]);
    });

    step("after a drop the client connects and joins again, and sends what waited", async () => {
      const socket = connect();
      const channel = await join(room(), socket);
      const closing = first(done => socket.onClose(done));
      const failed = first(done => channel.onError(done));
      channel.push("drop");
      const [event] = await closing;
      assert.equal(event.code, 1006);
      await failed;
      assert.deepEqual(await outcome(channel.push("echo", { waited: true })), ["ok", { waited: true }]);
    });

    step("a disconnect by id is 1001, after which the client comes back", async () => {
      const id = randomUUID();
      const socket = connect({ params: { id } });
      const channel = await join(room(), socket);
      const closing = first(done => socket.onClose(done));
      await post(`/disconnect/${id}`);
      assert.equal((await closing)[0].code, 1001);
      assert.deepEqual(await outcome(channel.push("nothing")), ["ok", {}]);
    });

    step("a client that disconnects leaves its topics", async () => {
      const [id, topic] = [randomUUID(), room()];
      const socket = connect({ params: { id } });
      await join(topic, socket);
      await first(done => socket.disconnect(done, 1000, "bye"));
      assert.equal(await closed(id), `1000 left ${topic}`);
      assert.equal(socket.connectionState(), "closed");
    });

    if (version >= 1.8) step("a token reaches the server", async () => {
      const channel = await join(room(), connect({ authToken: "secret+/=?~" }));
      assert.deepEqual(await outcome(channel.push("token")), ["ok", "secret+/=?~"]);
    });

    step("what is no message closes with 1007", async () => {
      const socket = connect();
      await first(done => socket.onOpen(done));
      const closing = first(done => socket.onClose(done));
      socket.conn.send("junk");
      assert.equal((await closing)[0].code, 1007);
    });

    step("what the server sends has Phoenix's own form", async () => {
      const [topic, socket, frames] = [room(), connect(), []];
      socket.onOpen(() => socket.conn.addEventListener("message", ({ data }) => frames.push(data)));
      const channel = await join(topic, socket);
      await channelHears(channel, "said", () => channel.push("broadcast", {}));
      if (isV2) await channelHears(channel, "said", () => channel.push("broadcast_bytes", bytesOf(1)));
      assert.ok(frames.length >= 3);
      for (const frame of frames) {
        if (typeof frame !== "string") assert.ok(new Uint8Array(frame)[0] <= 2);
        else if (isV2) assert.equal(JSON.parse(frame).length, 5);
        else assert.deepEqual(Object.keys(JSON.parse(frame)).sort(), ["event", "payload", "ref", "topic"]);
      }
    });

    if (isV2) {
      step("a message of an earlier join is dropped", async () => {
        const socket = connect();
        const channel = await join(room(), socket);
        socket.onMessage(message => assert.notEqual(message.ref, "stale"));
        socket.push({ topic: channel.topic, event: "nothing", payload: {}, ref: "stale", join_ref: "0" });
        assert.deepEqual(await outcome(channel.push("nothing")), ["ok", {}]);
      });

      step("a binary payload gets a binary reply", async () => {
        const channel = await join(room());
        assert.deepEqual(await outcome(channel.push("bytes", bytesOf(0, 255, 1))), ["ok", bytesOf(0, 255, 1)]);
      });

      step("the server pushes a binary payload", async () => {
        const channel = await join(room());
        const pushed = first(done => channel.on("pushed", done));
        assert.deepEqual(await outcome(channel.push("push_bytes", bytesOf(7))), ["ok", {}]);
        assert.deepEqual((await pushed)[0], bytesOf(7));
      });

      step("a binary payload is broadcast", async () => {
        const topic = room();
        const [one, two] = [await join(topic), await join(topic)];
        const heard = [one, two].map(channel => first(done => channel.on("said", done)));
        one.push("broadcast_bytes", bytesOf(1, 2, 3));
        for (const [payload] of await Promise.all(heard)) assert.deepEqual(payload, bytesOf(1, 2, 3));
      });

      step("a binary payload does not fit a handler of JSON", async () => {
        const channel = await join(room());
        assert.deepEqual(await outcome(channel.push("add", bytesOf(1))), ["error", { reason: "invalid payload" }]);
      });
    } else {
      step("JSON does not fit a handler of bytes", async () => {
        const channel = await join(room());
        assert.deepEqual(await outcome(channel.push("bytes", {})), ["error", { reason: "invalid payload" }]);
      });
    }
  });
}

for (const topic of [`room:${randomUUID()}`, `kept-room:${randomUUID()}`]) {
  test(`a broadcast reaches clients of all versions and serializers on ${topic.split(":")[0]}`, limit, async () => {
    const channels = settings.filter(({ prefix }) => topic.startsWith(`${prefix}room`)).map(({ options }) => {
      const socket = newSocket(options);
      socket.connect();
      return socket.channel(topic);
    });
    for (const channel of channels) assert.equal((await outcome(channel.join()))[0], "ok");
    const heard = channels.map(channel => first(done => channel.on("said", done)));
    channels[0].push("broadcast", { a: 1 });
    assert.deepEqual((await Promise.all(heard)).map(([payload]) => payload), channels.map(() => ({ a: 1 })));
  });
}

test("another version is refused", limit, async () => {
  const socket = new WebSocket(webSocket(testServer, "/socket/websocket?vsn=3.0.0"));
  const [request, response] = await once(socket, "unexpected-response");
  assert.equal(response.statusCode, 403);
  request.destroy();
});
