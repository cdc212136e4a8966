// Goal: a port that somebody was given is given to nobody else before they listen on it.
// Method: ports are kept twice, by two programs, after their time, and where no file can be made.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { keepPort } from "./kept-ports.ts";

const root = mkdtempSync(join(tmpdir(), "folkmoot-kept-ports-"));
after(() => rmSync(root, { recursive: true, force: true }));

test("a port is kept once, whichever program asks", () => {
  const folder = join(root, "once");
  assert.equal(keepPort(20_000, folder), true);
  assert.equal(keepPort(20_000, folder), false);
  assert.equal(keepPort(20_001, folder), true);
  assert.equal(statSync(folder).mode & 0o777, 0o700);
  const other = `import { keepPort } from ${JSON.stringify(import.meta.resolve("./kept-ports.js"))};
    process.stdout.write(String(keepPort(20_000, ${JSON.stringify(folder)})));`;
  const said = execFileSync(process.execPath, ["--input-type=module", "-e", other], {
    encoding: "utf8",
  });
  assert.equal(said, "false");
});

test("a port is kept for a quarter of an hour, and a clock that was set back keeps none for ever", () => {
  const folder = join(root, "old");
  const made = (secondsAgo: number): boolean => {
    keepPort(20_000, folder);
    const at = Date.now() / 1_000 - secondsAgo;
    utimesSync(join(folder, "20000"), at, at);
    return keepPort(20_000, folder);
  };
  assert.equal(made(14 * 60), false);
  assert.equal(made(16 * 60), true);
  assert.equal(made(-16 * 60), true);
});

test("where no file can be made the port goes to anyone who asks", () => {
  const taken = join(root, "file");
  writeFileSync(taken, "");
  assert.equal(keepPort(20_000, taken), true);
  assert.equal(keepPort(20_000, join(taken, "folder")), true);
});
