// The servers under test, which are started elsewhere. Their addresses come from the environment, so that the same checks run against any build.
function address(variable) {
  return new URL(fromEnvironment(variable, "the server's address, such as http://127.0.0.1:5080"));
}

function fromEnvironment(variable, what) {
  const value = process.env[variable];
  if (!value) throw new Error(`${variable} must hold ${what}`);
  return value;
}

/** samples/Echo: its page at /, echo at /ws/echo. */
export const echo = address("ZZZ_ECHO_URL");

/** samples/Chat: its page at /, channels at /socket. */
export const chat = address("ZZZ_CHAT_URL");

/** Its executable, for tests that kill the server. */
export const chatServer = fromEnvironment("ZZZ_CHAT_SERVER", "the path of the chat's executable");

/** Zzz.TestServer: channels at /socket, /numbers/{topic}/{event}/{first}/{last} for their topics, /ws/echo, /ws/close/{code}, /ws/watch/{id}, /ws/patient, /closed/{id}, zzz.js at /__zzz/zzz.js, and an empty page at /. */
export const testServer = address("ZZZ_TEST_URL");

/** Its executable. */
export const testServerExecutable = fromEnvironment("ZZZ_TEST_SERVER", "the path of the test server's executable");

/** The same over TLS, with a certificate that no client trusts. */
export const tlsServer = address("ZZZ_TLS_URL");

export function webSocket(server, path) {
  const url = new URL(path, server);
  url.protocol = server.protocol === "https:" ? "wss:" : "ws:";
  return url.href;
}

/** Broadcasts numbers to a topic of the test server: each third one as bytes, the others as JSON. */
export async function publish(topic, event, first, last = first, server = testServer) {
  const response = await fetch(new URL(`/numbers/${topic}/${event}/${first}/${last}`, server), { method: "POST" });
  if (!response.ok) throw new Error(`${response.status} on ${topic} ${event} ${first}`);
}

/** The number in a payload. */
export const numberOf = payload => payload instanceof ArrayBuffer ? new DataView(payload).getInt32(0, true) : payload.value;

/** The servers behind the address of the test server. */
const testNodes = process.env.ZZZ_TEST_NODES?.split(" ") ?? [testServer];

/** The arguments of the controller's OnClose, as "code reason", once the connection is closed. Only the server that had it answers. */
export async function closed(id) {
  const answered = new AbortController();
  const answers = testNodes.map(async server => (await fetch(new URL(`/closed/${id}`, server), { signal: answered.signal })).text());
  try {
    return await Promise.any(answers);
  } finally {
    answered.abort();
  }
}
