/**
 * Goal: an outbox and an action that is sent at once sign again for the same reasons.
 * Method: the law's own remedies say which refusals a new signature mends; a node refuses with each of
 * them once, and what it then receives is taken apart.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { readEnvelope } from "../protocol/kernel/envelope.ts";
import { kernelFaults } from "../protocol/kernel/faults.ts";
import type { PersonId } from "../protocol/kernel/ids.ts";
import { NONCE_JUMP_MAX } from "../protocol/kernel/limits.ts";
import { folkmootLaw } from "../protocol/rooms.ts";
import { createClient } from "./client.ts";
import { seedSigner } from "./keys/seed-signer.ts";
import { isToSignAgain } from "./sign-again.ts";
import type { Remembered, SigningMemory } from "./signing-memory.ts";
import type { Answer, Transport } from "./transport/transport.ts";

const COMMUNITY = "ab".repeat(32);
const SEEN = { height: 9, root: new Uint8Array(32) };
const RECORDED = 4;

const REASONS = [
  "kernel/expired",
  "kernel/expires-too-late",
  "kernel/nonce-jump",
  "kernel/nonce-used",
  "witness/too-old",
];

const answer = (json: unknown, status = 200): Answer => ({
  status,
  contentType: "application/json",
  bytes: new TextEncoder().encode(JSON.stringify(json)),
});

/** A node that refuses once with a code, and notes with which numbers it was sent to. */
function nodeOf(code: string): Transport & { readonly nonces: number[] } {
  const nonces: number[] = [];
  return {
    nonces,
    async ask({ path, body }) {
      if (path !== "/actions") {
        const value = { person: 7, device: 2, nonce: RECORDED };
        return answer(path.startsWith("/views/") ? { value } : { community: COMMUNITY, time: 1 });
      }
      const envelope = readEnvelope(body ?? new Uint8Array());
      assert.ok(envelope.ok && envelope.value.kind === "person");
      nonces.push(envelope.value.body.nonce);
      return nonces.length === 1 ? answer({ code, title: "No." }, 422) : answer({ code: 0 });
    },
    follow: () => () => {},
  };
}

function clientOf(transport: Transport, memory?: SigningMemory) {
  const signer = seedSigner(new Uint8Array(32).fill(5));
  const deps = { transport, signer, seen: async () => SEEN };
  return createClient(memory === undefined ? deps : { ...deps, memory });
}

test("what the law promises to mend by a new signature is signed again", () => {
  const faults = [
    ...Object.values(kernelFaults),
    ...folkmootLaw.rooms.flatMap((room) => room.faults),
  ];
  const promised = faults.filter(({ remedy }) => /(signed|numbered) again/.test(remedy));
  assert.ok(promised.length >= 3);
  for (const { code } of promised) assert.ok(isToSignAgain(code, 0), code);
  for (const code of REASONS)
    assert.ok(
      faults.some((fault) => fault.code === code),
      code,
    );
});

test("each of the reasons is mended by one more signature", async () => {
  for (const code of REASONS) {
    const node = nodeOf(code);
    const { receipt } = await clientOf(node).act("membership/vouch", { person: 3 });
    assert.ok(receipt !== undefined, code);
    assert.deepEqual(node.nonces, [RECORDED + 1, RECORDED + 2], code);
  }
});

test("any other refusal stands", async () => {
  for (const code of ["kernel/bad-signature", "membership/already-vouched", "node/busy"]) {
    const node = nodeOf(code);
    const { problem } = await clientOf(node).act("membership/vouch", { person: 3 });
    assert.equal(problem?.code, code);
    assert.equal(node.nonces.length, 1);
  }
});

test("what has waited until it expired is not signed again by itself", () => {
  assert.ok(isToSignAgain("kernel/expired", 60_000));
  assert.ok(!isToSignAgain("kernel/expired", 60_001));
  assert.ok(isToSignAgain("kernel/nonce-used", 86_400_000));
});

test("a count that ran away begins again behind that of the record", async () => {
  let kept: Remembered | undefined = {
    community: COMMUNITY,
    person: 7 as PersonId,
    device: 2,
    nonce: RECORDED + NONCE_JUMP_MAX + 5,
  };
  const memory: SigningMemory = {
    recall: () => kept,
    note: (remembered) => {
      kept = remembered;
    },
  };
  const node = nodeOf("kernel/nonce-jump");
  const { receipt } = await clientOf(node, memory).act("membership/vouch", { person: 3 });
  assert.ok(receipt !== undefined);
  assert.deepEqual(node.nonces, [RECORDED + NONCE_JUMP_MAX + 6, RECORDED + 1]);
});
