import { type Signer, signerFromSeed } from "#engine/embedded/signer.js";
import { nativeHasher } from "#engine/native-hasher.js";
import { nativeVerify } from "#engine/native-signature.js";
import { type FoundingDocument, foundState } from "#protocol/founding.js";
import { toHex } from "#protocol/kernel/bytes.js";
import type { PersonId } from "#protocol/kernel/ids.js";
import { encode } from "#protocol/kernel/schema.js";
import type { Seen } from "#protocol/kernel/seen.js";
import { createTree } from "#protocol/kernel/tree/tree.js";
import { folkmootLaw } from "#protocol/rooms.js";
import { signBody } from "#protocol/testing/sign-action.js";
import { seedOf } from "./crowd.ts";

const DAY = 86_400_000;

/** Makes the keys of people who will pay each other. */
export function createPayers(people: number): readonly Signer[] {
  return Array.from({ length: people }, (_, at) => signerFromSeed(seedOf(`payer ${at}`)));
}

/** The founding of a place where everybody has money that the one before them takes. */
export function payersFounding(signers: readonly Signer[]): string {
  const people = signers.length;
  const foundedAt = Date.now() - DAY;
  const next = (person: number) => 1 + (person % people);
  const everybody = signers.map((_, at) => at + 1);
  const none = "00".repeat(32);
  return JSON.stringify({
    name: "A busy place",
    purpose: "To be measured.",
    foundedAt,
    rooms: {
      identity: {
        people: signers.map(({ publicKey }) => ({ device: toHex(publicKey), recovery: none })),
      },
      membership: {
        members: everybody.map((person) => ({
          person,
          since: foundedAt,
          founder: true,
          invitedBy: 0,
        })),
      },
      money: {
        trusts: everybody.map((currency) => ({
          account: next(currency),
          currency,
          cap: 0,
          until: foundedAt + 3_000 * DAY,
        })),
        balances: everybody.map((person) => ({
          account: person,
          currency: person,
          shares: String((1n << 96n) / 10_000n),
        })),
      },
    },
  });
}

/** Signs payments, round after round of everybody. */
export function signPayments(
  signers: readonly Signer[],
  { community, seen }: { readonly community: Uint8Array; readonly seen: Seen },
  count: number,
): Uint8Array[] {
  const people = signers.length;
  const action = folkmootLaw.actionByType.get("money/pay");
  if (action === undefined) throw new Error("the law has payments");
  const expires = Date.now() + DAY;
  return Array.from({ length: count }, (_, at) => {
    const person = 1 + (at % people);
    const to = 1 + (person % people);
    const input = { to, parts: [{ currency: person, micro: 1 }], note: new Uint8Array(32) };
    const body = {
      community,
      person: person as PersonId,
      device: 0,
      nonce: 1 + Math.floor(at / people),
      expires,
      seen,
      tag: action.tag,
      payload: encode(action.input, input),
    };
    return signBody(signers[person - 1] as Signer, body);
  });
}

/** The state of a founding, which everybody has verified before there is a block. */
export function foundedSeen(document: FoundingDocument): Seen {
  const world = { hasher: nativeHasher, verify: nativeVerify };
  const founded = foundState(folkmootLaw, document, world);
  if (!founded.ok) throw new Error(founded.reason);
  const tree = createTree(nativeHasher);
  const version = tree.apply(tree.empty, founded.value.state.changes());
  return { height: 0, root: tree.root(version) };
}
