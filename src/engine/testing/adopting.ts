import { editionTables } from "../../protocol/constitution/index.ts";
import { createEditions, editionOf } from "../../protocol/editions.ts";
import { defineAction } from "../../protocol/kernel/action.ts";
import { present } from "../../protocol/kernel/assert.ts";
import { machineMessage, writeEnvelope } from "../../protocol/kernel/envelope.ts";
import type { DecisionId, PersonId } from "../../protocol/kernel/ids.ts";
import { bytes32, encode, moment, record } from "../../protocol/kernel/schema.ts";
import { DAY } from "../../protocol/kernel/time.ts";
import { explain } from "../../protocol/kernel/why.ts";
import type { Law } from "../../protocol/law.ts";
import { editionDigest } from "../../protocol/law-digest.ts";
import { rooms } from "../../protocol/rooms.ts";
import { type NextPlan, nextEdition } from "../../protocol/testing/next-edition.ts";
import { signBody } from "../../protocol/testing/sign-action.ts";
import type { Signer } from "../embedded/signer.ts";
import type { Engine } from "../engine.ts";
import { nativeHasher } from "../native-hasher.ts";

const { adoptions, edition } = editionTables;

/**
 * Adopts edition 2 at once: what a decision of everyone does, without the days that it takes.
 *
 * Why: machines under CometBFT live by the clock of this computer.
 */
const adoptNow = defineAction({
  type: "constitution/adopt-now",
  tag: 0x01fe,
  author: "person",
  visibility: "everyone",
  summary: "Adopts an edition at once, for a test.",
  input: record({ digest: bytes32, moment }),
  about: { digest: "its digest", moment: "when it is to hold" },
  refuses: [],
  check: () => undefined,
  apply({ state, input, now }) {
    const row = present(edition.get(state, []), "an edition is in force");
    edition.put(state, [], { ...row, adoptions: row.adoptions + 1 });
    adoptions.put(state, [row.adoptions + 1], {
      ...input,
      edition: 2,
      at: now,
      decision: 1 as DecisionId,
      standing: "waiting",
      reason: "none",
      height: 0,
      machines: 0,
      rehearsed: 0,
    });
    return [];
  },
  why: () => explain("constitution/adopt-now", "A test may.", {}, "It waits."),
});

const first = {
  number: 1,
  rooms: rooms.map((room) =>
    room.name === "constitution" ? { ...room, actions: [...room.actions, adoptNow] } : room,
  ),
};

/** Folkmoot's law with an action that adopts at once, and with no edition to adopt. */
export const hastyLaw: Law = createEditions([first]);

/** The same law with the second edition of the tests. */
export function hastyLawWithNext(plan: NextPlan = {}): Law {
  return createEditions([first, nextEdition(plan)]);
}

/** Adopts edition 2 in the name of a person, for a moment. */
export function adoptWire(
  { ledger, head }: Engine,
  signer: Signer,
  { person, nonce, at }: { readonly person: number; readonly nonce: number; readonly at: number },
): Uint8Array {
  const own = editionOf(ledger.law, 2) ?? editionOf(hastyLawWithNext(), 2);
  const next = present(own, "the tests have an edition 2");
  const digest = editionDigest(nativeHasher, next);
  const body = {
    community: ledger.community,
    person: person as PersonId,
    device: 0,
    nonce,
    expires: head().time + DAY,
    seen: ledger.seen(),
    tag: adoptNow.tag,
    payload: encode(adoptNow.input, { digest, moment: at }),
  };
  return signBody(signer, body);
}

/** Has a machine say that it has rehearsed the edition that waits. */
export function rehearsedWire({ ledger }: Engine, signer: Signer): Uint8Array {
  const action = present(
    ledger.law.actionByType.get("constitution/declare-rehearsed"),
    "machines may say it",
  );
  const { adoptions: adoption } = present(edition.get(ledger.reader(), []), "an edition holds");
  const { digest } = present(adoptions.get(ledger.reader(), [adoption]), "an edition waits");
  const payload = encode(action.input, { adoption, digest });
  const body = { community: ledger.community, key: signer.publicKey, tag: action.tag, payload };
  return writeEnvelope({ kind: "machine", body, proof: signer.sign(machineMessage(body)) });
}
