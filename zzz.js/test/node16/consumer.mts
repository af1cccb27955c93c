// Compiled with the tests: what imports the package has types, of a module.
import { socket, type Presence, presence } from "zzz.js";

export const list: Presence = presence(socket("/socket", { authToken: Promise.resolve("secret") }).channel("room:lobby"));
