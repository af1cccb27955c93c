// Runs tests against three servers with Redis, each connection to the next one: node on-three-servers.mjs FILE…
import { spawn } from "node:child_process";
import { once } from "node:events";
import { Cluster } from "./cluster.mjs";

const cluster = await Cluster.start();
const nodes = cluster.servers.map(({ direct }) => direct.href).join(" ");
const env = { ...process.env, ZZZ_TEST_URL: cluster.url.href, ZZZ_TEST_NODES: nodes };
const [code] = await once(spawn(process.execPath, ["--test", "--test-reporter=spec", ...process.argv.slice(2)], { stdio: "inherit", env }), "exit");
await cluster.end();
process.exit(code ?? 1);
