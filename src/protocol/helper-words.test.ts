/**
 * Goal: a machine's own word is believed from a machine that signs blocks, here, by its own proof.
 *
 * Method: a room with two such words beside the others, in a community of one machine and of four.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { defineAction } from "./kernel/action.ts";
import { toHex } from "./kernel/bytes.ts";
import { machineMessage, readEnvelope, writeEnvelope } from "./kernel/envelope.ts";
import { defineRoom } from "./kernel/room.ts";
import { encode, record, u32 } from "./kernel/schema.ts";
import { explain } from "./kernel/why.ts";
import { createLaw } from "./law.ts";
import { rooms } from "./rooms.ts";
import { block, machineKey } from "./testing/helping.ts";
import { wordOf } from "./testing/sign-action.ts";
import { keyOf, type TestKey } from "./testing/test-keys.ts";
import { foundTestLaw, outcomeOf } from "./testing/test-law.ts";
import { speakingKeys } from "./validators/index.ts";

const heard: { readonly key: string; readonly value: number }[] = [];
const input = record({ number: u32 });
const word = (type: `words/${string}`, tag: number, proof: "signature" | "vrf") =>
  defineAction({
    type,
    tag,
    author: "machine",
    says: { proof, matter: (given: { readonly number: number }) => encode(input, given) },
    visibility: "everyone",
    summary: "Says something.",
    input,
    about: { number: "what" },
    refuses: [],
    check: () => undefined,
    apply({ author }) {
      heard.push({ key: toHex(author.key), value: author.value.length });
      return [];
    },
    why: () => explain("words/said", "It says so.", {}, "It is said."),
  });
const saySigned = word("words/say-signed", 0xc801, "signature");
const sayValue = word("words/say-value", 0xc802, "vrf");
const words = defineRoom({
  name: "words",
  number: 200,
  summary: "Words.",
  tables: [],
  actions: [saySigned, sayValue],
  views: [],
  events: [],
  faults: [],
  invariants: [],
});
const all = [...rooms, words] as unknown as typeof rooms;
const validator = keyOf("validator");

const testLawOf = (machines?: readonly TestKey[]) =>
  foundTestLaw([keyOf("ana"), keyOf("ben")], {}, all, machines ?? [validator]);
const TYPES = ["words/say-signed", "words/say-value"];

test("the one machine of a village speaks, although it has no seat; nobody else does", () => {
  const testLaw = testLawOf();
  for (const type of TYPES) {
    heard.length = 0;
    assert.equal(outcomeOf(testLaw.say(validator, type, { number: 1 })), "done");
    const value = type === "words/say-value" ? 64 : 0;
    assert.deepEqual(heard, [{ key: toHex(validator.publicKey), value }]);
    const stranger = outcomeOf(testLaw.say(keyOf("ana"), type, { number: 1 }));
    assert.equal(stranger, "kernel/not-signing");
  }
  assert.deepEqual(speakingKeys(testLaw.state), [validator.publicKey]);
});

test("of several machines those speak that sign; the one that was alone is no longer special", () => {
  const four = [1, 2, 3, 4].map(machineKey);
  const testLaw = testLawOf(four);
  for (const key of four) {
    assert.equal(outcomeOf(testLaw.say(key, "words/say-value", { number: 2 })), "done");
  }
  assert.equal(speakingKeys(testLaw.state).length, 4);
  const other = testLaw.say(machineKey(5), "words/say-value", { number: 2 });
  assert.equal(outcomeOf(other), "kernel/not-signing");
  const grown = testLawOf();
  block(grown, 1, { named: four.map(({ publicKey }) => publicKey) });
  const former = grown.say(validator, "words/say-value", { number: 2 });
  assert.equal(outcomeOf(former), "kernel/not-signing");
  assert.equal(outcomeOf(grown.say(machineKey(4), "words/say-signed", { number: 2 })), "done");
});

test("a proof of another key, another matter, another community or the other kind is refused", () => {
  const testLaw = testLawOf();
  const elsewhere = foundTestLaw([keyOf("eve")], {}, all, [validator]);
  for (const type of TYPES) {
    const wire = wordOf(testLaw, validator, type, { number: 1 });
    const read = readEnvelope(wire);
    assert.ok(read.ok && read.value.kind === "machine");
    const { body, proof } = read.value;
    const send = (changed: object) =>
      outcomeOf(
        testLaw.stateMachine.execute(
          testLaw.state,
          testLaw.stateMachine.decode(writeEnvelope({ kind: "machine", body, proof, ...changed })),
          testLaw.standing(),
        ),
      );
    assert.equal(send({}), "done");
    const payload = encode(input, { number: 2 });
    assert.equal(send({ body: { ...body, payload } }), "kernel/bad-proof");
    assert.equal(send({ proof: proof.slice(1) }), "kernel/bad-proof");
    assert.equal(send({ proof: new Uint8Array(0) }), "kernel/bad-proof");
    const foreign = wordOf(testLaw, keyOf("eve"), type, { number: 1 });
    const theirs = readEnvelope(foreign);
    assert.ok(theirs.ok && theirs.value.kind === "machine");
    assert.equal(send({ proof: theirs.value.proof }), "kernel/bad-proof");
    const other = TYPES.find((each) => each !== type);
    const { tag } = testLaw.law.actionByType.get(other ?? "") ?? assert.fail();
    assert.equal(send({ body: { ...body, tag } }), "kernel/bad-proof");
    const away = outcomeOf(
      elsewhere.stateMachine.execute(
        elsewhere.state,
        elsewhere.stateMachine.decode(wire),
        elsewhere.standing(),
      ),
    );
    assert.equal(away, "kernel/other-community");
  }
});

test("people cannot say a machine's word, nor a machine what people do, nor twist the bytes", () => {
  const testLaw = testLawOf();
  assert.equal(
    outcomeOf(testLaw.act(1, "words/say-signed", { number: 1 })),
    "kernel/only-by-machines",
  );
  const leave = testLaw.law.actionByType.get("membership/leave");
  assert.ok(leave !== undefined);
  const body = {
    community: testLaw.community,
    key: validator.publicKey,
    tag: leave.tag,
    payload: encode(leave.input, {}),
  };
  const proof = validator.sign(machineMessage(body));
  const wire = writeEnvelope({ kind: "machine", body, proof });
  const done = testLaw.stateMachine.execute(
    testLaw.state,
    testLaw.stateMachine.decode(wire),
    testLaw.standing(),
  );
  assert.equal(outcomeOf(done), "kernel/not-by-machines");
  const right = wordOf(testLaw, validator, "words/say-signed", { number: 1 });
  for (const bad of [right.slice(0, 40), new Uint8Array([...right, ...right]), Uint8Array.of(4)]) {
    const receipt = testLaw.stateMachine.execute(
      testLaw.state,
      testLaw.stateMachine.decode(bad),
      testLaw.standing(),
    );
    assert.equal(outcomeOf(receipt), "kernel/malformed");
  }
  const longer = new Uint8Array([...right, 0]);
  const receipt = testLaw.stateMachine.execute(
    testLaw.state,
    testLaw.stateMachine.decode(longer),
    testLaw.standing(),
  );
  assert.equal(outcomeOf(receipt), "kernel/bad-proof");
});

test("a word uses up no number and no device, and is signed over more than 32 bytes", () => {
  const testLaw = testLawOf();
  const before = [...testLaw.state.changes()].length;
  testLaw.say(validator, "words/say-signed", { number: 1 });
  assert.equal([...testLaw.state.changes()].length, before);
  const body = { community: testLaw.community, key: validator.publicKey, tag: 1 };
  assert.ok(machineMessage({ ...body, payload: new Uint8Array(0) }).length > 64);
  assert.throws(() => createLaw([{ ...words, actions: [{ ...saySigned, author: "person" }] }]));
});
