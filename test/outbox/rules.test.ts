/**
 * Goal: what a person did is carried out once, in order, or refused with the reason; never twice, never
 * lost, by whatever face and over whatever store.
 * Method: the outbox itself over a memory and over files, with a clock that stands and a node whose
 * record counts what was done.
 */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileOutboxStore } from "#cli/outbox/file-store.js";
import { UNFINISHED_MAX } from "#client/outbox/entries.js";
import { isUnfinished } from "#client/outbox/entry.js";
import { memoryOutboxStore, type OutboxStore } from "#client/outbox/store.js";
import { answerOf, recordNode, refusalOf, testOutbox } from "./record-node.ts";
import { COMMUNITY } from "./store-contract.ts";

const root = mkdtempSync(join(tmpdir(), "folkmoot-rules-"));
after(() => rmSync(root, { recursive: true, force: true }));

let folders = 0;

/** How a store is opened, by this window or another. */
const STORES: readonly (readonly [string, () => () => OutboxStore])[] = [
  [
    "memory",
    () => {
      const store = memoryOutboxStore();
      return () => store;
    },
  ],
  [
    "files",
    () => {
      folders += 1;
      const folder = join(root, String(folders));
      return () => fileOutboxStore(folder);
    },
  ],
];

function everywhere(what: string, run: (open: () => OutboxStore) => Promise<void>): void {
  for (const [name, fresh] of STORES) test(`${name}: ${what}`, () => run(fresh()));
}

everywhere("what a node takes is agreed at once, and nothing stays", async (open) => {
  const node = recordNode();
  const { send, outbox } = testOutbox(open(), node);
  const sent = await send("vouch");
  assert.equal(sent.kind, "agreed");
  assert.deepEqual(node.done, ["vouch"]);
  assert.deepEqual(outbox.entries(), []);
  assert.deepEqual(await open().read(COMMUNITY), []);
});

everywhere("what is done while no node answers is done later, in order and once", async (open) => {
  const node = recordNode();
  node.mood = "away";
  const first = testOutbox(open(), node);
  for (const what of ["one", "two", "three"]) {
    const sent = await first.send(what);
    assert.equal(sent.kind === "kept" && sent.stage, "device");
  }
  // The process ends here; what it kept goes on in another one.
  node.mood = "well";
  const { outbox } = testOutbox(open(), node);
  await outbox.open(COMMUNITY);
  await outbox.sendAll();
  assert.deepEqual(node.done, ["one", "two", "three"]);
  await outbox.sendAll();
  assert.deepEqual(node.done, ["one", "two", "three"]);
  assert.ok(outbox.entries().every(({ stage }) => stage === "agreed"));
});

everywhere(
  "killed after it was kept and before it was sent, the same bytes are sent",
  async (open) => {
    const node = recordNode();
    node.mood = "away";
    const { send, outbox } = testOutbox(open(), node);
    await send("vouch");
    const kept = outbox.entries()[0];
    node.mood = "well";
    const next = testOutbox(open(), node);
    await next.outbox.open(COMMUNITY);
    await next.outbox.sendAll();
    assert.deepEqual(node.arrived, [kept?.id]);
    assert.deepEqual(next.again, []);
  },
);

everywhere(
  "killed after it was sent and before it was answered, it is not done twice",
  async (open) => {
    const node = recordNode();
    node.mood = "answers lost";
    const { send } = testOutbox(open(), node);
    assert.equal((await send("pay")).kind, "kept");
    assert.deepEqual(node.done, ["pay"]);
    node.mood = "well";
    const next = testOutbox(open(), node);
    await next.outbox.open(COMMUNITY);
    await next.outbox.sendAll();
    assert.deepEqual(node.done, ["pay"]);
    assert.deepEqual(next.again, []);
    assert.equal(next.outbox.entries()[0]?.stage, "agreed");
  },
);

everywhere(
  "a number that was used elsewhere is signed again, once, and kept before it is sent",
  async (open) => {
    const node = recordNode();
    await testOutbox(memoryOutboxStore(), node).send("elsewhere");
    const store = open();
    const { send, again, outbox } = testOutbox(store, node);
    let keptWhenSent: readonly string[] = [];
    node.instead = (question, id) => {
      if (question.method !== "POST" || again.length === 0) return undefined;
      keptWhenSent = outbox.entries().map((entry) => entry.id);
      assert.deepEqual(keptWhenSent, [id]);
      return undefined;
    };
    assert.equal((await send("vouch")).kind, "agreed");
    assert.deepEqual(again, ["vouch"]);
    assert.equal(keptWhenSent.length, 1);
    assert.deepEqual(node.done, ["elsewhere", "vouch"]);
  },
);

everywhere("what cannot be kept a second time is not signed a second time", async (open) => {
  const node = recordNode();
  const store = open();
  const full: OutboxStore = { ...store, replace: async () => false };
  node.instead = ({ method }) => (method === "POST" ? refusalOf("kernel/nonce-used") : undefined);
  const { send } = testOutbox(full, node);
  const sent = await send("vouch");
  assert.equal(sent.kind === "kept" && sent.stage, "device");
  assert.equal(node.arrived.length, 0);
  assert.equal((await store.read(COMMUNITY)).length, 1);
});

everywhere("a full disk while a state is noted makes nothing be done twice", async (open) => {
  const node = recordNode();
  node.mood = "away";
  const store = open();
  let isFull = false;
  const filling: OutboxStore = {
    ...store,
    keep: async (entry) => !isFull && store.keep(entry),
    replace: async (old, renewed) => !isFull && store.replace(old, renewed),
  };
  const { send, outbox, again } = testOutbox(filling, node);
  assert.equal((await send("vouch")).kind, "kept");
  isFull = true;
  await outbox.sendAll();
  node.mood = "well";
  // Another device of the same key has used the number meanwhile.
  await testOutbox(memoryOutboxStore(), node, { count: 4 }).send("elsewhere");
  await outbox.sendAll();
  assert.deepEqual(node.done, ["elsewhere"], "what cannot be kept is not signed again");
  isFull = false;
  await outbox.sendAll();
  assert.deepEqual(node.done, ["elsewhere", "vouch"]);
  assert.ok(again.length > 0);
});

everywhere("what cannot be kept is done now, or not at all", async (open) => {
  const node = recordNode();
  const store: OutboxStore = { ...open(), keep: async () => false };
  const { send, outbox } = testOutbox(store, node);
  assert.equal((await send("now")).kind, "agreed");
  node.mood = "away";
  assert.equal((await send("never")).kind, "refused");
  assert.deepEqual(outbox.entries(), []);
  node.mood = "well";
  await outbox.sendAll();
  assert.deepEqual(node.done, ["now"]);
});

everywhere("what follows a text waits until that is agreed", async (open) => {
  const node = recordNode();
  node.mood = "waiting";
  const { send, outbox } = testOutbox(open(), node);
  const text = await send("text", "Bread");
  assert.equal(text.kind === "kept" && text.stage, "node");
  const follows = await send("pay");
  assert.equal(follows.kind === "kept" && follows.stage, "device");
  assert.equal(node.arrived.length, 1);
  node.mood = "well";
  await outbox.sendAll();
  assert.deepEqual(node.done, ["text", "pay"]);
});

everywhere("a text that is agreed says nothing of its own", async (open) => {
  const node = recordNode();
  node.mood = "away";
  const { send, outbox } = testOutbox(open(), node);
  await send("text", "Bread");
  node.mood = "well";
  await outbox.sendAll();
  assert.deepEqual(outbox.entries(), []);
});

everywhere("a refusal stands, with its reason, until it is seen", async (open) => {
  const node = recordNode();
  node.mood = "away";
  const { send, outbox } = testOutbox(open(), node);
  await send("vouch");
  node.mood = "well";
  node.instead = ({ method }) =>
    method === "POST" ? refusalOf("membership/already-vouched", { remedy: "Rest." }) : undefined;
  await outbox.sendAll();
  const [refused] = await open().read(COMMUNITY);
  assert.equal(refused?.stage, "refused");
  assert.equal(refused?.problem?.code, "membership/already-vouched");
  assert.equal(refused?.problem?.help, "Rest.");
  if (refused !== undefined) await outbox.drop(refused);
  assert.deepEqual(await open().read(COMMUNITY), []);
});

everywhere("what has expired is signed again only where it was signed just now", async (open) => {
  for (const [age, times] of [
    [60_000, 1],
    [60_001, 0],
  ] as const) {
    const node = recordNode();
    const { send, outbox, clock, again } = testOutbox(open(), node);
    node.mood = "away";
    await send("vouch");
    clock.pass(age);
    node.mood = "well";
    let isFirst = true;
    node.instead = ({ method }) => {
      if (method !== "POST" || !isFirst) return undefined;
      isFirst = false;
      return refusalOf("kernel/expired");
    };
    await outbox.sendAll();
    assert.equal(again.length, times, `${age} ms`);
    for (const entry of outbox.entries()) await outbox.drop(entry);
  }
});

everywhere(
  "where the node does not know all, only what it must know is signed again",
  async (open) => {
    const TEN_MINUTES = 600_000;
    for (const [since, times] of [
      [TEN_MINUTES, 0],
      [TEN_MINUTES + 1, 1],
    ] as const) {
      const node = recordNode();
      const { send, again, clock, outbox } = testOutbox(open(), node);
      const at = clock.now() - since;
      node.instead = ({ method, path }) => {
        if (again.length > 0) return undefined;
        if (method === "POST") return refusalOf("kernel/nonce-used");
        return path.startsWith("/actions/")
          ? refusalOf("node/before-history", { since: at }, 404)
          : undefined;
      };
      const sent = await send("vouch");
      assert.equal(sent.kind, times === 0 ? "refused" : "agreed");
      assert.equal(again.length, times);
      for (const entry of outbox.entries()) await outbox.drop(entry);
    }
  },
);

everywhere(
  "a page of a hotel, a busy node and one that is behind are no refusals",
  async (open) => {
    const node = recordNode();
    const { send, outbox } = testOutbox(open(), node);
    const html = new TextEncoder().encode("<html>pay for the network</html>");
    const answers = [
      { status: 200, contentType: "text/html", bytes: html },
      { status: 403, contentType: "text/html", bytes: html },
      refusalOf("node/too-busy", {}, 503),
      refusalOf("node/too-many", {}, 429),
      refusalOf("witness/ahead"),
      answerOf({ id: "of something else", code: 0 }),
    ];
    node.instead = ({ method }) => (method === "POST" ? answers[0] : undefined);
    const sent = await send("vouch");
    assert.equal(sent.kind, "kept");
    while (answers.length > 0) {
      await outbox.sendAll();
      assert.equal(outbox.entries()[0]?.stage, "device");
      answers.shift();
    }
    node.instead = () => undefined;
    await outbox.sendAll();
    assert.deepEqual(node.done, ["vouch"]);
  },
);

everywhere("there is an end to what waits", async (open) => {
  const node = recordNode();
  node.mood = "away";
  const { send, outbox } = testOutbox(open(), node);
  for (let nth = 0; nth < UNFINISHED_MAX; nth += 1) await send(`thing ${nth}`);
  assert.equal((await send("one more")).kind, "full");
  assert.equal(outbox.entries().filter(isUnfinished).length, UNFINISHED_MAX);
});

everywhere("two windows that send at once do each thing once", async (open) => {
  const node = recordNode();
  node.mood = "away";
  const one = testOutbox(open(), node);
  const other = testOutbox(open(), node, { count: 10 });
  await one.send("first");
  await other.send("second");
  node.mood = "well";
  await one.outbox.open(COMMUNITY);
  await Promise.all([one.outbox.sendAll(), other.outbox.sendAll()]);
  await one.outbox.sendAll();
  assert.deepEqual(node.done.toSorted(), ["first", "second"]);
});

everywhere("two windows that both find the number used sign it again once", async (open) => {
  const node = recordNode();
  for (const what of ["a", "b"])
    await testOutbox(memoryOutboxStore(), node, { count: node.done.length }).send(what);
  node.mood = "away";
  const one = testOutbox(open(), node);
  await one.send("late");
  const other = testOutbox(open(), node);
  await other.outbox.open(COMMUNITY);
  node.mood = "well";
  await Promise.all([one.outbox.sendAll(), other.outbox.sendAll()]);
  for (const each of [one, other]) await each.outbox.sendAll();
  assert.deepEqual(node.done, ["a", "b", "late"]);
});

test("a node that waits for the others is asked less and less often", async () => {
  const node = recordNode();
  node.mood = "waiting";
  const { send, clock, outbox } = testOutbox(memoryOutboxStore(), node, { isTireless: true });
  await send("vouch");
  const before = node.asked;
  for (let step = 0; step < 20; step += 1) {
    clock.pass(4_100);
    await new Promise((resume) => setImmediate(resume));
  }
  const asked = node.asked - before;
  assert.ok(asked > 0 && asked < 10, `${asked} questions`);
  node.mood = "well";
  outbox.hurry();
  await outbox.sendAll();
  assert.deepEqual(node.done, ["vouch"]);
});
