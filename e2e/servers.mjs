// The servers under test, started elsewhere: their addresses come from the environment, so that the same checks run against any build.
function address(variable) {
  const value = process.env[variable];
  if (!value) throw new Error(`${variable} must hold the server's address, such as http://127.0.0.1:5080`);
  return new URL(value);
}

/** samples/Echo: its page at /, echo at /ws/echo. */
export const echo = address("ZZZ_ECHO_URL");

/** Zzz.TestServer: channels at /socket, /ws/echo, /ws/close/{code}, /ws/watch/{id}, /closed/{id}, zzz.js at /__zzz/zzz.js, and an empty page at /. */
export const testServer = address("ZZZ_TEST_URL");

export function webSocket(server, path) {
  const url = new URL(path, server);
  url.protocol = "ws:";
  return url.href;
}

/** "code reason" that the controller's OnClose was told, as soon as the connection is closed. */
export async function closed(id) {
  const response = await fetch(new URL(`/closed/${id}`, testServer));
  return response.text();
}
