import type { Channel as InternalChannel } from "./channel.js";
import { Emitter } from "./emitter.js";
import type { Channel, Entry, Presence as Api, PresenceEvents } from "./types.js";

export type Entries = Record<string, Entry>;
interface Diff { joins: Entries; leaves: Entries }

const MAX_EARLY = 1_000;

/** Keeps the presence list of a topic: the server sends the whole state once per join, and then changes. */
export class Presence implements Api {
  readonly #events = new Emitter<PresenceEvents>();
  readonly #entries = new Map<string, Entry>();
  #list: readonly (Entry & { key: string })[] | undefined;
  /** Changes that arrived before the state and are applied after it. A change that the state already includes has no effect. */
  #early: Diff[] = [];
  #earlyRef: string | null = null;
  #stateRef: string | null = null;

  on: Api["on"] = this.#events.on;
  off: Api["off"] = this.#events.off;

  /** Returns the list, which is the same array until something changes. */
  list(): readonly (Entry & { key: string })[] {
    return this.#list ??= Object.freeze([...this.#entries].map(([key, entry]) => ({ ...entry, key })));
  }

  /** Returns the current list, if the server has sent a state for this join. */
  known(joinRef: string | null): Entries | undefined {
    return joinRef && joinRef === this.#stateRef ? Object.fromEntries(this.#entries) : undefined;
  }

  state(joinRef: string | null, state: Entries): void {
    this.#stateRef = joinRef;
    this.#apply(this.#changesTo(state));
    if (this.#earlyRef === joinRef) this.#early.forEach(diff => this.#apply(diff));
    this.#early = [];
    this.#events.emit("sync", undefined);
  }

  diff(joinRef: string | null, diff: Diff): void {
    if (joinRef !== this.#stateRef) return this.#keep(joinRef, diff);
    this.#apply(diff);
    this.#events.emit("sync", undefined);
  }

  #keep(joinRef: string | null, diff: Diff): void {
    if (joinRef !== this.#earlyRef) this.#early = [];
    this.#earlyRef = joinRef;
    this.#early.push(diff);
    if (this.#early.length > MAX_EARLY) this.#early.shift(); // the state will probably never come
  }

  #changesTo(state: Entries): Diff {
    const old = Object.fromEntries(this.#entries);
    return { joins: without(state, old), leaves: without(old, state) };
  }

  #apply({ joins, leaves }: Diff): void {
    for (const [key, entry] of Object.entries(joins)) this.#join(key, entry);
    for (const [key, entry] of Object.entries(leaves)) this.#leave(key, entry);
  }

  #join(key: string, changed: Entry): void {
    const current = this.#entries.get(key);
    this.#list = undefined;
    this.#entries.set(key, { ...changed, metas: [...remaining(current, changed), ...changed.metas] });
    this.#events.emit("join", { key, current, changed });
  }

  #leave(key: string, changed: Entry): void {
    const before = this.#entries.get(key);
    if (!before) return;
    const current = { ...before, metas: remaining(before, changed) };
    this.#list = undefined;
    if (current.metas.length) this.#entries.set(key, current);
    else this.#entries.delete(key);
    this.#events.emit("leave", { key, current, changed });
  }
}

/** Creates the presence list of a channel. */
export function presenceOf(channel: Channel): Presence {
  const presence = new Presence();
  channel.on("presence_state", state => presence.state(channel.joinRef, state));
  channel.on("presence_diff", diff => presence.diff(channel.joinRef, diff));
  const present = (channel as InternalChannel).present?.();
  if (present) presence.state(channel.joinRef, present);
  return presence;
}

/** Returns the metas of an entry that another entry does not have. */
function remaining(entry: Entry | undefined, other: Entry | undefined) {
  const refs = new Set(other?.metas.map(meta => meta.phx_ref));
  return entry?.metas.filter(meta => !refs.has(meta.phx_ref)) ?? [];
}

/** Returns the entries with only the metas that `others` lacks. */
function without(entries: Entries, others: Entries): Entries {
  return Object.fromEntries(Object.entries(entries)
    .map(([key, entry]) => [key, { ...entry, metas: remaining(entry, Object.hasOwn(others, key) ? others[key] : undefined) }] as const)
    .filter(([, entry]) => entry.metas.length));
}
