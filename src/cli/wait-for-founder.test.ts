// Goal: on a terminal, start shows the founder's link, waits, and goes on as the community's node.
// Method: the whole program with a terminal that somebody sits at; the browser is played by what it sends.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { signerFromSeed } from "../engine/embedded/signer.ts";
import { toHex } from "../protocol/kernel/bytes.ts";
import { main } from "./main.ts";
import { type KeptTerminal, keptTerminal } from "./testing/fake-terminal.ts";

const root = mkdtempSync(join(tmpdir(), "folkmoot-wait-"));
after(() => rmSync(root, { recursive: true, force: true }));

const env = { FOLKMOOT_CONFIG: join(root, "config.json"), FOLKMOOT_HOME: join(root, "home") };

async function lineWith(terminal: KeptTerminal, part: RegExp): Promise<string> {
  for (let tries = 0; tries < 400; tries += 1) {
    const found = terminal.outLines.find((line) => part.test(line));
    if (found !== undefined) return found;
    await wait(25);
  }
  throw new Error(`${part} was not printed: ${terminal.outLines.join("\n")}`);
}

test("the link stands on the terminal alone, and what comes after it is the community", async () => {
  const init = ["init", "Our street", "--purpose", "Share tools.", "--founder", "Mira", "--json"];
  assert.equal(await main(init, keptTerminal(env)), 0);
  const terminal = { ...keptTerminal(env), isInteractive: true };
  const running = main(["start", "--port", "0"], terminal);
  const link = (await lineWith(terminal, /#\/claim\//)).trim();
  assert.ok(terminal.outLines.some((line) => /works once, until/.test(line)));
  const { origin, hash } = new URL(link);
  const answer = await fetch(`${origin}/api/v1/founder`, {
    method: "POST",
    headers: { authorization: `Bearer ${hash.replace("#/claim/", "")}` },
    body: JSON.stringify({ device: toHex(signerFromSeed(new Uint8Array(32).fill(9)).publicKey) }),
  });
  assert.equal(answer.status, 201);
  assert.match(await lineWith(terminal, /^Open /), new RegExp(`Open ${origin} \\(block`));
  process.emit("SIGTERM");
  assert.equal(await running, 0);
  assert.deepEqual(terminal.errLines, []);
});
