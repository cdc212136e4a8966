// Goal: what people were told is received reaches consensus, however often that has no room for it.
// Method: the way in, on a store in memory, before a mempool that takes everything and a consensus
// that is full for a while.
import assert from "node:assert/strict";
import { test } from "node:test";
import { toHex } from "../../protocol/kernel/bytes.ts";
import { refuse } from "../../protocol/kernel/fault.ts";
import { folkmootLaw } from "../../protocol/rooms.ts";
import { witnessFaults } from "../../protocol/witness/index.ts";
import type { Admission } from "../admission/admission.ts";
import { nativeHasher } from "../native-hasher.ts";
import { createMemoryStore } from "../store/memory-store.ts";
import { openPendingJournal } from "./pending-journal.ts";
import type { BroadcastAnswer, CometRpc } from "./rpc.ts";
import { createSubmissions } from "./submissions.ts";

const nameOf = (wire: Uint8Array): string => toHex(nativeHasher.sha256(wire));

test("what was received is handed on again until consensus takes it", {
  timeout: 30_000,
}, async () => {
  const received = await openPendingJournal(createMemoryStore(), nameOf);
  const wires = [Uint8Array.of(1), Uint8Array.of(2)];
  for (const wire of wires) await received.keep(nameOf(wire), wire);
  const handed: number[] = [];
  const broadcast = async ([wire = 0]: Uint8Array): Promise<BroadcastAnswer> => {
    handed.push(wire);
    return { state: handed.length <= 2 ? "full" : "taken" };
  };
  const names = new Set<string>();
  const admission = {
    enter: async (wire: Uint8Array) => {
      names.add(nameOf(wire));
      const waiting = { id: nativeHasher.sha256(wire), name: nameOf(wire), answer: undefined };
      return { state: "waiting", waiting };
    },
    leave: (id: Uint8Array) => void names.delete(toHex(id)),
    close: () => {},
    size: () => names.size,
  } as unknown as Admission;
  const submissions = createSubmissions({
    law: folkmootLaw,
    admission,
    rpc: { broadcast } as unknown as CometRpc,
    personIn: () => 0,
    waitingMax: 10,
    received,
    patience: () => 0,
  });
  assert.equal(submissions.holdsAny(), true);
  await submissions.resume();
  assert.deepEqual(handed, [1, 2, 1, 2]);
  assert.equal(submissions.size(), 2);
  submissions.close(undefined);
});

test("what a device signed that has verified more waits until this node has it too", async () => {
  const received = await openPendingJournal(createMemoryStore(), nameOf);
  const ahead = { state: "refused", refusal: refuse(witnessFaults["ahead"]) };
  let asked = 0;
  const admission = {
    enter: async (wire: Uint8Array) => {
      asked += 1;
      const id = nativeHasher.sha256(wire);
      const answer = Promise.resolve({ state: "received", id });
      const waiting = { id, name: nameOf(wire), answer };
      return asked < 3 ? { ...ahead, id } : { state: "waiting", waiting };
    },
    get: () => undefined,
    close: () => {},
    size: () => 0,
  } as unknown as Admission;
  const submissions = createSubmissions({
    law: folkmootLaw,
    admission,
    rpc: { broadcast: async () => ({ state: "taken" }) } as unknown as CometRpc,
    personIn: () => 0,
    waitingMax: 10,
    received,
    patience: () => 5_000,
  });
  assert.equal((await submissions.submit(Uint8Array.of(3))).state, "received");
  assert.equal(asked, 3);
  submissions.close(undefined);
});
