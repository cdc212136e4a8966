import assert from "node:assert/strict";
import { commandLine, jsonOf } from "../cli/folkmoot.ts";
import type { LocalNetwork } from "./local-network.ts";

/** Stops all nodes of a network in peace; each home must then verify by itself. */
export async function stopAndVerify({ folder, nodes }: LocalNetwork): Promise<void> {
  for (const node of nodes) node.signal("law", "SIGTERM");
  await Promise.all(nodes.map((node) => node.ended()));
  const { call } = commandLine(folder);
  for (const { home } of nodes) {
    const verdict = await call("verify", "--home", home, "--json");
    assert.equal(verdict.exit, 0, verdict.out + verdict.err);
    assert.ok(jsonOf<{ height: number }>(verdict).height > 1, home);
  }
}
