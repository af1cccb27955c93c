import type { Listenable } from "./types.js";

type Callback = (value: any, detail?: any) => void;

/** Keeps the callbacks for each event. If one throws, the others are still called. */
export class Emitter<Events> implements Listenable<Events> {
  readonly #callbacks = new Map<keyof Events, Set<Callback>>();

  on = (event: keyof Events, callback: Callback): (() => void) => {
    let callbacks = this.#callbacks.get(event);
    if (!callbacks) this.#callbacks.set(event, callbacks = new Set());
    callbacks.add(callback);
    return () => this.off(event, callback);
  };

  off = (event: keyof Events, callback?: Callback): void => {
    if (callback) this.#callbacks.get(event)?.delete(callback);
    else this.#callbacks.delete(event);
  };

  emit<Name extends keyof Events>(event: Name, value: Events[Name], detail?: unknown): void {
    // Iterates over a copy: a callback that is added meanwhile is not called this time, and neither is one that is removed.
    for (const callback of [...this.#callbacks.get(event) ?? []])
      if (this.#callbacks.get(event)?.has(callback)) run(callback, value, detail);
  }
}

function run(callback: Callback, value: unknown, detail: unknown): void {
  try {
    callback(value, detail);
  } catch (error) {
    // window.onerror and Node see the error as uncaught.
    queueMicrotask(() => { throw error; });
  }
}
