// Compiled with the tests but never run: checks that a user's code compiles against the published types.
import { connect, presence, socket, ZzzError, type Channel, type Connection, type Entry, type Presence, type Socket } from "zzz.js";
import WebSocket from "ws";

const connection: Connection = connect("/ws/echo", { maxRetries: Infinity, protocols: "v1", binaryType: "blob", WebSocket });
connection.on("message", data => console.log(data.length));
connection.on("reconnecting", ({ attempt, delay, code, reason }) => console.log(attempt + delay + code, reason.length));
connection.send(new Uint8Array(1));
// @ts-expect-error There is no such event.
connection.on("opened", () => {});
// @ts-expect-error The state is read-only.
connection.readyState = 1;

const chat: Socket = socket(new URL("wss://zzz.test/socket"), { params: () => ({ a: 1 }), authToken: "secret", timeout: 5_000 });
const room: Channel = chat.channel("room:lobby", () => ({ name: "ada" }));
const off: () => void = room.on("new_msg", message => console.log(message.body));
const list: Presence = presence(room);
list.on("join", ({ key, current, changed }) => console.log(key, current?.metas, changed.metas));
const people: readonly (Entry & { key: string })[] = list.list();
// @ts-expect-error A topic is text.
chat.channel(1);

export async function use(): Promise<string> {
  const { history } = await room.join<{ history: string[] }>();
  try {
    await room.push("new_msg", { body: "hi" }, { timeout: 100 });
  } catch (error) {
    if (error instanceof ZzzError && error.reason === "error") console.log(error.response);
  }
  off();
  return history.join() + people.length;
}
