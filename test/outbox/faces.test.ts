/**
 * Goal: the same input comes to the same end through both faces, now or by an outbox: the same reasons to
 * sign again, the same bytes' numbers, the same words of a refusal, the same parts of a payment.
 * Method: one node that refuses with each fault of the law once; what it receives is taken apart. The
 * store of the command line and one in memory stand for the faces; the app's own is tried by `test/e2e`.
 * The sources of both are read for a second list of reasons.
 */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileOutboxStore } from "#cli/outbox/file-store.js";
import type { ActionType, PlainInputOf } from "#client/action-types.js";
import { createClient } from "#client/client.js";
import { systemClock } from "#client/clock.js";
import { seedSigner } from "#client/keys/seed-signer.js";
import { mayWait } from "#client/outbox/may-wait.js";
import { createOutbox } from "#client/outbox/outbox.js";
import { seal, sealAgain, WAITING_MAX } from "#client/outbox/seal.js";
import { memoryOutboxStore, type OutboxStore } from "#client/outbox/store.js";
import { isToSignAgain } from "#client/sign-again.js";
import type { Question } from "#client/transport/transport.js";
import { readEnvelope } from "#protocol/kernel/envelope.js";
import { kernelFaults } from "#protocol/kernel/faults.js";
import { EXPIRY_MAX } from "#protocol/kernel/limits.js";
import { folkmootLaw } from "#protocol/rooms.js";
import { answerOf, refusalOf } from "./record-node.ts";
import { COMMUNITY } from "./store-contract.ts";

const root = mkdtempSync(join(tmpdir(), "folkmoot-faces-"));
after(() => rmSync(root, { recursive: true, force: true }));

const FAULTS = [
  ...new Set(
    [...Object.values(kernelFaults), ...folkmootLaw.rooms.flatMap(({ faults }) => faults)].map(
      ({ code }) => code,
    ),
  ),
];
/** What an outbox takes for a node that is not ready yet, and not for a refusal. */
const PATIENT = new Set(["witness/ahead"]);

/** A node that refuses once with a fault, and notes under which numbers it was sent what. */
function refusingOnce(code: string) {
  const received: { readonly nonce: number; readonly tag: number; readonly payload: string }[] = [];
  const ask = async ({ method, path, body }: Question) => {
    if (path === "/community") return answerOf({ community: COMMUNITY, time: 1 });
    if (path.startsWith("/views/")) return answerOf({ value: { person: 7, device: 2, nonce: 4 } });
    if (method === "GET") return refusalOf("node/not-found", {}, 404);
    const envelope = readEnvelope(body ?? new Uint8Array());
    assert.ok(envelope.ok && envelope.value.kind === "person");
    const { nonce, tag, payload } = envelope.value.body;
    received.push({ nonce, tag, payload: Buffer.from(payload).toString("hex") });
    if (received.length === 1) return refusalOf(code, { remedy: "Do this." });
    const id = createHash("sha256")
      .update(body ?? new Uint8Array())
      .digest("hex");
    return answerOf({ id, code: 0, height: 9, events: [] });
  };
  return { received, transport: { ask, follow: () => () => undefined } };
}

type End = { readonly end: string; readonly said: string };

const signer = seedSigner(new Uint8Array(32).fill(5));
const input: PlainInputOf<"membership/vouch"> = { person: 3 };

const clientOf = (transport: ReturnType<typeof refusingOnce>["transport"]) =>
  createClient({
    transport,
    signer,
    validMs: WAITING_MAX,
    seen: async () => ({ height: 9, root: new Uint8Array(32) }),
  });

async function now({ transport }: ReturnType<typeof refusingOnce>): Promise<End> {
  const { receipt, problem } = await clientOf(transport).act("membership/vouch", input);
  if (receipt !== undefined) return { end: "agreed", said: "" };
  return { end: problem?.code ?? "", said: `${problem?.title} ${problem?.remedy}` };
}

const words = { offlineCode: "-", unreadable: "-", signIn: "-", busy: String, status: String };

const through =
  (open: () => OutboxStore) =>
  async ({ transport }: ReturnType<typeof refusingOnce>): Promise<End> => {
    const client = clientOf(transport);
    const outbox = createOutbox({
      store: open(),
      transport,
      clock: systemClock,
      words: () => words,
      signAgain: (entry) => sealAgain(client, entry),
      signIn: () => client.signIn().then(() => true),
      isTireless: false,
    });
    const type = "membership/vouch";
    const sealed = await seal(client, type, input);
    const sent = await outbox.sendOff({ ...sealed, community: COMMUNITY, signer: "me", type });
    if (sent.kind !== "refused") return { end: sent.kind, said: "" };
    const { code, sentence, help } = sent.problem;
    return { end: code, said: `${sentence} ${help}` };
  };

let folders = 0;
const FACES = {
  "now, or not at all": now,
  "an outbox in memory": through(memoryOutboxStore),
  "an outbox of files": through(() => {
    folders += 1;
    return fileOutboxStore(join(root, String(folders)));
  }),
};

test("each fault of the law comes to the same end by every way", async () => {
  for (const code of FAULTS) {
    const ends = [];
    for (const way of Object.values(FACES)) {
      const node = refusingOnce(code);
      const { end, said } = await way(node);
      ends.push(
        PATIENT.has(code) && end === "kept" ? undefined : { end, said, received: node.received },
      );
    }
    const [first, ...others] = ends;
    for (const other of others) if (other !== undefined) assert.deepEqual(other, first, code);
    assert.equal(first?.end, isToSignAgain(code, 0) ? "agreed" : code);
    assert.equal(first?.received.length, isToSignAgain(code, 0) ? 2 : 1, code);
  }
  assert.ok(FAULTS.length > 100);
});

test("what waits ends a day before the law would refuse it for that", () => {
  assert.equal(EXPIRY_MAX - WAITING_MAX, 86_400_000);
});

test("what is about keys and secrets never waits, everything else may", () => {
  const types = folkmootLaw.rooms.flatMap(({ actions }) => actions.map(({ type }) => type));
  const atOnce = types.filter((type) => !mayWait(type as ActionType));
  for (const type of ["membership/join", "membership/invite", "identity/freeze"])
    assert.ok(atOnce.includes(type), type);
  for (const type of atOnce) {
    const isOfKeys = type.startsWith("identity/") || /^membership\/(join|invite)$/.test(type);
    assert.ok(isOfKeys, type);
  }
});

/** The sources of both faces, without their tests. */
function sources(): readonly (readonly [string, string])[] {
  return ["src/cli", "web/src"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => /\.tsx?$/.test(name) && !name.includes(".test."))
      .map((name) => [`${folder}/${name}`, readFileSync(join(folder, name), "utf8")] as const),
  );
}

test("no face has a list of reasons, or a way to cut payments, of its own", () => {
  const reasons = FAULTS.filter((code) => isToSignAgain(code, 0)).map((code) => `"${code}"`);
  assert.ok(reasons.length >= 5);
  const all = sources();
  for (const [file, text] of all) {
    for (const reason of reasons) assert.ok(!text.includes(reason), `${file} names ${reason}`);
  }
  const paying = all.filter(
    ([file, text]) => text.includes('"money/pay"') && !file.startsWith("web/src/words/"),
  );
  assert.ok(paying.length >= 3, paying.map(([file]) => file).join(" "));
  for (const [file, text] of paying) assert.match(text, /\bcutParts\(/, file);
});
