import { ZzzError } from "./error.js";
import { deadline, type Cancel } from "./timer.js";
import type { Deferred } from "./types.js";

export function isPromise(value: unknown): value is Promise<any> {
  return typeof (value as Promise<any> | null)?.then === "function";
}

/** Whether the value comes from a function or a promise. */
export function isDeferred(value: unknown): boolean {
  return typeof value === "function" || isPromise(value);
}

/** Returns the value, or the result of the function. */
export function valueOf<T>(value: Deferred<T>): T | Promise<T> {
  return typeof value === "function" ? (value as () => T | Promise<T>)() : value;
}

/** Calls `answer` with the value, at once or when the promise resolves. If there is none, or it takes too long, calls `refuse`, but never at once. */
export function ask<T>(value: Deferred<T>, timeout: number, what: string, answer: (value: T) => void, refuse: (error: unknown) => void): Cancel {
  let given: T | Promise<T>;
  try {
    given = valueOf(value);
  } catch (error) {
    given = Promise.reject(error);
  }
  if (!isPromise(given)) {
    answer(given);
    return () => {};
  }
  let asked = true;
  const once = <Value>(act: (value: Value) => void) => (value: Value) => {
    if (!asked) return;
    cancel();
    act(value);
  };
  const late = deadline(timeout, () => once(refuse)(new ZzzError(what, "timeout")));
  const cancel = () => {
    asked = false;
    late();
  };
  given.then(once(answer), once(refuse));
  return cancel;
}
