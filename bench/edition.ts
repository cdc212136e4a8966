/**
 * What it costs to turn to another edition: `verify` over a history in which 100,000 rows change their form
 * at one block.
 *
 * Method: people with a profile each; the move changes every profile and makes a row for each. The same
 * history without the turn is verified in the same run, as the peer.
 */
import { nativeHasher } from "#engine/native-hasher.js";
import { createMemoryStore } from "#engine/store/memory-store.js";
import { adoptWire, hastyLawWithNext, rehearsedWire } from "#engine/testing/adopting.js";
import { createTestEngine, namedSigner, type TestEngine } from "#engine/testing/test-engine.js";
import { verifyHistory } from "#engine/verify-history.js";
import { DAY } from "#protocol/index.js";
import { print } from "./figure.ts";

const ROWS = Number(process.argv.find((word) => /^\d+$/.test(word)) ?? 100_000);
const law = hastyLawWithNext();

/** A community in which everybody has a profile. */
function withProfiles(): TestEngine {
  const testEngine = createTestEngine(1, createMemoryStore());
  const none = new Uint8Array(32);
  const people = Array.from({ length: ROWS }, (_, at) => at + 1);
  const hashOf = (person: number) => nativeHasher.sha256(Buffer.from(`profile ${person}`));
  const identity = {
    people: people.map((person) => ({
      device:
        person === 1 ? namedSigner("person 1").publicKey : nativeHasher.sha256(hashOf(person)),
      recovery: none,
    })),
  };
  const texts = people.map((person) => ({
    hash: hashOf(person),
    owner: person,
    audience: "community",
    kind: "profile",
    bytes: 100,
  }));
  const profiles = people.map((person) => ({ person, text: hashOf(person) }));
  const rooms = { ...testEngine.founding.rooms, identity, records: { texts, profiles } };
  return { ...testEngine, founding: { ...testEngine.founding, rooms } };
}

/** Makes a history of a few blocks, with the turn in it or without, and verifies it. Units: milliseconds. */
async function verified(hasTurn: boolean): Promise<number> {
  const testEngine = withProfiles();
  const { founding, store } = testEngine;
  const engine = await testEngine.start({ law, founding });
  const at = testEngine.clock.now() + DAY;
  if (hasTurn) {
    await engine.submit(adoptWire(engine, namedSigner("person 1"), { person: 1, nonce: 1, at }));
    await engine.submit(rehearsedWire(engine, testEngine.validator));
  }
  testEngine.clock.advance(DAY);
  for (let block = 0; block < 5; block += 1) {
    testEngine.clock.advance(1);
    await engine.tick();
  }
  if (engine.ledger.law.edition !== (hasTurn ? 2 : 1))
    throw new Error("the turn is where it is not");
  await engine.stop();
  const begun = performance.now();
  const verdict = await verifyHistory({ law, founding, store, hasher: nativeHasher });
  if (!verdict.ok) throw new Error(verdict.reason);
  return performance.now() - begun;
}

const first = await verified(false);
const value = await verified(true);
// What runs first pays for what is still to be compiled.
const without = Math.min(first, await verified(false));
print({
  bench: "edition/verify",
  value,
  unit: "ms",
  rows: ROWS,
  peer: { name: "the same history without the turn", value: Math.round(without) },
});
