// Whatever happens, a channel receives each message once and in order, or is notified of a gap.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Channel, Position } from "../src/zzz.js";
import { FakeWebSocket } from "./fake-web-socket.js";
import { randomFrom } from "./random.js";
import { channelSocket, fakeTime, pass, told } from "./setup.js";

fakeTime();

const TOPIC = "room:1", KEPT = 30;

/** A server with one topic, whose payloads are consecutive numbers over all epochs. It handles what it receives when it is told to. */
class Server {
  #epoch = 1;
  #offset = 0;
  #count = 0;
  #history: [offset: number, payload: number][] = [];
  #webSocket: FakeWebSocket | undefined;
  #handled = 0;
  /** The join_ref of the client's membership. */
  member: string | null = null;

  get last(): number {
    return this.#count;
  }

  /** Lets the client connect, if it is trying to. */
  open(): void {
    const { last } = FakeWebSocket;
    if (last.readyState) return;
    this.member = null;
    this.#handled = 0;
    this.#webSocket = last.open();
  }

  lose(): void {
    if (FakeWebSocket.last.readyState === 1) FakeWebSocket.last.end();
    this.#webSocket = undefined;
    this.member = null;
  }

  publish(isDelivered = true): void {
    this.#history.push([++this.#offset, ++this.#count]);
    if (isDelivered && this.member) this.#send(this.#history.at(-1)!);
  }

  /** Sends again what the member has received. */
  repeat(offsetsAgo: number): void {
    const old = this.#history.at(-1 - offsetsAgo);
    if (this.member && old) this.#send(old);
  }

  forget(): void {
    this.#epoch++;
    this.#offset = this.#offset % 7;
    this.#history = [];
  }

  gap(): void {
    this.#webSocket!.receiveMessage(null, null, TOPIC, "zzz_gap", {}, { at: this.#at });
  }

  end(event: "phx_error" | "phx_close"): void {
    const { member } = this;
    this.member = null;
    if (member) this.#webSocket!.receiveMessage(member, member, TOPIC, event, {});
  }

  /** Handles the next message of the client. */
  handle(isRefused = false): void {
    const message = this.#webSocket?.messages[this.#handled++];
    if (!message) return void (this.#handled = this.#webSocket?.sent.length ?? 0);
    if (message.event === "phx_leave" && message.joinRef === this.member) this.member = null;
    if (message.event !== "phx_join") return this.#webSocket!.reply(message);
    if (this.member) this.end("phx_close");
    if (isRefused) return this.#webSocket!.reply(message, {}, "error");
    const { at } = JSON.parse(this.#webSocket!.sent[this.#handled - 1])[5];
    this.member = message.joinRef;
    const missed = this.#missed(at);
    this.#webSocket!.reply(message, {}, "ok", missed ? { at, recovered: true, count: missed.length } : at ? { at: this.#at, recovered: false } : { at: this.#at });
    missed?.forEach(each => this.#send(each));
  }

  get #at(): Position {
    return [`e${this.#epoch}`, this.#offset];
  }

  #missed(at: Position | undefined): [number, number][] | undefined {
    const isCovered = at?.[0] === `e${this.#epoch}` && at[1] <= this.#offset && at[1] >= this.#offset - Math.min(KEPT, this.#history.length);
    return isCovered ? this.#history.filter(([offset]) => offset > at![1]) : undefined;
  }

  #send([offset, payload]: [number, number]): void {
    this.#webSocket!.receiveMessage(null, null, TOPIC, "news", payload, offset);
  }
}

/** A part of the app that checks each message against the one before. */
class Part {
  /** The last message, unless the next one may be any. */
  last: number | undefined;
  /** Whether an event zzz_gap has to come. */
  isOwed = false;
  recoveries = 0;
  gaps = 0;

  constructor(readonly room: Channel) {
    room.on("news", payload => {
      assert.ok(this.last === undefined || payload === this.last + 1, `${payload} after ${this.last}`);
      this.last = payload;
    });
    room.on("phx_join", (_, { recovered, wasRecovering }) => {
      if (recovered) this.recoveries++;
      else this.miss(wasRecovering);
    });
    room.on("zzz_gap", () => {
      assert.ok(this.isOwed, "a gap without a reason");
      this.isOwed = false;
      this.gaps++;
    });
  }

  miss(isOwed: boolean): void {
    this.last = undefined;
    this.isOwed ||= isOwed;
  }

  leave(): void {
    this.room.leave();
    this.last = undefined;
    this.isOwed = false;
  }
}

for (let seed = 1; seed <= 20; seed++)
  test(`each message comes once, in order, or a gap is reported: ${seed}`, async t => {
    const failures: unknown[] = [];
    t.mock.method(globalThis, "queueMicrotask", (act: () => void) => Promise.resolve().then(act).catch(error => failures.push(error)));
    const random = randomFrom(seed * 7_919);
    const client = channelSocket({ heartbeatInterval: 0, maxDelay: 500, stableAfter: 0 });
    const server = new Server();
    const parts = [1, 2, 3].map(() => new Part(client.channel(TOPIC)));
    const part = () => parts[random(parts.length)]!;
    const happenings: [weight: number, act: () => void][] = [
      [40, () => server.publish()],
      [20, () => server.handle(random(8) === 0)],
      [10, () => server.open()],
      [10, () => pass(random(1_000))],
      [10, () => void part().room.join()],
      [3, () => server.repeat(random(3))],
      [3, () => server.lose()],
      [2, () => part().leave()],
      [1, () => server.end("phx_error")],
      [1, () => server.end("phx_close")],
      [1, () => pass(11_000)],
      [1, () => { server.lose(); if (random(3) === 0) server.forget(); }],
      [1, () => {
        if (!server.member || server.member !== parts.find(({ room }) => room.state === "joined")?.room.joinRef) return;
        server.publish(false);
        if (random(2)) server.forget();
        for (const each of parts) if (each.room.state === "joined") each.miss(true);
        server.gap();
      }],
    ];
    const all = happenings.flatMap(([weight, act]) => Array<() => void>(weight).fill(act));
    for (let step = 0; step < 2_000; step++) {
      all[random(all.length)]!();
      if (step % 10 === 0) await told();
    }

    for (let step = 0; step < 50; step++) {
      pass(500);
      server.open();
      parts.forEach(({ room }) => room.join());
      server.handle();
      await told();
    }
    server.publish();
    assert.deepEqual(failures, []);
    assert.deepEqual(parts.map(({ room, last, isOwed }) => [room.state, last, isOwed]), parts.map(() => ["joined", server.last, false]));
    const sum = (of: (part: Part) => number) => parts.map(of).reduce((a, b) => a + b);
    const [recoveries, gaps] = [sum(part => part.recoveries), sum(part => part.gaps)];
    assert.ok(recoveries > 10 && gaps > 2, `${recoveries} recoveries, ${gaps} gaps`);
    client.disconnect();
  });
