// Goal: what many ask takes no more than its share of the thread, who has used least comes first, nobody is lost.
// Method: turns on a made-up clock that pieces move on by themselves, and real timers.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createTurns, NoTurn, type Whose } from "./turns.ts";

const LIMITS = { share: 0.5, waitingMax: 4, waitingPerNameMax: 3 };

function asker(name: string, left = 1): Whose & { spent: number } {
  const whose = {
    name,
    spent: 0,
    left: () => left,
    took(ms: number) {
      whose.spent += ms;
    },
  };
  return whose;
}

/** A clock that stands still except while a piece works. */
function world() {
  let at = 0;
  const order: string[] = [];
  const turns = createTurns(LIMITS, () => {
    const from = at;
    return () => at - from;
  });
  const ask = (whose: Whose, ms: number) =>
    turns.run(() => {
      at += ms;
      order.push(whose.name);
      return whose.name;
    }, whose);
  return { turns, ask, order };
}

test("one who comes first is served at once, and pays what it took", async () => {
  const { turns, ask } = world();
  const one = asker("one");
  assert.equal(await ask(one, 3), "one");
  assert.deepEqual([one.spent, turns.worked(), turns.waiting()], [3, 3, 0]);
});

test("what is done in parts pauses after each, keeps its turn, pays once for all, and may fail", async () => {
  const { turns, ask, order } = world();
  const one = asker("one");
  function* parts(fails: boolean): Generator<undefined, string, undefined> {
    for (const part of ["first", "second"]) {
      order.push(part);
      yield;
    }
    if (fails) throw new Error("at the end");
    return "done";
  }
  const asked = [turns.inParts(parts(false), one), ask(asker("other"), 1)];
  assert.deepEqual(order, ["first"], "between two parts the thread is free");
  assert.deepEqual(await Promise.all(asked), ["done", "other"]);
  assert.deepEqual(order, ["first", "second", "other"]);
  await assert.rejects(turns.inParts(parts(true), one), /at the end/);
  await ask(one, 3);
  assert.equal(one.spent, 3);
});

test("who has most left comes before those who have used more, whenever they came", async () => {
  const { ask, order } = world();
  const asked = [
    ask(asker("first"), 1),
    ask(asker("used", 0.2), 1),
    ask(asker("half", 0.5), 1),
    ask(asker("new", 1), 1),
  ];
  await Promise.all(asked);
  assert.deepEqual(order, ["first", "new", "half", "used"]);
});

test("one place has so many pieces waiting, and no more", async () => {
  const { ask } = world();
  const one = asker("one");
  const asked = [0, 1, 2, 3].map(() => ask(one, 1));
  await assert.rejects(ask(one, 1), NoTurn);
  assert.deepEqual(await Promise.all(asked), ["one", "one", "one", "one"]);
});

test("where there is no room, who has used most goes; who has used no less than all is turned away", async () => {
  const { ask, order } = world();
  const busy = ask(asker("busy"), 1);
  const kept = ["a", "b", "c"].map((name) => ask(asker(name, 0.6), 1));
  const worst = ask(asker("worst", 0.1), 1);
  const turnedAway = assert.rejects(ask(asker("as bad", 0.1), 1), NoTurn);
  const gone = assert.rejects(worst, NoTurn);
  const fresh = ask(asker("fresh", 0.9), 1);
  await Promise.all([busy, ...kept, turnedAway, gone, fresh]);
  assert.deepEqual(order, ["busy", "fresh", "a", "b", "c"]);
});

test("work that fails is told to the one who asked, is paid, and others go on", async () => {
  const { turns, ask } = world();
  const one = asker("one");
  const failing = turns.run(() => {
    throw new Error("broken");
  }, one);
  await assert.rejects(failing, /broken/);
  assert.equal(await ask(asker("two"), 1), "two");
});

test("between two pieces others have the thread, as the share says", async () => {
  const turns = createTurns({ ...LIMITS, share: 0.25 });
  const whose = asker("one");
  let others = 0;
  const timer = setInterval(() => {
    others += 1;
  }, 1);
  const work = () => {
    const until = performance.now() + 20;
    while (performance.now() < until);
    return others;
  };
  const seen = await Promise.all([turns.run(work, whose), turns.run(work, whose)]);
  clearInterval(timer);
  assert.ok((seen[1] ?? 0) > (seen[0] ?? 0), "others had their turn in between");
});
