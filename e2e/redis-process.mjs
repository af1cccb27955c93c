// Runs a Redis server of its own, at a port that it keeps over restarts, with its files in a new folder.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import net from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

export class RedisProcess {
  static isInstalled = !spawnSync("redis-server", ["--version"]).error;

  #options;
  #folder;
  #process;
  port;

  /** @param options Such as ["--appendonly", "yes"]. */
  constructor(options = ["--save", ""]) {
    this.#options = options;
  }

  async start() {
    this.#folder ??= await mkdtemp(join(tmpdir(), "zzz-redis-"));
    for (let attempt = 0; ; attempt++) {
      const port = this.port ?? await freePort();
      if (await this.#tryStart(port)) return this.port = port;
      if (attempt > 20) throw new Error(`redis-server does not start at port ${port}`);
    }
  }

  async stop(signal = "SIGKILL") {
    const exited = once(this.#process, "exit");
    if (this.#process.exitCode === null && this.#process.kill(signal)) await exited;
  }

  freeze() {
    this.#process.kill("SIGSTOP");
  }

  resume() {
    this.#process.kill("SIGCONT");
  }

  /** Copies the files, or puts the copy back while the server is stopped. */
  async copy(from = "now", to = "before") {
    await rm(join(this.#folder, to), { recursive: true, force: true });
    await cp(join(this.#folder, from), join(this.#folder, to), { recursive: true });
  }

  /** Runs a command, such as "CONFIG SET maxclients 10", and returns the bytes of the reply. */
  async run(command) {
    const socket = net.connect(this.port, "127.0.0.1");
    socket.write(`${command}\r\n`);
    const [reply] = await once(socket, "data");
    socket.destroy();
    if (reply[0] === 45) throw new Error(`${command}: ${reply}`);
    return reply.toString();
  }

  async end() {
    await this.stop();
    process.off("exit", this.#killAtExit);
    await rm(this.#folder, { recursive: true });
  }

  #killAtExit = () => this.#process?.kill("SIGKILL");

  async #tryStart(port) {
    const folder = join(this.#folder, "now");
    await mkdir(folder, { recursive: true });
    const options = ["--port", port, "--bind", "127.0.0.1", "--dir", folder, ...this.#options];
    process.off("exit", this.#killAtExit).on("exit", this.#killAtExit);
    this.#process = spawn("redis-server", options, { stdio: ["ignore", "pipe", "inherit"] });
    return new Promise(resolve => {
      this.#process.once("exit", () => resolve(false));
      createInterface(this.#process.stdout).on("line", line => line.includes("Ready to accept connections") && resolve(true));
    });
  }
}

async function freePort() {
  const server = net.createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  return port;
}
