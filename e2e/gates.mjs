// TCP in front of servers: a balancer, and a line that can be cut without a word.
import { once } from "node:events";
import net from "node:net";

function join(client, server) {
  for (const [from, to] of [[client, server], [server, client]]) from.pipe(to).on("error", () => {}).on("close", () => from.destroy());
}

/** Gives connections to servers in turn. Those that refuse are skipped. */
export class Balancer {
  #servers;
  #next = 0;
  #listener = net.createServer(client => this.#forward(client, this.#servers.length)).listen(0, "127.0.0.1");

  /** @param servers Objects with the address `direct`, which may change. */
  static async of(servers) {
    const balancer = new Balancer();
    balancer.#servers = servers;
    await once(balancer.#listener, "listening");
    return balancer;
  }

  get url() {
    return new URL(`http://127.0.0.1:${this.#listener.address().port}`);
  }

  end() {
    this.#listener.close();
  }

  #forward(client, attempts) {
    client.on("error", () => {});
    if (attempts === 0) return client.destroy();
    const { port } = this.#servers[this.#next++ % this.#servers.length].direct;
    const server = net.connect({ port: Number(port), host: "127.0.0.1", noDelay: true });
    const refused = () => this.#forward(client, attempts - 1);
    server.once("error", refused).once("connect", () => {
      server.off("error", refused);
      join(client, server);
    });
  }
}

/** Forwards to a port, until it is cut: then bytes and new connections wait for {@link mend}, as on a network that drops packets. */
export class Line {
  #port;
  #sockets = new Set();
  #isCut = false;
  #listener = net.createServer(client => this.#forward(client)).listen(0, "127.0.0.1");

  static async to(port) {
    const line = new Line();
    line.#port = port;
    await once(line.#listener, "listening");
    return line;
  }

  get port() {
    return this.#listener.address().port;
  }

  cut() {
    this.#isCut = true;
    for (const socket of this.#sockets) socket.pause();
  }

  mend() {
    this.#isCut = false;
    for (const socket of this.#sockets) socket.resume();
  }

  end() {
    this.#listener.close();
    for (const socket of this.#sockets) socket.destroy();
  }

  #forward(client) {
    const server = net.connect({ port: this.#port, host: "127.0.0.1", noDelay: true });
    for (const [from, to] of [[client, server], [server, client]]) {
      this.#sockets.add(from);
      from.on("data", data => to.write(data) || from.pause()).on("end", () => to.end()).on("error", () => {});
      to.on("drain", () => this.#isCut || from.resume());
      from.on("close", () => {
        this.#sockets.delete(from);
        to.destroy();
      });
      if (this.#isCut) from.pause();
    }
  }
}
