/**
 * Goal: a device that acts in the very first moments of a community waits for its first block.
 * Method: a node without blocks, which says so, and then complains of something else.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { FolkmootError } from "./error.ts";
import { createOwnLight } from "./own-light.ts";
import { portableHasher } from "./portable-hasher.ts";
import type { Answer, Transport } from "./transport/transport.ts";

function problem(status: number, code: string): Answer {
  const body = { type: "about:blank", title: "A problem.", status, code };
  const bytes = new TextEncoder().encode(JSON.stringify(body));
  return { status, contentType: "application/problem+json", bytes };
}

/** A node that answers each question by the next code, and by the last one from then on. */
function answering(...codes: readonly string[]) {
  let asked = 0;
  const ask = async (): Promise<Answer> => {
    const code = codes[Math.min(asked, codes.length - 1)] ?? "";
    asked += 1;
    return problem(code === "node/not-found" ? 404 : 500, code);
  };
  return { transport: { ask } as Pick<Transport, "ask">, asked: () => asked };
}

function ownLight(transport: Pick<Transport, "ask">) {
  return createOwnLight({
    transport: { ...transport, follow: () => assert.fail("nobody follows anything") },
    hasher: portableHasher,
    community: async () => ({ chainId: "folk-1", isDemo: false, now: 0 }),
  }).seen;
}

test("the first block is waited for as long as the node has none, and no other problem is", async () => {
  const node = answering("node/not-found", "node/not-found", "node/stopped");
  await assert.rejects(ownLight(node.transport), (error) => {
    return error instanceof FolkmootError && error.code === "node/stopped";
  });
  assert.equal(node.asked(), 3);
});
