/** npm's ws, as far as the tests use it: the WebSocket of the browsers. */
declare module "ws" {
  const WebSocket: new (url: string, protocols?: string | string[]) => unknown;
  export default WebSocket;
}
