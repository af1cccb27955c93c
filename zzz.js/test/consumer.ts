// Compiled with the tests but never run: checks that a user's code compiles against the published types.
import { connect, presence, socket, ZzzError, type Channel, type Connection, type Entry, type Position, type Presence, type Recovery, type Socket } from "zzz.js";
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
const since: Position = ["k3f9", 17];
const rendered: Channel = chat.channel("room:lobby", {}, { since });
const rejoined = (response: { history: string[] }, { recovered, wasRecovering }: Recovery): void => console.log(recovered || wasRecovering, response.history);
rendered.on("phx_join", rejoined);
rendered.on("phx_join", response => console.log(response.history));
rendered.off("phx_join", rejoined);
rendered.on("zzz_gap", () => rendered.off("zzz_gap"));
// @ts-expect-error Only phx_join has a second argument.
rendered.on("new_msg", (message: object, recovery: Recovery) => console.log(message, recovery));
// @ts-expect-error A position has an epoch and an offset.
chat.channel("room:lobby", {}, { since: ["k3f9"] });
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
