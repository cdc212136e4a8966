/**
 * Goal: a text is handed in by somebody who has signed in; nothing is agreed without its text unless this
 * device can never hand it in, and a full disk neither loses a text nor holds up what else was done.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { FolkmootError } from "#client/error.js";
import { memoryOutboxStore } from "#client/outbox/store.js";
import { type RecordNode, recordNode, refusalOf, testOutbox } from "./record-node.ts";

const signInFirst = () => refusalOf("node/sign-in", {}, 401);
const thrown = (code: string) => new FolkmootError(code, `It says ${code}.`, "Rest.");

/** A node that takes texts from those who have signed in alone; a way to sign in that may fail. */
function guardedNode() {
  const node = recordNode();
  const door = { isOpen: false, signIns: 0, texts: 0, failing: undefined as Error | undefined };
  node.instead = ({ method }) => {
    if (method !== "PUT") return undefined;
    if (!door.isOpen) return signInFirst();
    door.texts += 1;
    return undefined;
  };
  const signIn = async (): Promise<boolean> => {
    door.signIns += 1;
    if (door.failing !== undefined) throw door.failing;
    door.isOpen = true;
    return true;
  };
  return { node, door, signIn };
}

const outboxOf = (node: RecordNode, signIn: () => Promise<boolean>) =>
  testOutbox(memoryOutboxStore(), node, { signIn });

test("a text is handed in after signing in, once as long as that lasts", async () => {
  const { node, door, signIn } = guardedNode();
  const { send } = outboxOf(node, signIn);
  assert.equal((await send("text", "Bread")).kind, "agreed");
  assert.equal((await send("another", "Butter")).kind, "agreed");
  assert.deepEqual([door.signIns, door.texts], [1, 2]);
  assert.deepEqual(node.done, ["text", "another"]);
});

test("nobody signs in for what has no text", async () => {
  const { node, door, signIn } = guardedNode();
  assert.equal((await outboxOf(node, signIn).send("vouch")).kind, "agreed");
  assert.equal(door.signIns, 0);
});

test("where signing in fails for now, nothing is agreed without its text", async () => {
  for (const failing of [
    thrown("client/unreachable"),
    thrown("node/too-many"),
    thrown("client/key-elsewhere"),
    new TypeError("a part of the app did not load"),
  ]) {
    const { node, door, signIn } = guardedNode();
    door.failing = failing;
    const { send, outbox } = outboxOf(node, signIn);
    assert.equal((await send("text", "Bread")).kind, "kept", failing.message);
    assert.deepEqual(node.arrived, [], failing.message);
    door.failing = undefined;
    await outbox.sendAll();
    assert.deepEqual([node.done, door.texts], [["text"], 1], failing.message);
  }
});

test("a node that forgets who has signed in does not get the text's hash alone", async () => {
  const { node, door } = guardedNode();
  const { send, outbox } = outboxOf(node, async () => {
    door.signIns += 1;
    return true;
  });
  assert.equal((await send("text", "Bread")).kind, "kept");
  assert.deepEqual(node.arrived, []);
  assert.ok(door.signIns > 0 && door.signIns <= 6, `${door.signIns} times`);
  assert.equal(outbox.entries().length, 1);
});

test("a challenge that a restart makes the node forget is asked for once more", async () => {
  const { node, door, signIn } = guardedNode();
  door.failing = thrown("node/not-signed-in");
  const { send } = outboxOf(node, async () => {
    try {
      return await signIn();
    } finally {
      door.failing = undefined;
    }
  });
  assert.equal((await send("text", "Bread")).kind, "agreed");
  assert.deepEqual([door.signIns, door.texts], [2, 1]);
});

test("where a key can never sign in, the law says in words what it may not", async () => {
  for (const code of ["client/unknown-key", "client/no-key", "node/not-signed-in", "gone"]) {
    const { node, door, signIn } = guardedNode();
    if (code !== "gone") door.failing = thrown(code);
    const attempt = code === "gone" ? async () => false : signIn;
    const { instead } = node;
    node.instead = (question, id) =>
      question.method === "POST" ? refusalOf("kernel/not-your-device") : instead(question, id);
    const sent = await outboxOf(node, attempt).send("text", "Bread");
    assert.equal(sent.kind === "refused" && sent.problem.code, "kernel/not-your-device", code);
  }
});

test("a text without room on the disk is refused in words, and what was done after it goes on", async () => {
  const node = recordNode();
  const { send, outbox } = outboxOf(node, async () => true);
  node.mood = "away";
  await send("text", "Bread");
  await send("vouch");
  node.mood = "well";
  node.instead = ({ method }) =>
    method === "PUT" ? refusalOf("node/disk-low", { remedy: "Make room." }, 507) : undefined;
  await outbox.sendAll();
  const [text] = outbox.entries();
  assert.deepEqual([text?.stage, text?.problem?.help], ["refused", "Make room."]);
  assert.deepEqual(node.done, ["vouch"]);
});

test("what is agreed keeps its text until a full disk has room for it", async () => {
  const node = recordNode();
  node.mood = "waiting";
  const { send, outbox, again } = outboxOf(node, async () => true);
  assert.equal((await send("text", "Bread")).kind, "kept");
  node.mood = "well";
  node.instead = ({ method }) =>
    method === "PUT" ? refusalOf("node/disk-low", {}, 507) : undefined;
  for (let times = 0; times < 2; times += 1) {
    await outbox.sendAll();
    assert.deepEqual(node.done, ["text"]);
    assert.notEqual(outbox.entries()[0]?.text, undefined);
  }
  const handedIn: string[] = [];
  node.instead = ({ method, path }) => {
    if (method === "PUT") handedIn.push(path);
    return undefined;
  };
  await outbox.sendAll();
  assert.deepEqual([handedIn.length, outbox.entries()], [1, []]);
  assert.deepEqual([node.done, again], [["text"], []]);
});
