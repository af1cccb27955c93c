// Three servers, a Redis of their own, and a balancer in front of them.
import { Balancer, Line } from "./gates.mjs";
import { RedisProcess } from "./redis-process.mjs";
import { ServerProcess } from "./server-process.mjs";
import { testServerExecutable } from "./servers.mjs";

export class Cluster {
  redis;
  /** The lines from the servers to Redis. */
  lines;
  servers;
  balancer;

  static async start(redisOptions) {
    const cluster = new Cluster();
    cluster.redis = new RedisProcess(redisOptions);
    await cluster.redis.start();
    cluster.lines = await Promise.all([1, 2, 3].map(() => Line.to(cluster.redis.port)));
    cluster.servers = cluster.lines.map(({ port }) => new ServerProcess(testServerExecutable, { ConnectionStrings__redis: `127.0.0.1:${port}` }));
    await Promise.all(cluster.servers.map(server => server.start()));
    cluster.balancer = await Balancer.of(cluster.servers);
    return cluster;
  }

  get url() {
    return this.balancer.url;
  }

  async end() {
    this.balancer.end();
    await Promise.all(this.servers.map(server => server.end()));
    this.lines.forEach(line => line.end());
    await this.redis.end();
  }
}
