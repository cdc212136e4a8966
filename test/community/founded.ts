import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { movableClock, systemClock } from "#engine/clock.js";
import { type Signer, signerFromSeed } from "#engine/embedded/signer.js";
import type { Submission } from "#engine/engine.js";
import { createHome, createNode, type RunningNode } from "#node/index.js";
import { seedOf } from "#node/testing/test-node.js";
import { toHex } from "#protocol/kernel/bytes.js";
import { folkmootLaw } from "#protocol/rooms.js";
import { signAction } from "#protocol/testing/sign-action.js";
import type { TrustGraph } from "./trust-graph.ts";

/** A day in milliseconds. */
export const DAY = 86_400_000;

/** A community founded from a graph, with a node that runs on it and a clock to move on. */
export interface Founded {
  readonly home: string;
  readonly node: RunningNode;
  act(person: number, type: string, input: unknown): Promise<Submission>;
  /** Lets time pass; what becomes due happens. */
  pass(milliseconds: number): Promise<void>;
  end(): Promise<void>;
}

/** Founds a community whose people are the graph's, all of them members, with its trusts and balances. */
export async function foundFromGraph(graph: TrustGraph): Promise<Founded> {
  const home = await mkdtemp(join(tmpdir(), "folkmoot-graph-"));
  const clock = movableClock(systemClock);
  const foundedAt = clock.now() - DAY;
  const signers = Array.from({ length: graph.people }, (_, at) =>
    signerFromSeed(seedOf(`${graph.name} ${at + 1}`)),
  );
  const people = signers.map(({ publicKey }) => ({
    device: toHex(publicKey),
    recovery: "0".repeat(64),
  }));
  const members = signers.map((_, at) => ({
    person: at + 1,
    since: foundedAt,
    founder: true,
    invitedBy: 0,
  }));
  const trusts = graph.trusts.map((line) => ({ ...line, cap: 0, until: foundedAt + 365 * DAY }));
  const rooms = {
    identity: { people },
    membership: { members },
    money: { trusts, balances: graph.balances },
  };
  const founding = JSON.stringify({ name: graph.name, purpose: "A test.", foundedAt, rooms });
  await createHome({ home, law: folkmootLaw, founding, validatorSeed: seedOf("validator") });
  const node = await createNode({ home, clock });
  const nonces = new Map<number, number>();
  return {
    home,
    node,
    act: (person, type, input) => {
      const nonce = (nonces.get(person) ?? 0) + 1;
      nonces.set(person, nonce);
      const signer = signers[person - 1] as Signer;
      const { ledger, head } = node.engine;
      const [expires, seen] = [head().time + 3 * DAY, ledger.seen()];
      const { community } = ledger;
      const body = { community, person, nonce, expires, seen, type, input };
      return node.engine.submit(signAction(folkmootLaw, signer, body));
    },
    async pass(milliseconds) {
      clock.advance(milliseconds);
      await node.engine.tick();
    },
    async end() {
      await node.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}
