import { isDeferred, isPromise, valueOf } from "./ask.js";
import { text, wrong } from "./check.js";
import type { ConnectOptions, Deferred, Params, SocketOptions } from "./types.js";

type Protocols = string | string[] | undefined;

/** Returns the address to connect to. Called for each attempt. */
export type Endpoint = () => Address | Promise<Address>;
export type Address = [url: URL, protocols: Protocols];

/** The endpoint of a bare WebSocket. */
export function plainEndpoint(url: string | URL, { protocols }: ConnectOptions): Endpoint {
  const absolute = webSocketUrl(url);
  return endpoint([protocols], ([protocols]) => [absolute, checkedProtocols(protocols)]);
}

/** The endpoint of a socket: the address contains the parameters and the serializer's version, and the token is sent as a subprotocol. */
export function socketEndpoint(url: string | URL, { params, authToken }: SocketOptions): Endpoint {
  const absolute = webSocketUrl(url);
  return endpoint([params, authToken], ([params, token]) => [socketUrl(absolute, params), tokenProtocols(token)]);
}

/** Checks plain values now, and the results of functions and promises at each attempt. */
function endpoint(values: Deferred<unknown>[], address: (values: any[]) => Address): Endpoint {
  address(values.map(value => isDeferred(value) ? undefined : value));
  return () => {
    const given = values.map(valueOf);
    return given.some(isPromise) ? Promise.all(given).then(address) : address(given);
  };
}

/** Converts a URL, which may be relative to the page or begin with http, to a WebSocket address. */
function webSocketUrl(url: string | URL): URL {
  const absolute = new URL(url instanceof URL ? url : text("url", url), globalThis.location?.href);
  absolute.protocol = absolute.protocol.replace("http", "ws");
  return absolute;
}

function socketUrl(url: URL, params: Params | null | undefined): URL {
  const absolute = new URL(url);
  if (typeof (params ?? {}) !== "object" || Symbol.iterator in (params ?? {})) throw wrong("params", "an object", params);
  for (const [name, value] of Object.entries(params ?? {})) {
    if (!/^(string|number|boolean|bigint|undefined)$/.test(typeof value) && value !== null) throw wrong(`params.${name}`, "text, a number or a boolean", value);
    if (value !== null && value !== undefined) absolute.searchParams.set(name, String(value));
  }
  absolute.searchParams.set("vsn", "2.0.0");
  return absolute;
}

/** Encodes a token as a subprotocol, in Base64url, because plain Base64 has characters that a subprotocol may not contain. */
function tokenProtocols(token: string | null | undefined): Protocols {
  if (token === undefined || token === null || token === "") return undefined;
  const base64 = btoa(String.fromCharCode(...new TextEncoder().encode(text("authToken", token))));
  return ["phoenix", `base64url.bearer.phx.${base64.replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "")}`];
}

function checkedProtocols(protocols: string | string[] | null | undefined): Protocols {
  if (protocols === null || protocols === undefined) return undefined;
  for (const protocol of Array.isArray(protocols) ? protocols : [protocols]) text("protocols", protocol);
  return protocols;
}
