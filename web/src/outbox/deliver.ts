import type { Acknowledged } from "folkmoot/client";
import { isToSignAgain, SIGN_AGAIN_MAX } from "folkmoot/client/at-once";
import { fromBase64Url } from "../keys/encoding.ts";
import { heardClock } from "../live/clock.ts";
import type { Community } from "../live/community.ts";
import { offlineProblem, type Problem } from "../live/problem.ts";
import { type Answer, request } from "../live/request.ts";
import type { Entry } from "./entry.ts";

/** What came of trying to hand something over. */
export type Delivered =
  | { readonly kind: "agreed"; readonly receipt: Acknowledged }
  | { readonly kind: "refused"; readonly problem: Problem }
  /** A node has it, and it waits for the others. */
  | { readonly kind: "received" }
  /** No node takes it just now. */
  | { readonly kind: "away"; readonly problem: Problem };

/** Something that was handed over, signed again where that was needed. */
export interface Delivery {
  readonly entry: Entry;
  readonly outcome: Delivered;
}

/** How a node tells of an action: its receipt, or that it is kept. */
type NodeAnswer = Partial<Omit<Acknowledged, "code">> & {
  readonly code?: number;
  readonly state?: string;
  readonly refusal?: {
    readonly sentence?: string;
    readonly remedy?: string;
    readonly code?: string;
  };
};

/** How long it takes until it is asked whether the node has it. Units: milliseconds. */
const soon = 1500;

/** Where what is on its way is kept. */
export interface Keeping {
  /** Keeps how far something has come. */
  readonly keep: (entry: Entry) => void;
  /** Puts what was signed again in the place of what it was, or tells that it could not. */
  readonly replace: (old: Entry, renewed: Entry) => boolean;
}

/**
 * Hands something over once; whatever is new about it is kept before anything else is done.
 *
 * Why the record is asked before anything is signed again: bytes that were carried out are refused as
 * used, too, and must not be done twice.
 */
export async function deliver(given: Entry, keeping: Keeping): Promise<Delivery> {
  if (given.stage === "node") {
    const outcome = await lookFor(given);
    if (outcome?.kind === "agreed")
      return { entry: given, outcome: await withText(given, outcome) };
    if (outcome !== undefined && !isBefore(outcome)) return { entry: given, outcome };
  }
  let entry: Entry = { ...given, stage: "device" };
  const lacking = await handInText(entry);
  if (lacking !== undefined) return { entry, outcome: lacking };
  let outcome = await handIn(entry, keeping);
  for (let again = 0; again < SIGN_AGAIN_MAX && isOutdated(entry, outcome); again += 1) {
    const placed = await lookFor(entry);
    if (placed !== undefined && !isSince(entry, placed)) return { entry, outcome: placed };
    const renewed = await renewedOf(entry);
    if (renewed === "never") return { entry, outcome };
    if (renewed === "later" || !keeping.replace(entry, renewed)) return { entry, outcome: away() };
    entry = renewed;
    outcome = await handIn(entry, keeping);
  }
  return { entry, outcome };
}

const away = (): Delivered => ({ kind: "away", problem: offlineProblem() });

/** Whether these bytes are of no use any more while what they ask for may still be done. */
function isOutdated({ at }: Entry, outcome: Delivered): boolean {
  return outcome.kind === "refused" && isToSignAgain(outcome.problem.code, Date.now() - at);
}

/** What a node says that lacks pages which this device has verified: it may still get them. */
const behind = "witness/ahead";
/** What a node says whose history is another than the one that this device has verified. */
const elsewhere = "witness/elsewhere";

/** Lays both histories side by side, where the node shows another one than this device has. */
async function compareHistories({ community, wire }: Entry): Promise<void> {
  const [{ readEnvelope }, { compareAt }] = await Promise.all([
    import("folkmoot/protocol"),
    import("../rooms/check/light.ts"),
  ]);
  const envelope = readEnvelope(fromBase64Url(wire) ?? new Uint8Array());
  if (!envelope.ok || envelope.value.kind === "machine") return;
  await compareAt(community, BigInt(envelope.value.body.seen.height) + 1n);
}

/** Whether the node only says that it does not know what was long ago. */
const isBefore = (outcome: Delivered): boolean =>
  outcome.kind === "refused" && outcome.problem.code === "node/before-history";

/** How far apart the clocks of this device and of the record may be. Units: milliseconds. */
const apartMost = 600_000;

/** Whether something was signed after the moment from which on the node knows everything. */
const isSince = ({ at }: Entry, outcome: Delivered): boolean =>
  outcome.kind === "refused" &&
  isBefore(outcome) &&
  at - apartMost > (outcome.problem.since ?? Number.POSITIVE_INFINITY);

/**
 * Hands the text of what is agreed over once more.
 *
 * Why: a node keeps a text only for a while until that is agreed, and this may be the last copy.
 */
async function withText(entry: Entry, agreed: Delivered): Promise<Delivered> {
  const lacking = await handInText(entry);
  return lacking?.kind === "away" ? lacking : agreed;
}

async function handInText({ text }: Entry): Promise<Delivered | undefined> {
  if (text === undefined) return undefined;
  const body = fromBase64Url(text.bytes) ?? new Uint8Array();
  const headers = { "content-type": "application/octet-stream" };
  const answer = await request(`/blobs/${text.hash}`, { method: "PUT", headers, body });
  return answer.kind === "problem" ? failed(answer.problem) : undefined;
}

async function handIn(entry: Entry, { keep }: Keeping): Promise<Delivered> {
  const body = fromBase64Url(entry.wire) ?? new Uint8Array();
  const headers = { "content-type": "application/octet-stream" };
  let isAnswered = false;
  const asking = setTimeout(() => {
    void request<NodeAnswer>(`/actions/${entry.id}`).then((answer) => {
      if (isAnswered || answer.kind !== "value" || !isReceived(answer.value, entry)) return;
      keep({ ...entry, stage: "node" });
    });
  }, soon);
  const answer = await request<NodeAnswer>(
    "/actions",
    { method: "POST", headers, body },
    handingIn,
  );
  isAnswered = true;
  clearTimeout(asking);
  const outcome = told(answer, entry);
  const code = outcome.kind === "refused" ? outcome.problem.code : "";
  if (code === elsewhere) void compareHistories(entry).catch(() => undefined);
  return code === behind && outcome.kind === "refused"
    ? { kind: "away", problem: { ...outcome.problem, passing: true } }
    : outcome;
}

/** How long a node may take until it says what became of an action. Units: milliseconds. */
const handingIn = 30_000;

/** Looks for something in the record; nothing where the node does not know of it. */
async function lookFor(entry: Entry): Promise<Delivered | undefined> {
  const answer = await request<NodeAnswer>(`/actions/${entry.id}`);
  const isUnknown = answer.kind === "problem" && answer.problem.code === "node/not-found";
  return isUnknown ? undefined : told(answer, entry);
}

const isReceived = ({ id, state }: NodeAnswer, entry: Entry): boolean =>
  id === entry.id && state === "received";

function told(answer: Answer<NodeAnswer>, entry: Entry): Delivered {
  if (answer.kind === "problem") return failed(answer.problem);
  if (answer.kind === "same") return { kind: "received" };
  const { value } = answer;
  if (isReceived(value, entry)) return { kind: "received" };
  if (value.id !== entry.id) return { kind: "away", problem: offlineProblem() };
  if (value.code === 0) return { kind: "agreed", receipt: value as Acknowledged };
  const { sentence = "", remedy = "", code = "" } = value.refusal ?? {};
  const problem = { status: 422, code, sentence, help: remedy, passing: false };
  return { kind: "refused", problem };
}

// Only what carries a code of the law or of a node is a refusal; a login page of a hotel is not.
const failed = (problem: Problem): Delivered =>
  !problem.passing && problem.code.includes("/")
    ? { kind: "refused", problem }
    : { kind: "away", problem: { ...problem, passing: true } };

/** Keys that are gone do not come back; whatever else fails may work later. */
const keyless = new Set(["client/unknown-key", "client/no-key", "client/bad-wire"]);

/** Signs the same once more, by the community's clock; or says that it cannot be now, or never. */
async function renewedOf(entry: Entry): Promise<Entry | "later" | "never"> {
  const here = await request<Community>("/community");
  if (here.kind !== "value") return "later";
  heardClock(here.value);
  try {
    const { signAnew } = await import("./sign-again.ts");
    return (await signAnew(entry)) ?? "never";
  } catch (thrown) {
    const { code } = (thrown ?? {}) as { readonly code?: unknown };
    return typeof code === "string" && keyless.has(code) ? "never" : "later";
  }
}
