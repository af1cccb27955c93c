import type { Params, SocketOptions } from "./types.js";

/** The WebSocket address of what may be relative to the page, or begin with http. */
export function webSocketUrl(url: string | URL): URL {
  const absolute = new URL(url, globalThis.location?.href);
  absolute.protocol = absolute.protocol.replace("http", "ws");
  return absolute;
}

/** The address of a channel socket, with its parameters and the version of the serializer. */
export function socketUrl(url: string | URL, params: Params): URL {
  const absolute = webSocketUrl(url);
  for (const [name, value] of Object.entries(params)) absolute.searchParams.set(name, String(value));
  absolute.searchParams.set("vsn", "2.0.0");
  return absolute;
}

/** A token as subprotocols. Base64url, because of plain Base64 not every character may stand in a subprotocol. */
export function tokenProtocols(token: string | undefined): string[] | undefined {
  if (token === undefined) return undefined;
  const base64 = btoa(String.fromCharCode(...new TextEncoder().encode(token)));
  return ["phoenix", `base64url.bearer.phx.${base64.replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "")}`];
}

/** Where a socket connects to. */
export function socketEndpoint(url: string | URL, { params = {}, authToken }: SocketOptions): [URL, string[] | undefined] {
  return [socketUrl(url, valueOf(params)), tokenProtocols(valueOf(authToken))];
}

/** A value, or what a function gives now. */
export function valueOf<T>(value: T | (() => T)): T {
  return value instanceof Function ? value() : value;
}
