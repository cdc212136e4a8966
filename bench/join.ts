import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { HOME_TIMING } from "#engine/comet/config.js";
import { testBinary } from "#engine/testing/comet-binary.js";
import { joinNetwork } from "#node/index.js";
import { folkmootLaw } from "#protocol/rooms.js";
import { heightOf, localNode } from "../test/network/local-network.ts";
import { print } from "./figure.ts";
import { startFolkmoot } from "./network/folkmoot.ts";
import { ready, saturate } from "./network/load.ts";
import { createPayers } from "./payers.ts";

/*
 * How fast a machine that joins late fetches, carries out and keeps the blocks that the others have
 * made, from a network of one machine: blocks without actions, and blocks with signed payments.
 *   npm run bench join [-- --blocks 1000 --people 2000 --window 40]
 */
const { values } = parseArgs({
  options: {
    blocks: { type: "string", default: "1000" },
    people: { type: "string", default: "2000" },
    window: { type: "string", default: "40" },
  },
});
/** Blocks as fast as one machine makes them. */
const HASTE = { ...HOME_TIMING, commit: 1, heartbeat: 1 };
/** Actions at a time, until there are enough blocks. */
const LOT = 2_000;
const blocks = Number(values.blocks);
const { missing } = testBinary();
if (missing !== false) throw new Error(missing);

await measure("empty");
await measure("payments");

async function measure(what: "empty" | "payments"): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "folkmoot-bench-join-"));
  const lineUp = await startFolkmoot(folder, 1, createPayers(Number(values.people)), HASTE);
  const [{ url }] = lineUp.nodes as [(typeof lineUp.nodes)[0]];
  const late = localNode(join(folder, "late"));
  try {
    await ready(lineUp);
    let actions = 0;
    const wires = what === "payments" ? lineUp.write(30 * blocks) : [];
    while ((await heightOf(url)) < blocks) {
      const lot = wires.slice(actions, actions + LOT);
      if (what === "empty") await pause(100);
      else if (lot.length === 0)
        throw new Error("there are too few actions: take a smaller window");
      else await saturate(lineUp, lot.map(base64), Number(values.window));
      actions += lot.length;
    }
    await joinNetwork({ law: folkmootLaw, address: url, home: late.home });
    const target = await heightOf(url);
    const begun = performance.now();
    await late.start();
    const first = { at: performance.now(), height: await heightOf(late.url) };
    while ((await heightOf(late.url)) < target) await pause(20);
    const now = performance.now();
    const detail = { blocks: target, actions, people: Number(values.people) };
    const perSecond = ((target - first.height) / (now - first.at)) * 1000;
    print({ bench: `join/blocks-${what}`, value: perSecond, unit: "per second", ...detail });
    print({ bench: `join/caught-up-${what}`, value: (now - begun) / 1000, unit: "s", ...detail });
  } finally {
    late.signal("law", "SIGTERM");
    await late.ended();
    await lineUp.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function base64(wire: Uint8Array): string {
  return Buffer.from(wire).toString("base64");
}
