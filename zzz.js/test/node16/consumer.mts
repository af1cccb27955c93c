// Compiled with the tests: checks that code which imports the package gets the types of an ES module.
import { socket, type Presence, presence } from "zzz.js";

export const list: Presence = presence(socket("/socket", { authToken: Promise.resolve("secret") }).channel("room:lobby"));
