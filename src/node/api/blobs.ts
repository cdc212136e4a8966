import { isReadableReason } from "../../protocol/challenges/index.ts";
import { fromHex } from "../../protocol/kernel/bytes.ts";
import { answersFor, isMember } from "../../protocol/membership/index.ts";
import { usageOf } from "../../protocol/records/index.ts";
import { textOf } from "../../protocol/texts/index.ts";
import type { PutOutcome } from "../blobs/blob-store.ts";
import type { Share } from "../blobs/shares.ts";
import { readersOf } from "../blobs/text-readers.ts";
import type { Api, ApiContext, NodeContext } from "../context.ts";
import { badRequest, notFound, ProblemError, problem, signInFirst, tooMany } from "../problem.ts";
import { readBody, readJson } from "./body.ts";
import type { Viewer } from "./sessions.ts";

/** Adds handing in, reading and reading many of the texts and files behind the ledger's hashes. */
export function addBlobRoutes(api: Api, context: NodeContext): void {
  const { blobs, limits, buckets, sessions } = context;
  api.put("/blobs/:hash", async (c) => {
    const hash = hashIn(c.req.param("hash"));
    // Read in any case: anyone on a slow line who is refused before the end would not hear why.
    const bytes = await readBody(c.req.raw, limits.blobBytesMax);
    const seconds = buckets.uploads.take(c.var.asker.place, bytes.length);
    if (seconds > 0) throw tooMany(seconds);
    const outcome = await blobs.put(hash, bytes, shareOf(context, c, { hash, bytes }));
    if (outcome !== "kept") throw putProblem(outcome);
    return c.body(null, 204);
  });

  api.get("/blobs/:hash", async (c) => {
    const hash = hashIn(c.req.param("hash"));
    const access = accessTo(context, hash, sessions.viewer(c));
    if (access === "sign-in") throw signInFirst();
    const bytes = access === "open" ? await blobs.get(hash) : undefined;
    if (bytes === undefined) throw notFound("This text");
    return new Response(bytes.slice(), {
      headers: {
        "content-type": "application/octet-stream",
        "cache-control": "private, no-store",
        "content-disposition": "attachment",
      },
    });
  });

  api.post("/blobs/read", async (c) => {
    const { hashes } = await readJson(c.req.raw, limits.jsonBytesMax);
    if (!Array.isArray(hashes) || hashes.length > limits.blobsPerReadMax) {
      throw badRequest(`hashes: not a list of at most ${limits.blobsPerReadMax}`);
    }
    const viewer = sessions.viewer(c);
    c.var.bill.add(hashes.length * READING_MS);
    const found: { [hash: string]: string } = {};
    for (const each of hashes) {
      const hash = hashIn(String(each));
      if (accessTo(context, hash, viewer) !== "open") continue;
      const bytes = await blobs.get(hash);
      if (bytes !== undefined) found[String(each)] = Buffer.from(bytes).toString("base64");
    }
    return c.json({ blobs: found });
  });
}

/** What it costs to read one text from the disk and to check it. Units: milliseconds. */
const READING_MS = 0.1;

interface Given {
  readonly hash: Uint8Array;
  readonly bytes: Uint8Array;
}

/**
 * Finds on whose account bytes wait: a member's own, or theirs who answers for somebody who has applied.
 *
 * Why nobody else hands anything in: only a person's own action publishes it, and an open invitation's proof
 * makes a person of anybody who has one; so nothing is kept for those who have none.
 * Throws: ProblemError 401 `node/sign-in`, 403 `node/not-a-member`, 507 `node/person-full`.
 */
function shareOf({ engine, sessions, limits }: NodeContext, c: ApiContext, given: Given): Share {
  const person = sessions.viewer(c)?.person;
  if (person === undefined) throw signInFirst();
  const state = engine.ledger.reader();
  const text = textOf(state, given.hash);
  // What is published already is among what its owner uses; handed in again it takes no more.
  const counted = text?.owner === person && text.erasedAt === 0 ? text.bytes : 0;
  const most = limits.textBytesPerPersonMax - usageOf(state, person).bytes + counted;
  if (given.bytes.length > most) throw personFull(limits.textBytesPerPersonMax);
  if (isMember(state, person)) {
    const waiting = Math.min(most, limits.pendingBlobBytesPerPersonMax);
    return { name: `person ${person}`, most: waiting, isOfStrangers: false };
  }
  const inviter = answersFor(state, person);
  if (inviter === undefined) throw notAMember();
  const waiting = limits.pendingBlobBytesPerInviterMax;
  return { name: `invited by ${inviter}`, most: waiting, isOfStrangers: true };
}

/**
 * Tells whether somebody may read a text: all that is public, members what is for the community.
 *
 * Why a reason that nobody may know of is answered as what is not there, before any disk is asked: neither the
 * answer nor the time that it takes tells that there is one.
 */
function accessTo(
  { engine, reasons }: NodeContext,
  hash: Uint8Array,
  viewer: Viewer | undefined,
): "open" | "sign-in" | "none" {
  const state = engine.ledger.reader();
  const text = readersOf(state, reasons, hash);
  if (text === undefined) return "none";
  if (text.audience === "author") return viewer?.person === text.owner ? "open" : "none";
  if (text.audience === "public") return "open";
  if (viewer === undefined) return "sign-in";
  if (viewer.person === text.owner || isMember(state, viewer.person)) return "open";
  return isReadableReason(state, viewer.person, hash) ? "open" : "none";
}

function hashIn(text: string): Uint8Array {
  const hash = fromHex(text);
  if (hash?.length !== 32) throw badRequest("A hash is 64 lower-case hexadecimal digits.");
  return hash;
}

function notAMember(): ProblemError {
  const words = "Texts are taken from members, and from those who have applied.";
  const remedy = "Ask a member for an invitation, and join with it first.";
  return new ProblemError(problem(403, "node/not-a-member", words, remedy));
}

function personFull(most: number): ProblemError {
  const words = "Your texts take up all the room that this node gives one person.";
  const remedy =
    "Erase texts that you do not need any more, or ask anyone who runs the node for more room.";
  return new ProblemError({ ...problem(507, "node/person-full", words, remedy), most });
}

function putProblem(outcome: Exclude<PutOutcome, "kept">): ProblemError {
  switch (outcome) {
    case "wrong-hash":
      return new ProblemError(
        problem(422, "node/wrong-hash", "The bytes have another hash.", "Send them to their own."),
      );
    case "erased":
      return new ProblemError(
        problem(410, "node/erased", "This text was erased.", "Publish it with a new salt."),
      );
    case "disk-low":
      return new ProblemError(
        problem(
          507,
          "node/disk-low",
          "The node's disk has no room for more texts.",
          "Everything else goes on. Anyone who runs it makes room, or gives texts more of the disk; then send it again.",
        ),
      );
    case "too-much":
      return new ProblemError(
        problem(503, "node/too-busy", "Too many texts wait to be published.", "Try again later."),
      );
  }
}
