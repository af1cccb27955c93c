import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { runInNewContext } from "node:vm";
import { gzipSync } from "node:zlib";
import { ZzzError } from "zzz.js";
import * as Zzz from "zzz.js";

const dist = (file: string) => readFileSync(new URL(`../../dist/${file}`, import.meta.url), "utf8");
const names = ["ZzzError", "connect", "presence", "socket"];

for (const file of ["zzz.js", "zzz.mjs"]) {
  test(`${file} has 6.5 KB at most, compressed`, () => {
    const size = gzipSync(dist(file), { level: 9 }).length;
    console.log(`${file}: ${size} bytes with gzip`);
    assert.ok(size <= 6.5 * 1024, `${size} bytes`);
  });

  test(`${file} names its source map, and that has the sources`, () => {
    assert.match(dist(file), new RegExp(`\\n//# sourceMappingURL=${file}\\.map\\n$`));
    const { sources, sourcesContent } = JSON.parse(dist(`${file}.map`));
    assert.ok(sources.includes("../src/zzz.ts"));
    assert.equal(sourcesContent.length, sources.length);
  });
}

test("the package gives the module", () => assert.deepEqual(Object.keys(Zzz).sort(), names));

test("what requires the package gets the same", () => {
  const required = createRequire(import.meta.url)("zzz.js");
  assert.deepEqual(Object.keys(required).sort(), names);
  assert.ok(new required.ZzzError("a", "full") instanceof Error);
});

test("every file that the manifest names is there", () => {
  const text = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  for (const [, file] of text.matchAll(/"\.\/dist\/([^"*]+)"/g)) assert.ok(dist(file!).length, file);
});

test("the script makes one global", () => {
  const page: Record<string, Record<string, unknown>> = {};
  runInNewContext(dist("zzz.js"), page);
  assert.deepEqual(Object.keys(page), ["Zzz"]);
  assert.deepEqual(Object.keys(page.Zzz!).sort(), names);
});

test("an error tells what and why, and keeps the answer", () => {
  const error = new ZzzError("room:1 new_msg", "error", { reason: "too long" });
  assert.ok(error instanceof Error);
  assert.equal(`${error}`, 'ZzzError: room:1 new_msg: error {"reason":"too long"}');
  assert.deepEqual(error.response, { reason: "too long" });
});

test("nothing is needed at run time", () => {
  const manifest = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
  assert.equal(manifest.dependencies, undefined);
  assert.equal(manifest.peerDependencies, undefined);
});
