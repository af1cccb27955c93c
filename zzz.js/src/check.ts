import { isPromise } from "./ask.js";

/** Creates an error that names an argument of the wrong type. */
export function wrong(name: string, wanted: string, value: unknown): TypeError {
  const kind = value === "" ? "empty" : Object.prototype.toString.call(value).slice(8, -1);
  return new TypeError(`${name} must be ${wanted}, not ${kind}`);
}

/** Returns the value if it is a string that is not empty. Throws otherwise. */
export function text(name: string, value: unknown): string {
  if (typeof value !== "string" || !value) throw wrong(name, "text", value);
  return value;
}

/** Serializes a value to JSON. Throws if it contains a value whose content JSON would silently lose, such as a promise, a Map or a Blob. */
export function json(name: string, value: unknown): string {
  const whole = JSON.stringify(value, (key, part) => {
    if (isLost(part)) throw wrong(key ? `${name}: ${key}` : name, "JSON, or bytes as a whole", part);
    return part;
  });
  if (whole === undefined && value !== undefined) throw wrong(name, "JSON or bytes", value);
  return whole ?? "{}";
}

/** Whether JSON would lose the value's content, or write bytes as an object of numbers. */
function isLost(value: unknown): boolean {
  if (typeof value !== "object" || !value || Array.isArray(value)) return false;
  const prototype = Object.getPrototypeOf(value);
  const isPlain = !prototype || !Object.getPrototypeOf(prototype);
  return isPromise(value) || ArrayBuffer.isView(value) || (!isPlain && !Object.keys(value).length);
}
