import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { seedSigner } from "#client/index.js";
import { createHome, createNode } from "#node/index.js";
import { folkmootLaw } from "#protocol/index.js";
import { toHex } from "#protocol/kernel/bytes.js";

/** A community that runs on this machine for one test. */
export interface SmallCommunity {
  readonly url: string;
  readonly home: string;
  readonly stop: () => Promise<void>;
}

const seed = new Uint8Array(32).fill(77);

/** Founds a community of one person, Ana, with its clock in the test's hands, and runs it. */
export async function foundSmallCommunity(): Promise<SmallCommunity> {
  const home = await mkdtemp(join(tmpdir(), "folkmoot-e2e-"));
  const foundedAt = Date.now() - 3_600_000;
  const device = toHex(seedSigner(seed).publicKey);
  const founding = {
    name: "Harbour",
    purpose: "Neighbours around the old harbour.",
    language: "en",
    foundedAt,
    rooms: {
      identity: { people: [{ device, recovery: "0".repeat(64) }] },
      membership: {
        members: [{ person: 1, since: foundedAt, founder: true, invitedBy: 0 }],
        vouches: [],
      },
    },
  };
  const people = [{ person: 1, name: "Ana", seed: toHex(seed) }];
  await createHome({
    home,
    law: folkmootLaw,
    founding: JSON.stringify(founding),
    demo: { people, aheadMs: 0 },
  });
  const node = await createNode({ home, port: 0 });
  const stop = async (): Promise<void> => {
    await node.stop();
    await rm(home, { recursive: true, force: true });
  };
  return { url: node.url, home, stop };
}
