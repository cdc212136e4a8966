/** Goal: what is referred to was published, as what it is to be, by anyone who refers to it or by all, and stays. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { NOBODY, type PersonId } from "../kernel/ids.ts";
import { textHash } from "../testing/deciding.ts";
import { foundTestLaw } from "../testing/test-law.ts";
import {
  holdText,
  isText,
  releaseText,
  requireOwnText,
  requireText,
  textKey,
  textOf,
} from "./register.ts";
import { type Text, texts } from "./types.ts";

const [one, two] = [1 as PersonId, 2 as PersonId];
const hash = textHash("a note");

/** A community in which person 1 has published a note. */
function withNote(by: Partial<Text> = {}) {
  const { state } = foundTestLaw(2);
  const row: Text = {
    hash,
    owner: one,
    audience: "community",
    kind: "note",
    bytes: 100,
    at: 1,
    erasedAt: 0,
    holds: 0,
    ...by,
  };
  texts.put(state, textKey(hash), row);
  return state;
}

test("a text is found by its whole hash, also when it is erased, and counts until then", () => {
  const state = withNote();
  assert.equal(textOf(state, hash)?.owner, one);
  assert.equal(isText(state, hash), true);
  const similar = Uint8Array.of(...hash.slice(0, 31), (hash[31] ?? 0) ^ 1);
  for (const other of [similar, textHash("another")]) {
    assert.deepEqual([textOf(state, other), isText(state, other)], [undefined, false]);
  }
  const erased = withNote({ erasedAt: 5 });
  assert.deepEqual([textOf(erased, hash)?.erasedAt, isText(erased, hash)], [5, false]);
});

test("what nobody published, what was erased, and what is something else is refused, with what it is", () => {
  const refused = (state: ReturnType<typeof withNote>, of: Uint8Array, kind: Text["kind"]) => {
    const refusal = requireText(state, { hash: of, kind });
    return [refusal?.fault.code, refusal?.details];
  };
  const note = withNote();
  assert.equal(requireText(note, { hash, kind: "note" }), undefined);
  assert.equal(refused(note, textHash("another"), "note")[0], "records/unknown-text");
  const other = ["records/other-kind", { is: "note", kind: "reason" }];
  assert.deepEqual(refused(note, hash, "reason"), other);
  const erased = ["records/erased", { erasedAt: 5 }];
  assert.deepEqual(refused(withNote({ erasedAt: 5 }), hash, "note"), erased);
});

test("one refers to one's own texts and to everybody's, and to nobody else's", () => {
  const own = (state: ReturnType<typeof withNote>, author: PersonId, kind: Text["kind"] = "note") =>
    requireOwnText(state, author, { hash, kind })?.fault.code ?? "done";
  assert.deepEqual([own(withNote(), one), own(withNote(), two)], ["done", "records/not-yours"]);
  assert.equal(own(withNote({ owner: NOBODY }), two), "done");
  assert.equal(own(withNote(), one, "reason"), "records/other-kind");
});

test("a text is held as often as it is referred to, and let go as often, and no further", () => {
  const state = withNote();
  const holds = () => textOf(state, hash)?.holds;
  holdText(state, hash);
  holdText(state, hash);
  assert.equal(holds(), 2);
  releaseText(state, hash);
  assert.equal(holds(), 1);
  releaseText(state, hash);
  assert.equal(holds(), 0);
  assert.throws(() => releaseText(state, hash), /was held/);
  assert.throws(() => holdText(state, textHash("another")), /held is there/);
  assert.throws(() => releaseText(state, textHash("another")), /let go is there/);
  assert.throws(() => holdText(withNote({ erasedAt: 5 }), hash), /has not been erased/);
});
