import { wrong } from "./check.js";
import { utf8 } from "./serializer.js";
import type { Position } from "./types.js";

/** Whether the value is the offset of a message in the history of its topic. */
export function isOffset(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** Returns a copy of a position, or undefined for any other value. */
export function positionOf(value: unknown): Position | undefined {
  const [epoch, offset] = Array.isArray(value) && value.length === 2 ? value : [];
  return typeof epoch === "string" && utf8(epoch).length <= 32 && isOffset(offset) ? [epoch, offset] : undefined;
}

/** Returns a position that the app has passed. Null and undefined mean none; throws for any other value. */
export function checkedPosition(name: string, value: unknown): Position | undefined {
  const position = positionOf(value);
  if (!position && value !== undefined && value !== null) throw wrong(name, "a position such as [\"k3f9\", 17]", value);
  return position;
}

/** Whether `position` is `start` or a later position in the same history. */
export function follows(position: Position | undefined, start: Position | undefined): boolean {
  return !!position && !!start && position[0] === start[0] && position[1] >= start[1];
}
