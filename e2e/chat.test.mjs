// People in Chromium, and other clients, in samples/Chat.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import * as phoenix from "phoenix";
import WebSocket from "ws";
import * as Zzz from "../zzz.js/dist/zzz.mjs";
import { launch } from "./chromium.mjs";
import { ServerProcess } from "./server-process.mjs";
import { chat, chatServer, webSocket } from "./servers.mjs";

const limit = { timeout: 60_000 };
let browser;

before(async () => {
  browser = await launch();
});

after(() => browser?.close());

const newRoom = () => `room-${randomUUID()}`;

/** A tab at the entrance; an error in its script fails the test. */
async function open(t, room, { server = chat, ...options } = {}) {
  const page = await browser.newPage(options);
  const errors = [];
  page.on("pageerror", error => errors.push(error));
  t.after(async () => {
    await page.close();
    assert.deepEqual(errors, []);
  });
  await page.goto(new URL(`/?room=${room}`, server).href);
  return page;
}

async function join(t, name, room, options) {
  const page = await open(t, room, options);
  await page.getByLabel("Your name").fill(name);
  await page.getByRole("button", { name: "Come in" }).click();
  await box(page).waitFor();
  return page;
}

const box = page => page.getByRole("textbox", { name: "Message" });

async function say(page, text) {
  await box(page).fill(text);
  await box(page).press("Enter");
}

const texts = page => page.locator(".log:visible .message:not(.pending) .text").allTextContents();

/** Waits until exactly these messages were said. */
const said = (page, ...wanted) => page.waitForFunction(
  wanted => JSON.stringify([...document.querySelectorAll(".log:not([hidden]) .message .text")].map(text => text.textContent)) === wanted, JSON.stringify(wanted));

/** Waits until exactly these people are there, such as "Ada you" and "Bob 2 tabs", and the page is in the room itself. */
const people = (page, ...wanted) => page.waitForFunction(
  wanted => !document.querySelector("#people[aria-busy=true]") && [...document.querySelectorAll("#people li")].map(item => [...item.querySelectorAll(".name, .tag")].map(part => part.textContent).join(" ")).join() === wanted, wanted.join());

const state = (page, text) => page.getByRole("status").filter({ hasText: text }).waitFor();
const problem = (page, text) => page.getByRole("alert").filter({ hasText: text }).waitFor();

test("two people talk", limit, async t => {
  const room = newRoom();
  const [ada, bob] = [await join(t, "Ada", room), await join(t, "Bob", room)];
  await state(ada, "Connected");
  await Promise.all([people(ada, "Ada you", "Bob"), people(bob, "Ada", "Bob you")]);
  await ada.getByText("Bob came in").waitFor();
  assert.equal(await ada.getByText("Ada came in").count(), 0);

  await say(ada, "Příliš žluťoučký kůň 🐎");
  await said(bob, "Příliš žluťoučký kůň 🐎");
  await say(bob, "<b>line\n  breaks</b>");
  await Promise.all([ada, bob].map(page => said(page, "Příliš žluťoučký kůň 🐎", "<b>line\n  breaks</b>")));
  assert.equal(await ada.locator(".mine .text").allTextContents().then(all => all.join()), "Příliš žluťoučký kůň 🐎");
  assert.equal(await box(ada).inputValue(), "");

  await bob.getByRole("button", { name: "Change name" }).click();
  await people(ada, "Ada you");
  await ada.getByText("Bob left").waitFor();
  await bob.getByLabel("Your name").fill("Robert");
  await bob.getByRole("button", { name: "Come in" }).click();
  await people(ada, "Ada you", "Robert");
});

test("several tabs of a person are one person", limit, async t => {
  const room = newRoom();
  const [ada, bob, tab] = [await join(t, "Ada", room), await join(t, "Bob", room), await join(t, "Bob", room)];
  await Promise.all([people(ada, "Ada you", "Bob 2 tabs"), people(bob, "Ada", "Bob you 2 tabs"), people(tab, "Ada", "Bob you 2 tabs")]);
  await say(bob, "said once");
  await Promise.all([ada, bob, tab].map(page => said(page, "said once")));
  await tab.close();
  await Promise.all([people(ada, "Ada you", "Bob"), people(bob, "Ada", "Bob you")]);
});

test("others see who is typing", limit, async t => {
  const room = newRoom();
  const [ada, bob] = [await join(t, "Ada", room), await join(t, "Bob", room)];
  await people(ada, "Ada you", "Bob");
  for (const text of ["first", "and again"]) {
    const seen = ada.getByText("Bob is typing…").waitFor();
    await box(bob).fill(text);
    await seen;
    await box(bob).press("Enter");
    await ada.getByText("Bob is typing…").waitFor({ state: "hidden" });
  }
  assert.equal(await bob.locator("#typing").textContent(), "");
});

test("what the server refuses is told, and comes back into the box", limit, async t => {
  const ada = await join(t, "Ada", newRoom());
  await say(ada, "  ");
  await problem(ada, "A message needs some text.");
  await say(ada, "z".repeat(1001));
  await problem(ada, "A message has at most 1000 characters.");
  assert.equal(await box(ada).inputValue(), "z".repeat(1001));
  assert.deepEqual(await texts(ada), []);
  await say(ada, "z".repeat(1000));
  await said(ada, "z".repeat(1000));
  assert.equal(await ada.locator("#problem").textContent(), "");
});

for (const [what, name, answer] of [["no name", " ", "Please choose a name."], ["a long name", "z".repeat(33), "A name has at most 32 characters."]]) {
  test(`${what} is refused at the entrance`, limit, async t => {
    const page = await open(t, newRoom());
    await page.getByLabel("Your name").fill(name);
    await page.getByRole("button", { name: "Come in" }).click();
    await problem(page, answer);
    await page.getByLabel("Your name").fill("Ada");
    await page.getByRole("button", { name: "Come in" }).click();
    await people(page, "Ada you");
  });
}

test("a tab may be in several rooms, and sees what is unread", limit, async t => {
  const [one, two] = [newRoom(), newRoom()];
  const [ada, bob] = [await join(t, "Ada", one), await join(t, "Bob", two)];
  await ada.getByLabel("Another room").fill(two);
  await ada.getByLabel("Another room").press("Enter");
  await people(ada, "Ada you", "Bob");
  await ada.getByRole("button", { name: one, exact: true }).click();
  await people(ada, "Ada you");

  await say(bob, "psst");
  await ada.getByRole("button", { name: `${two} 1`, exact: true }).click();
  await said(ada, "psst");
  await ada.getByRole("button", { name: `Leave ${two}` }).click();
  await Promise.all([people(ada, "Ada you"), people(bob, "Bob you")]);
  assert.deepEqual(await texts(ada), []);
  await ada.getByRole("button", { name: `Leave ${one}` }).click();
  await ada.getByLabel("Your name").waitFor();
});

test("a tab that is reloaded is where it was", limit, async t => {
  const room = newRoom();
  const [ada, bob] = [await join(t, "Ada", room), await join(t, "Bob", room)];
  await people(bob, "Ada", "Bob you");
  await ada.reload();
  await people(ada, "Ada you", "Bob");
  await people(bob, "Ada", "Bob you");
});

test("the keyboard is enough", limit, async t => {
  const page = await open(t, newRoom());
  const type = async (text, ...keys) => {
    await page.keyboard.type(text);
    for (const key of keys) await page.keyboard.press(key);
  };
  await type("Ada", "Tab", "Tab", "Enter");
  await box(page).waitFor();
  await type("two", "Shift+Enter");
  await type("lines", "Enter");
  await said(page, "two\nlines");
});

test("a phone shows the chat without scrolling sideways", limit, async t => {
  const page = await join(t, "A name that has just 32 characters".slice(0, 32), newRoom(), { viewport: { width: 360, height: 740 } });
  await say(page, "z".repeat(300));
  await said(page, "z".repeat(300));
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
});

test("a client of Phoenix joins in", limit, async t => {
  const room = newRoom();
  const ada = await join(t, "Ada", room);
  const socket = new phoenix.Socket(webSocket(chat, "/socket"), { transport: WebSocket });
  t.after(() => socket.disconnect());
  socket.connect();
  const channel = socket.channel(`room:${room}`, { name: "José" });
  const presence = new phoenix.Presence(channel);
  const heard = new Promise(resolve => channel.on("new_msg", resolve));
  const listed = new Promise(resolve => presence.onSync(() => { if (presence.list().length === 2) resolve(presence.list(name => name).sort()); }));
  await new Promise((resolve, reject) => channel.join().receive("ok", resolve).receive("error", reject));
  assert.deepEqual(await listed, ["Ada", "José"]);
  await people(ada, "Ada you", "José");

  await say(ada, "Do you hear me?");
  assert.deepEqual(await heard, { name: "Ada", body: "Do you hear me?" });
  const typing = ada.getByText("José is typing…").waitFor();
  channel.push("typing", {});
  await typing;
  channel.push("new_msg", { body: "Yes!" });
  await said(ada, "Do you hear me?", "Yes!");
});

/** A tab without a browser. */
async function client(t, name, room, server) {
  const socket = Zzz.socket(new URL("/socket", server), { WebSocket, baseDelay: 100, maxDelay: 1000, maxRetries: Infinity });
  t.after(() => socket.disconnect());
  const channel = socket.channel(`room:${room}`, { name });
  const presence = Zzz.presence(channel);
  const heard = [];
  channel.on("new_msg", message => heard.push(message.body));
  const self = { socket, channel, presence, heard, stale: true };
  socket.on("reconnecting", () => { self.stale = true; });
  presence.on("sync", () => { self.stale = false; });
  await channel.join();
  return self;
}

const next = (source, event) => new Promise(resolve => { const off = source.on(event, () => { off(); resolve(); }); });

async function lost(client) {
  while (!client.stale) await next(client.socket, "reconnecting");
}

async function listed(client, wanted) {
  const there = () => client.presence.list().map(({ key, metas }) => `${key} ${metas.length}`).sort().join();
  while (client.stale || there() !== wanted) await next(client.presence, "sync");
}

async function hears({ channel, heard }, ...wanted) {
  while (heard.length < wanted.length) await next(channel, "new_msg");
  assert.deepEqual(heard, wanted);
}

test("a tab that loses its connection shows what was said meanwhile, and after a restart where something may be missing", limit, async t => {
  const server = new ServerProcess(chatServer);
  await server.start();
  t.after(() => server.end());
  const room = newRoom();
  const [ada, bob] = [await join(t, "Ada", room, { server: server.url }), await client(t, "Bob", room, server.direct)];
  const gap = ada.getByText("Some messages may be missing here.");
  await people(ada, "Ada you", "Bob");
  await say(ada, "before");
  await said(ada, "before");

  server.cut();
  await state(ada, "Reconnecting…");
  await bob.channel.push("new_msg", { body: "first" });
  await bob.channel.push("new_msg", { body: "second" });
  server.mend();
  await said(ada, "before", "first", "second");
  // Once more, because a duplicate would arrive before it.
  await bob.channel.push("new_msg", { body: "third" });
  await said(ada, "before", "first", "second", "third");
  assert.equal(await gap.count(), 0);

  await server.stop("SIGKILL");
  await state(ada, "Reconnecting…");
  await server.start();
  await gap.waitFor();
  await say(ada, "after");
  await said(ada, "before", "first", "second", "third", "after");
  assert.equal(await gap.count(), 1);
});

test("ten tabs come back after the server was killed, and after it was stopped", { timeout: 120_000 }, async t => {
  const server = new ServerProcess(chatServer);
  await server.start();
  t.after(() => server.end());

  const room = newRoom();
  const pages = await Promise.all(["Ada", "Ada", "Bob", "Cy"].map(name => join(t, name, room, { server: server.url })));
  const clients = await Promise.all(["Bob", "Dan", "Dan", "Eve", "Eve", "Eve"].map(name => client(t, name, room, server.url)));
  const everybodyIsThere = () => Promise.all([
    ...pages.slice(0, 2).map(page => people(page, "Ada you 2 tabs", "Bob 2 tabs", "Cy", "Dan 2 tabs", "Eve 3 tabs")),
    people(pages[2], "Ada 2 tabs", "Bob you 2 tabs", "Cy", "Dan 2 tabs", "Eve 3 tabs"),
    people(pages[3], "Ada 2 tabs", "Bob 2 tabs", "Cy you", "Dan 2 tabs", "Eve 3 tabs"),
    ...clients.map(client => listed(client, "Ada 2,Bob 2,Cy 1,Dan 2,Eve 3")),
  ]);
  const all = [];
  const everybodyHears = async (text, from) => {
    all.push(text);
    await (from.channel ? from.channel.push("new_msg", { body: text }) : say(from, text));
    await Promise.all([...pages.map(page => said(page, ...all)), ...clients.map(client => hears(client, ...all))]);
  };
  await everybodyIsThere();
  await everybodyHears("before", pages[0]);

  for (const signal of ["SIGKILL", "SIGTERM"]) {
    await server.stop(signal);
    await Promise.all([...pages.map(page => state(page, "Reconnecting…")), ...clients.map(lost)]);
    await server.start();
    await Promise.all([...pages.map(page => state(page, "Connected")), everybodyIsThere()]);
    // Twice, because a duplicate of the first message would arrive before the second one.
    await everybodyHears(`after ${signal}, from a page`, pages[3]);
    await everybodyHears(`after ${signal}, from a client`, clients[0]);
  }

  await server.stop("SIGKILL");
  await state(pages[0], "Reconnecting…");
  await say(pages[0], "said while the server was away");
  await pages[0].locator(".pending").waitFor();
  await server.start();
  await pages[0].locator(".message:not(.pending)", { hasText: "said while the server was away" }).waitFor();
  assert.equal(await pages[0].getByText("said while the server was away").count(), 1);
});
