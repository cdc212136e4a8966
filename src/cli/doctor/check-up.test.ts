// Goal: the doctor names what is wrong, and nothing else. Method: homes that are spoilt one way each.
import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { createDemo } from "../demo/create-demo.ts";
import { checkUp } from "./check-up.ts";

const root = mkdtempSync(join(tmpdir(), "folkmoot-doctor-"));
after(() => rmSync(root, { recursive: true, force: true }));

const host = "127.0.0.1";
const wrongIn = async (home: string, port = 0): Promise<string[]> =>
  (await checkUp({ home, host, port }))
    .filter(({ state }) => state === "wrong")
    .map(({ name }) => name);

test("a home without a community is noted, not wrong", async () => {
  assert.deepEqual(await wrongIn(join(root, "none")), []);
});

test("a healthy home has nothing wrong, and each fault is named", async () => {
  const home = join(root, "demo");
  await createDemo({ home, seed: "doctor", now: Date.now() });
  assert.deepEqual(await wrongIn(home), []);

  chmodSync(join(home, "keys", "validator.json"), 0o644);
  assert.deepEqual(await wrongIn(home), ["keys"]);
  chmodSync(join(home, "keys", "validator.json"), 0o600);

  writeFileSync(join(home, "head"), new Uint8Array(40).fill(255));
  assert.deepEqual(await wrongIn(home), ["store"]);

  writeFileSync(join(home, "founding.json"), "{");
  assert.ok((await wrongIn(home)).includes("community"));
});

test("a port that is taken is named", async () => {
  const server = createServer().listen(0, host);
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as { readonly port: number };
  assert.deepEqual(await wrongIn(join(root, "none"), port), ["port"]);
  server.close();
});
