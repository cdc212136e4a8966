import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Signer, signerFromSeed } from "#engine/embedded/signer.js";
import { sealText } from "#node/founding/content.js";
import { createHome } from "#node/index.js";
import type { FoundingDocument } from "#protocol/founding.js";
import { toHex } from "#protocol/kernel/bytes.js";
import { folkmootLaw } from "#protocol/rooms.js";
import { seedOf } from "../crowd.ts";

const DAY = 86_400_000;
const NONE = "00".repeat(32);
/** Founders of the town; everybody else came later. */
const FOUNDERS = 20;
/** Vouches that each member has received. */
const VOUCHES = 4;
/** Whose texts lie on the disk: those who are shown by the pages that are measured. */
const WRITTEN = 2_000;

/** A town on a disk, with the keys of those who act. */
export interface Town {
  readonly signers: readonly Signer[];
  readonly members: number;
  readonly document: FoundingDocument;
  /** The names of everybody's profiles. */
  readonly texts: readonly string[];
}

/** Lays out a community of many members, each with a name, vouches, money; one circle is large. */
export async function foundTown(home: string, members: number): Promise<Town> {
  const signers = Array.from({ length: members }, (_, at) =>
    signerFromSeed(seedOf(`townsman ${at}`)),
  );
  const foundedAt = Date.now() - 500 * DAY;
  const everybody = signers.map((_, at) => at + 1);
  const next = (person: number, steps = 1) => 1 + ((person - 1 + steps) % members);
  const profiles = everybody.map((person) => sealText(person, { name: `Townsman ${person}` }));
  const purpose = sealText(0, { name: "Garden", purpose: "To grow." });
  const rooms = {
    identity: {
      people: signers.map(({ publicKey }) => ({ device: toHex(publicKey), recovery: NONE })),
    },
    membership: {
      members: everybody.map((person) => ({
        person,
        since: foundedAt,
        founder: person <= FOUNDERS,
        invitedBy: person <= FOUNDERS ? 0 : 1 + (person % FOUNDERS),
      })),
      vouches: everybody.flatMap((from) =>
        Array.from({ length: VOUCHES }, (_, at) => ({
          from,
          to: next(from, at + 1),
          at: foundedAt,
          until: foundedAt + 3_000 * DAY,
        })),
      ),
    },
    circles: {
      circles: [members / 4, ...Array.from({ length: 50 }, () => 40)].map((size) => ({
        parent: 1,
        purpose: toHex(purpose.hash),
        members: everybody.slice(0, Math.floor(size)),
      })),
    },
    money: {
      trusts: everybody.flatMap((currency) =>
        [1, 2, 3].map((steps) => ({
          account: next(currency, steps),
          currency,
          cap: 0,
          until: foundedAt + 3_000 * DAY,
        })),
      ),
      balances: everybody.map((person) => ({
        account: person,
        currency: person,
        shares: String((1n << 96n) / 10_000n),
      })),
    },
    records: {
      texts: [
        ...profiles.map(({ hash, bytes }, at) => ({
          ...{ hash: toHex(hash), owner: at + 1, audience: "community", kind: "profile" },
          bytes: bytes.length,
        })),
        {
          ...{ hash: toHex(purpose.hash), owner: 0, audience: "community", kind: "purpose" },
          bytes: purpose.bytes.length,
        },
      ],
      profiles: profiles.map(({ hash }, at) => ({ person: at + 1, text: toHex(hash) })),
    },
  };
  const founding = JSON.stringify({ name: "A town", purpose: "To be measured.", foundedAt, rooms });
  const validatorSeed = seedOf("validator");
  const { layout, file } = await createHome({ home, law: folkmootLaw, founding, validatorSeed });
  await mkdir(layout.blobs, { recursive: true });
  for (const { hash, bytes } of [...profiles.slice(0, WRITTEN), purpose]) {
    await writeFile(join(layout.blobs, toHex(hash)), bytes);
  }
  const { document } = file;
  return { signers, members, document, texts: profiles.map(({ hash }) => toHex(hash)) };
}
