// Runs a server as a process that can be killed and restarted. A proxy keeps its address, because its port may be taken in the meantime.
import { spawn } from "node:child_process";
import { once } from "node:events";
import net from "node:net";
import { createInterface } from "node:readline";

export class ServerProcess {
  #executable;
  #environment;
  #process;
  #port;
  #clients = new Set();
  #isCut = false;
  #proxy = net.createServer(client => this.#forward(client)).listen(0, "127.0.0.1");

  constructor(executable, environment = {}) {
    this.#executable = executable;
    this.#environment = environment;
  }

  get url() {
    return new URL(`http://127.0.0.1:${this.#proxy.address().port}`);
  }

  /** The address behind the proxy, until the server stops. */
  get direct() {
    return new URL(`http://127.0.0.1:${this.#port}`);
  }

  async start() {
    this.#process = spawn(this.#executable, ["--urls", "http://127.0.0.1:0"], {
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, ...this.#environment },
    });
    await new Promise((resolve, reject) => {
      this.#process.once("exit", code => reject(new Error(`${this.#executable} ended with ${code}`)));
      createInterface(this.#process.stdout).on("line", line => {
        const address = /Now listening on: (\S+)/.exec(line)?.[1];
        if (address) resolve(this.#port = Number(new URL(address).port));
      });
    });
  }

  async stop(signal) {
    const exited = once(this.#process, "exit");
    if (this.#process.kill(signal)) await exited;
  }

  /** Lets the process stand still, until {@link resume}. */
  freeze() {
    this.#process.kill("SIGSTOP");
  }

  resume() {
    this.#process.kill("SIGCONT");
  }

  /** Drops the connections through the proxy, and allows no new ones until {@link mend}. */
  cut() {
    this.#isCut = true;
    for (const client of this.#clients) client.destroy();
  }

  mend() {
    this.#isCut = false;
  }

  async end() {
    await this.stop("SIGKILL");
    this.#proxy.close();
  }

  #forward(client) {
    if (this.#isCut) return client.destroy();
    this.#clients.add(client);
    client.on("close", () => this.#clients.delete(client));
    const server = net.connect(this.#port, "127.0.0.1");
    for (const [from, to] of [[client, server], [server, client]]) from.pipe(to).on("error", () => { }).on("close", () => from.destroy());
  }
}
