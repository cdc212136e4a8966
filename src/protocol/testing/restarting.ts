import { type Header, headerHash } from "../chain/index.ts";
import {
  type Restart,
  type RestartCertificate,
  type RestartSignature,
  restartMessage,
} from "../chain/restart.ts";
import { ELECTORATE } from "../electorate.ts";
import { chainIdOf } from "../founding.ts";
import { compareBytes } from "../kernel/bytes.ts";
import type { PersonId } from "../kernel/ids.ts";
import { createTree } from "../kernel/tree/tree.ts";
import { hasher, hashOfText, sampleHeader } from "./chain.ts";
import type { TestKey } from "./test-keys.ts";
import { TEST_START, type TestLaw } from "./test-law.ts";

/** A halted chain of a test community: its last header, and all that its members need to restart it. */
export interface Halted {
  readonly header: Header;
  readonly restart: Restart;
  /** Proofs of everybody who may sign. */
  readonly proofs: Pick<RestartCertificate, "members" | "devices">;
  sign(person: number, key: TestKey, restart?: Restart, device?: number): RestartSignature;
  certificate(
    signatures: readonly RestartSignature[],
    change?: Partial<RestartCertificate>,
  ): RestartCertificate;
}

/** Halts the chain of a community as it stands; the machines of three words are to go on. */
export function haltTestLaw({ state, community }: TestLaw, change: Partial<Header> = {}): Halted {
  const tree = createTree(hasher);
  tree.commit(tree.apply(tree.empty, state.changes()));
  const version = tree.newest();
  const prove = ({ from, until }: (typeof ELECTORATE)["members"]): Uint8Array => {
    const proof = tree.tryProve(version, from, until);
    if (proof === undefined) throw new Error("the proof is too long");
    return proof;
  };
  const header = sampleHeader({
    chainId: chainIdOf(community),
    appHash: tree.root(version),
    time: BigInt(TEST_START) * 1_000_000n + 999_999n,
    ...change,
  });
  const restart: Restart = {
    community,
    run: 1,
    height: Number(header.height),
    headerHash: headerHash(hasher, header),
    root: hashOfText("root"),
    time: TEST_START + 60_000,
    validators: ["a", "b", "c"].map(hashOfText).sort(compareBytes),
    edition: 1,
  };
  const proofs = { members: prove(ELECTORATE.members), devices: prove(ELECTORATE.devices) };
  return {
    header,
    restart,
    proofs,
    sign: (person, key, of = restart, device = 0) => ({
      person: person as PersonId,
      device,
      signature: key.sign(restartMessage(hasher, of)),
    }),
    certificate: (signatures, changes = {}) => ({ restart, ...proofs, signatures, ...changes }),
  };
}
