// Builds dist/. With --check, builds elsewhere and compares; with --tests, builds the tests into obj/test.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

process.chdir(fileURLToPath(new URL(".", import.meta.url)));
const mode = process.argv[2];
if (mode === "--tests") await buildTests();
else if (mode === "--check") await check();
else await buildTo("dist");

async function buildTo(folder) {
  const options = { entryPoints: ["src/zzz.ts"], bundle: true, minify: true, sourcemap: true, target: "es2022", write: false };
  const outputs = await Promise.all([
    build({ ...options, format: "esm", outfile: "dist/zzz.mjs" }),
    build({ ...options, format: "cjs", outfile: "dist/zzz.cjs", minify: false, sourcemap: false }),
    build({ ...options, format: "iife", globalName: "Zzz", outfile: "dist/zzz.js" }),
  ]);
  mkdirSync(folder, { recursive: true });
  for (const { path, text } of outputs.flatMap(output => output.outputFiles)) writeFileSync(join(folder, basename(path)), text);
  const types = declarations();
  for (const file of ["zzz.d.ts", "zzz.d.cts"]) writeFileSync(join(folder, file), types);
}

/** Joins the declarations of the public sources into one file, and removes their imports of each other. */
function declarations() {
  return inTemporaryFolder(folder => {
    execFileSync("npx", ["tsc", "--declaration", "--emitDeclarationOnly", "--rootDir", "src", "--outDir", folder], { stdio: "inherit" });
    const parts = ["types", "error", "zzz"].map(name => readFileSync(join(folder, `${name}.d.ts`), "utf8"));
    return `${parts.join("").replace(/^(import|export) .*from ".*";\n/gm, "")}export as namespace Zzz;\n`;
  });
}

async function check() {
  await inTemporaryFolder(async folder => {
    await buildTo(folder);
    const files = new Set([...readdirSync("dist"), ...readdirSync(folder)]);
    const stale = [...files].filter(file => read("dist", file) !== read(folder, file));
    if (stale.length) throw new Error(`Not up to date in dist: ${stale.join(", ")}. Run npm run build.`);
    console.log(`dist is up to date: ${[...files].join(", ")}`);
  });
}

function read(folder, file) {
  try {
    return readFileSync(join(folder, file), "utf8");
  } catch {
    return undefined;
  }
}

async function buildTests() {
  const entryPoints = readdirSync("test").filter(file => file.endsWith(".test.ts")).map(file => join("test", file));
  rmSync("obj/test", { recursive: true, force: true });
  await build({
    entryPoints, bundle: true, format: "esm", platform: "node", target: "node20", packages: "external", sourcemap: "inline",
    outdir: "obj/test", outExtension: { ".js": ".mjs" },
  });
}

function inTemporaryFolder(act) {
  const folder = mkdtempSync(join(tmpdir(), "zzz.js-"));
  const remove = () => rmSync(folder, { recursive: true });
  try {
    const result = act(folder);
    if (result instanceof Promise) return result.finally(remove);
    remove();
    return result;
  } catch (error) {
    remove();
    throw error;
  }
}
