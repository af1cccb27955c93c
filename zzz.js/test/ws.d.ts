/** The part of the npm package ws that the tests use: the same API as the browser's WebSocket. */
declare module "ws" {
  const WebSocket: new (url: string, protocols?: string | string[]) => unknown;
  export default WebSocket;
}
