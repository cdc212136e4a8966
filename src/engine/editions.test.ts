/**
 * Goal: a community of one machine votes for an edition, turns to it at its height, and goes on; verify,
 * import and a start go across; a program that lacks it, and a home of another law, are refused in words.
 *
 * Method: an embedded engine on a clock that is moved, with the second edition of the tests.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { decodeBlock, editionIn } from "../protocol/chain/index.ts";
import { editionTables, parameterValue } from "../protocol/constitution/index.ts";
import { openFor, voteFor } from "../protocol/decisions/index.ts";
import { editionOf } from "../protocol/editions.ts";
import { completeFounding } from "../protocol/founding.ts";
import { present } from "../protocol/kernel/assert.ts";
import type { PersonId } from "../protocol/kernel/ids.ts";
import { encode } from "../protocol/kernel/schema.ts";
import { DAY } from "../protocol/kernel/time.ts";
import type { Law } from "../protocol/law.ts";
import { editionDigest } from "../protocol/law-digest.ts";
import { datedProfiles, lawOfOne, lawWithNext } from "../protocol/testing/next-edition.ts";
import { signAction } from "../protocol/testing/sign-action.ts";
import { founder } from "../protocol/testing/test-law.ts";
import { textHash } from "../protocol/texts/index.ts";
import { readKept } from "./embedded/history.ts";
import type { Engine } from "./engine.ts";
import type { EngineFault } from "./engine-fault.ts";
import { importHistory } from "./import-history.ts";
import { nativeHasher } from "./native-hasher.ts";
import { LAW_KEY } from "./same-law.ts";
import { createMemoryStore } from "./store/memory-store.ts";
import { rehearsedWire } from "./testing/adopting.ts";
import { createTestEngine, type TestEngine } from "./testing/test-engine.ts";
import { verifyHistory } from "./verify-history.ts";

const both = lawWithNext();
const next = present(editionOf(both, 2), "there is an edition 2");
const DIGEST = new Uint8Array(32).fill(5);
const TEXT = textHash(nativeHasher, 1 as PersonId, DIGEST);

/** Signs what a person does, as a device keeps it until it is sent. */
function signing(testEngine: TestEngine, engine: Engine) {
  const nonces = new Map<number, number>();
  let acts = 0;
  return (person: number, type: string, given: unknown): Uint8Array => {
    acts += 1;
    const nonce = (nonces.get(person) ?? 0) + 1;
    nonces.set(person, nonce);
    return signAction(engine.ledger.law, present(testEngine.people[person - 1], "a person signs"), {
      community: engine.ledger.community,
      person,
      nonce,
      expires: engine.head().time + 2 * DAY,
      seen: engine.ledger.seen(),
      salt: acts,
      type,
      input: given,
    });
  };
}

/** Sends what was signed, and tells what came of it. */
async function send(engine: Engine, wire: Uint8Array): Promise<string> {
  const answer = await engine.submit(wire);
  return answer.state === "refused" ? answer.refusal.fault.code : answer.state;
}

const adoption = ({ ledger }: Engine) => editionTables.adoptions.get(ledger.reader(), [1]);

/** A community of two members, whose every start is with them. */
function withMembers(): TestEngine {
  const testEngine = createTestEngine(2);
  const members = [1, 2].map((person) => founder(person, testEngine.founding.foundedAt));
  const rooms = { ...testEngine.founding.rooms, membership: { members, vouches: [] } };
  const founding = completeFounding(lawOfOne.rooms, { ...testEngine.founding, rooms });
  return {
    ...testEngine,
    founding,
    start: (changed = {}) => testEngine.start({ founding, ...changed }),
  };
}

/** A community whose people have voted for edition 2, and whose machine has rehearsed it. */
async function voted(law: Law = both) {
  const testEngine = withMembers();
  const engine = await testEngine.start({ law });
  const sign = signing(testEngine, engine);
  const act = (person: number, type: string, input: unknown) =>
    send(engine, sign(person, type, input));
  const say = async (person: number, type: string, input: unknown) =>
    assert.equal(await act(person, type, input), "acknowledged", type);
  const publish = { digest: DIGEST, audience: "community", kind: "profile", bytes: 100 };
  await say(1, "records/publish", publish);
  await say(1, "records/set-profile", { text: TEXT });
  const digestOfProposal = new Uint8Array(32).fill(6);
  const proposal = textHash(nativeHasher, 1 as PersonId, digestOfProposal);
  await say(1, "records/publish", { ...publish, digest: digestOfProposal, kind: "proposal" });
  const adopt = present(law.actionByType.get("constitution/adopt-edition"), "it can be adopted");
  const moment = testEngine.clock.now() + 100 * DAY;
  const digest = editionDigest(nativeHasher, next);
  const payload = encode(adopt.input, { edition: 2, digest, moment });
  const effects = [{ option: 0, tag: adopt.tag, payload }];
  await say(1, "decisions/open", openFor({ circle: 1, kind: "rule", text: proposal, effects }));
  for (const person of [1, 2]) {
    await say(person, "decisions/cast-vote", voteFor(1, "yes"));
  }
  for (let day = 0; day < 60 && adoption(engine) === undefined; day += 1) {
    testEngine.clock.advance(DAY);
    await engine.tick();
  }
  assert.equal(adoption(engine)?.standing, "waiting");
  return { testEngine, engine, act, sign, proposal, moment };
}

/** Lets days pass, with a block in each. */
async function passDays(engine: Engine, testEngine: TestEngine, days: number): Promise<void> {
  for (let day = 0; day < days; day += 1) {
    testEngine.clock.advance(DAY);
    await engine.tick();
  }
}

async function rehearse(engine: Engine, testEngine: TestEngine): Promise<void> {
  const answer = await engine.submit(rehearsedWire(engine, testEngine.validator));
  assert.equal(answer.state, "acknowledged");
}

/** Lets the moment come, and the two blocks after it. */
async function turn(engine: Engine, testEngine: TestEngine, moment: number): Promise<void> {
  testEngine.clock.advance(moment - testEngine.clock.now());
  for (let block = 0; block < 3; block += 1) {
    testEngine.clock.advance(1);
    await engine.tick();
  }
}

const faultOf = (work: Promise<unknown>): Promise<EngineFault> =>
  work.then(
    () => assert.fail("it starts"),
    (error: unknown) => error as EngineFault,
  );

test("one machine votes, rehearses and turns; history verifies, imports and goes on", async () => {
  const { testEngine, engine, act, moment } = await voted();
  await rehearse(engine, testEngine);
  await turn(engine, testEngine, moment);
  assert.equal(engine.ledger.law.edition, 2);
  assert.equal(await act(2, "records/describe", { text: TEXT }), "acknowledged");
  assert.equal(datedProfiles.get(engine.ledger.reader(), [1 as PersonId])?.text.length, 32);
  const height = adoption(engine)?.height ?? 0;
  for (const [at, edition] of [
    [height - 1, 1],
    [height, 2],
  ] as const) {
    const kept = await engine.block(at);
    const block = decodeBlock(present(kept, "the block is kept").block);
    assert.ok(block.ok);
    assert.equal(editionIn(block.value.header), edition);
  }
  const { root } = engine.head();
  const { height: newest } = engine.head();
  await engine.stop();

  const { founding, store } = testEngine;
  const deps = { law: both, founding, store, hasher: nativeHasher };
  const verdict = await verifyHistory(deps);
  assert.ok(verdict.ok, JSON.stringify(verdict));
  assert.deepEqual([verdict.height, verdict.edition, verdict.appHash], [newest, 2, root]);
  const older = await verifyHistory({ ...deps, law: lawOfOne });
  assert.ok(!older.ok);
  assert.match(older.reason, /edition 2 of the law, which this program does not have/);

  const copy = createMemoryStore();
  const fetch = async (at: number) => present(await readKept(store, at), "it is kept");
  await importHistory({ ...deps, store: copy, until: newest, fetch });
  const copied = await verifyHistory({ ...deps, store: copy });
  assert.ok(copied.ok, JSON.stringify(copied));

  const refused = await faultOf(testEngine.start({ law: lawOfOne }));
  assert.equal(refused.code, "edition-missing");
  assert.match(refused.remedy, /has edition 2, and start again; nothing is lost/);
  const again = await testEngine.start({ law: both });
  assert.equal(again.ledger.law.edition, 2);
  assert.deepEqual(again.head().root, root);
  await again.stop();
});

test("a machine without the edition stops before its height, and goes on once it has it", async () => {
  const { testEngine, engine, moment } = await voted(lawOfOne);
  await rehearse(engine, testEngine);
  await turn(engine, testEngine, moment).catch(() => {});
  const fault = await engine.stopped;
  assert.equal(fault?.code, "edition-missing");
  const { height } = engine.head();
  assert.equal(adoption(engine)?.height, height + 2);
  const refused = await faultOf(testEngine.start({ law: lawOfOne }));
  assert.equal(refused.code, "edition-missing");
  const again = await testEngine.start({ law: both });
  await again.tick();
  assert.equal(again.ledger.law.edition, 2);
  await again.stop();
  const { founding, store } = testEngine;
  const verdict = await verifyHistory({ law: both, founding, store, hasher: nativeHasher });
  assert.ok(verdict.ok, JSON.stringify(verdict));
});

test("without a rehearsal the edition is put off, and life goes on", async () => {
  const { testEngine, engine, moment } = await voted();
  await turn(engine, testEngine, moment);
  assert.deepEqual(
    [adoption(engine)?.standing, adoption(engine)?.reason],
    ["put-off", "too-few-machines"],
  );
  assert.equal(engine.ledger.law.edition, 1);
  await engine.stop();
});

test("a migration that fails puts the edition off, and history verifies all the same", async () => {
  const failing = lawWithNext({ isFailing: true });
  const { testEngine, engine, moment } = await voted(failing);
  await rehearse(engine, testEngine);
  await turn(engine, testEngine, moment);
  assert.equal(adoption(engine)?.reason, "migration-failed");
  await engine.stop();
  const { founding, store } = testEngine;
  const verdict = await verifyHistory({ law: failing, founding, store, hasher: nativeHasher });
  assert.ok(verdict.ok, JSON.stringify(verdict));
});

test("a home of another law, or of an older form, is refused in one sentence", async () => {
  const testEngine = createTestEngine(1);
  await (await testEngine.start()).stop();
  await testEngine.store.write([{ key: LAW_KEY, value: new Uint8Array(32) }]);
  const other = await faultOf(testEngine.start());
  assert.equal(other.code, "other-law");
  assert.match(other.message, /^this home was written under another edition 1 of the law/);
  const { founding, store } = testEngine;
  const deps = { law: lawOfOne, founding, store, hasher: nativeHasher };
  const verdict = await verifyHistory(deps);
  assert.ok(!verdict.ok && verdict.reason === other.message);
});

interface Decided {
  readonly stage: string;
  readonly method: number;
  readonly answered: number;
}

test("an open decision and one that waits for its effect live across the turn", async () => {
  const { testEngine, engine, act, proposal, moment } = await voted();
  await rehearse(engine, testEngine);
  const stand = (decision: number): Decided => {
    const table = present(engine.ledger.law.tableByName.get("decisions/decisions"), "decisions");
    return present(engine.ledger.reader().read(table, [decision]) as Decided, "it is there");
  };
  const set = (parameter: string, value: number) => {
    const action = present(engine.ledger.law.actionByType.get("constitution/set-parameter"), "set");
    const payload = encode(action.input, { parameter, value });
    const effects = [{ option: 0, tag: action.tag, payload }];
    return openFor({ circle: 1, kind: "rule", text: proposal, effects });
  };
  const daysLeft = () => Math.floor((moment - testEngine.clock.now()) / DAY);
  await passDays(engine, testEngine, daysLeft() - 25);
  assert.equal(await act(1, "decisions/open", set("offer-days", 21)), "acknowledged");
  for (const person of [1, 2]) await act(person, "decisions/cast-vote", voteFor(2, "yes"));
  await passDays(engine, testEngine, 22);
  assert.equal(await act(1, "decisions/open", set("trust-days-max", 3285)), "acknowledged");
  assert.equal(await act(1, "decisions/cast-vote", voteFor(3, "yes")), "acknowledged");
  assert.deepEqual([stand(2).stage, stand(3).stage], ["passed", "open"]);
  await turn(engine, testEngine, moment);
  assert.equal(engine.ledger.law.edition, 2);
  assert.deepEqual([stand(3).stage, stand(3).method, stand(3).answered], ["open", 1, 1]);
  assert.equal(await act(2, "decisions/cast-vote", voteFor(3, "yes")), "acknowledged");
  await passDays(engine, testEngine, 60);
  assert.deepEqual([stand(2).stage, stand(3).stage], ["in-effect", "in-effect"]);
  const values = ["offer-days", "trust-days-max"].map((name) =>
    parameterValue(engine.ledger.reader(), name as "offer-days"),
  );
  assert.deepEqual(values, [21, 3285]);
  await engine.stop();
  const { founding, store } = testEngine;
  const verdict = await verifyHistory({ law: both, founding, store, hasher: nativeHasher });
  assert.ok(verdict.ok, JSON.stringify(verdict));
});

test("what a device signed before the turn lands after it, and what has ended is refused by number", async () => {
  const { testEngine, engine, act, sign, proposal, moment } = await voted();
  await rehearse(engine, testEngine);
  testEngine.clock.advance(moment - testEngine.clock.now() - 1);
  await engine.tick();
  const open = openFor({ circle: 1, kind: "statement", text: proposal, effects: [] });
  const [kept, ended] = [
    sign(1, "decisions/open", open),
    sign(2, "records/set-profile", { text: TEXT }),
  ];
  await turn(engine, testEngine, moment);
  assert.equal(engine.ledger.law.edition, 2);
  assert.equal(await send(engine, kept), "acknowledged");
  assert.equal(await send(engine, ended), "kernel/action-ended");
  assert.equal(await act(2, "records/describe", { text: TEXT }), "acknowledged");
  await engine.stop();
});
