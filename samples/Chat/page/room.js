import { make, message, note } from "./view.js";

const typingLasts = 3000;
const typingAgain = 2000;
const absenceCounts = 5000;      // long enough for a page to reload, or a server to restart, without a goodbye
const togetherWithin = 5 * 60_000;

/** A room that I am in: its channel, the people there, and the messages since I joined. */
export class Room {
  unread = 0;
  stale = false;                 // the connection was lost, so the list of people may be out of date
  log = make("ol");
  #absent = new Map();           // name of a person who left → the timer that announces it
  #typing = new Map();           // name of a person who types → the timer that ends it
  #pending = [];                 // my messages that the server has not confirmed yet
  #toldTyping = 0;
  #last = {};

  constructor(socket, name, me, changed) {
    Object.assign(this, { name, me, changed });
    this.view = make("div", { class: "log", role: "log", tabindex: 0, "aria-label": `Messages in ${name}` }, this.log);
    this.channel = socket.channel(`room:${name}`, { name: me });
    this.channel.on("phx_join", (_, { wasRecovering, recovered }) => {
      if (wasRecovering && !recovered) this.#note("Some messages may be missing here.");
    });
    this.channel.on("new_msg", said => this.#said(said));
    this.channel.on("typing", ({ name }) => this.#types(name));
    this.people = Zzz.presence(this.channel);
    this.people.on("sync", () => { this.synced = true; this.stale = false; changed(this); });
    this.people.on("join", ({ key, current }) => { if (!current && key !== me) this.#came(key); });
    this.people.on("leave", ({ key, current }) => { if (!current.metas.length && key !== me) this.#went(key); });
    this.log.append(note(`You are in ${name}. You see what is said from now on.`));
  }

  /** Sends a message. The promise settles when the server has confirmed or refused it. */
  async send(body) {
    const item = message(this.me, body, "mine pending");
    item.body = body.trim();
    this.#pending.push(item);
    this.#toldTyping = 0;                            // the next key press counts as new typing
    if (item.body) this.log.append(item);
    try {
      await this.channel.push("new_msg", { body }, { timeout: 30_000 });
    } finally {
      this.#forget(item);
    }
  }

  /** Notifies the others that I am typing, at most every two seconds. */
  type() {
    if (this.channel.state !== "joined" || Date.now() - this.#toldTyping < typingAgain) return;
    this.#toldTyping = Date.now();
    this.channel.push("typing").catch(() => { });    // a lost notice does no harm
  }

  get typists() {
    return [...this.#typing.keys()];
  }

  #said({ name, body }) {
    const isMine = name === this.me;
    if (isMine) this.#forget(this.#pending.find(item => item.body === body));
    const follows = this.#last.name === name && Date.now() - this.#last.at < togetherWithin;
    this.#last = { name, at: Date.now() };
    this.#add(message(name, body, `${isMine ? "mine" : ""} ${follows ? "follows" : ""}`));
    this.#stopsTyping(name);
    this.unread++;
    this.changed(this);
  }

  /** Adds an item before the messages that the server has not confirmed. */
  #add(item) {
    const pending = this.#pending.find(item => item.isConnected);
    if (pending) pending.before(item);
    else this.log.append(item);
  }

  #forget(item) {
    item?.remove();
    this.#pending = this.#pending.filter(other => other !== item);
  }

  #types(name) {
    if (name === this.me) return;                    // another tab of mine
    clearTimeout(this.#typing.get(name));
    this.#typing.set(name, setTimeout(() => this.#stopsTyping(name), typingLasts));
    this.changed(this);
  }

  #stopsTyping(name) {
    clearTimeout(this.#typing.get(name));
    if (this.#typing.delete(name)) this.changed(this);
  }

  #came(name) {
    const wasAbsent = this.#absent.has(name);
    clearTimeout(this.#absent.get(name));
    this.#absent.delete(name);
    if (this.synced && !wasAbsent) this.#note(`${name} came in`);
  }

  #went(name) {
    this.#stopsTyping(name);
    this.#absent.set(name, setTimeout(() => {
      this.#absent.delete(name);
      this.#note(`${name} left`);
    }, absenceCounts));
  }

  #note(text) {
    this.#last = {};
    this.#add(note(text));
  }
}
