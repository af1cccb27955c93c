import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";

/** A proxy between a client and a server. It can cut connections, as if the network or the server had failed. */
export class Proxy {
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  #port = 0;

  private constructor(readonly target: URL) {}

  static async to(target: string | URL): Promise<Proxy> {
    const proxy = new Proxy(new URL(target));
    await proxy.start();
    return proxy;
  }

  url(path: string): string {
    return `http://127.0.0.1:${this.#port}${path}`;
  }

  /** Accepts connections, each time at the same port. */
  async start(): Promise<void> {
    this.#server = createServer(client => {
      const server = connect(+this.target.port, this.target.hostname);
      for (const [socket, other] of [[client, server], [server, client]] as const) {
        this.#sockets.add(socket);
        socket.on("error", () => {}).on("close", () => { this.#sockets.delete(socket); other.destroy(); }).pipe(other);
      }
    }).listen(this.#port, "127.0.0.1");
    await once(this.#server, "listening");
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  /** Cuts all connections. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  /** Cuts all connections, and accepts no new ones. */
  async stop(): Promise<void> {
    this.#server!.close();
    this.cut();
    await once(this.#server!, "close");
  }
}
