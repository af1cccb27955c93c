// Compiled with the tests: checks that code which requires the package gets its CommonJS types.
import { connect, ZzzError, type Connection } from "zzz.js";
import Zzz = require("zzz.js");

const connection: Connection = connect("/ws/echo", { protocols: async () => ["v1"], finalCodes: [1000, 1008], stableAfter: 1_000, connectTimeout: 5_000 });
connection.reconnect();
const chat: Zzz.Socket = Zzz.socket("/socket", { authToken: async () => null });
const room: Zzz.Channel = chat.channel("room:lobby", async () => ({ name: "ada" }));
export const refused = (error: unknown): boolean => error instanceof ZzzError && error.reason === "error" && room.state === "closed";
