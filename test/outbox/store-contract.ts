import assert from "node:assert/strict";
import { test } from "node:test";
import type { Entry } from "#client/outbox/entry.js";
import type { OutboxStore } from "#client/outbox/store.js";

/** The community whose outbox is tried. */
export const COMMUNITY = "ab".repeat(32);

/** Something on its way; `nth` tells it from others. */
export const entryOf = (nth: number, changed: Partial<Entry> = {}): Entry => ({
  key: nth.toString(16).padStart(64, "0"),
  community: COMMUNITY,
  signer: "somebody",
  type: "membership/vouch",
  at: 1_800_000_000_000 + nth,
  wire: "AQID",
  id: nth.toString(16).padStart(64, "1"),
  stage: "device",
  ...changed,
});

/** Signed again: other bytes under another name. */
export const renewedOf = (entry: Entry): Entry => ({
  ...entry,
  wire: "BAUG",
  id: "f".repeat(60) + entry.id.slice(60),
});

/** Tests what every store promises; `open` opens the same store once more, as another window would. */
export function testStore(name: string, fresh: () => () => OutboxStore): void {
  test(`${name}: what was kept is read again by anyone who opens it`, async () => {
    const open = fresh();
    const store = open();
    const entries = [entryOf(1), entryOf(2, { asked: "pay kofi 12.50", stage: "node" })];
    for (const entry of entries) assert.equal(await store.keep(entry), true);
    const read = await open().read(COMMUNITY);
    assert.deepEqual(
      read.toSorted((a, b) => a.at - b.at),
      entries,
    );
    assert.deepEqual(await open().read("cd".repeat(32)), []);
  });

  test(`${name}: a new state takes the place of the old one`, async () => {
    const open = fresh();
    const store = open();
    await store.keep(entryOf(1));
    await store.keep(entryOf(1, { stage: "agreed", height: 9 }));
    assert.deepEqual(await open().read(COMMUNITY), [entryOf(1, { stage: "agreed", height: 9 })]);
  });

  test(`${name}: of two that sign the same again only one may send it`, async () => {
    const open = fresh();
    const [one, other] = [open(), open()];
    await one.keep(entryOf(1));
    await one.read(COMMUNITY);
    await other.read(COMMUNITY);
    const renewed = renewedOf(entryOf(1));
    const theirs = { ...renewed, id: "e".repeat(64) };
    const done = await Promise.all([
      one.replace(entryOf(1), renewed),
      other.replace(entryOf(1), theirs),
    ]);
    assert.deepEqual(done.toSorted(), [false, true]);
    assert.deepEqual(await open().read(COMMUNITY), [done[0] ? renewed : theirs]);
  });

  test(`${name}: what was dropped is neither replaced nor brought back by a turn that is behind`, async () => {
    const open = fresh();
    const [one, other] = [open(), open()];
    await one.keep(entryOf(1));
    await one.read(COMMUNITY);
    await other.read(COMMUNITY);
    await other.replace(entryOf(1), renewedOf(entryOf(1)));
    await other.drop(entryOf(1));
    assert.equal(await one.replace(entryOf(1), renewedOf(entryOf(1))), false);
    assert.deepEqual(await open().read(COMMUNITY), []);
  });

  test(`${name}: work alone is done, and its fault is heard`, async () => {
    const store = fresh()();
    let done = 0;
    await store.alone(async () => {
      done += 1;
    });
    assert.equal(done, 1);
    await assert.rejects(
      store.alone(async () => {
        throw new Error("planted");
      }),
      /planted/,
    );
    await store.alone(async () => {
      done += 1;
    });
    assert.equal(done, 2);
  });
}
