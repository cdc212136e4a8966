import { isReadableReason } from "../../protocol/challenges/index.ts";
import { fromHex } from "../../protocol/kernel/bytes.ts";
import { isMember } from "../../protocol/membership/index.ts";
import { textOf } from "../../protocol/texts/index.ts";
import type { Share } from "../blobs/shares.ts";
import type { Api, ApiContext, NodeContext } from "../context.ts";
import { badRequest, notFound, ProblemError, problem, signInFirst, tooMany } from "../problem.ts";
import { readBody, readJson } from "./body.ts";
import type { Viewer } from "./sessions.ts";

/** Adds handing in, reading and reading many of the texts and files behind the ledger's hashes. */
export function addBlobRoutes(api: Api, context: NodeContext): void {
  const { blobs, limits, buckets, sessions } = context;
  api.put("/blobs/:hash", async (c) => {
    const hash = hashIn(c.req.param("hash"));
    const bytes = await readBody(c.req.raw, limits.blobBytesMax);
    const seconds = buckets.uploads.take(c.var.asker.place, bytes.length);
    if (seconds > 0) throw tooMany(seconds);
    const outcome = await blobs.put(hash, bytes, shareOf(context, c));
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

/** On whose account bytes wait: a member's own, or the address's of anybody else. */
function shareOf({ engine, sessions, limits }: NodeContext, c: ApiContext): Share {
  const viewer = sessions.viewer(c);
  if (viewer === undefined || !isMember(engine.ledger.reader(), viewer.person)) {
    const most = limits.pendingBlobBytesPerAddressMax;
    return { name: c.var.asker.place, most, isOfStrangers: true };
  }
  const most = limits.pendingBlobBytesPerPersonMax;
  return { name: `person ${viewer.person}`, most, isOfStrangers: false };
}

/** Tells whether somebody may read a text: all that is public, members what is for the community. */
function accessTo(
  { engine }: NodeContext,
  hash: Uint8Array,
  viewer: Viewer | undefined,
): "open" | "sign-in" | "none" {
  const state = engine.ledger.reader();
  const text = textOf(state, hash);
  if (text === undefined || text.erasedAt !== 0) return "none";
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

function putProblem(outcome: "wrong-hash" | "too-much" | "erased"): ProblemError {
  switch (outcome) {
    case "wrong-hash":
      return new ProblemError(
        problem(422, "node/wrong-hash", "The bytes have another hash.", "Send them to their own."),
      );
    case "erased":
      return new ProblemError(
        problem(410, "node/erased", "This text was erased.", "Publish it with a new salt."),
      );
    case "too-much":
      return new ProblemError(
        problem(503, "node/too-busy", "Too many texts wait to be published.", "Try again later."),
      );
  }
}
