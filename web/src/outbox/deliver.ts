import type { Acknowledged } from "folkmoot/client";
import { fromBase64Url } from "../keys/encoding.ts";
import { heardNowAt } from "../live/clock.ts";
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

/** Something that was handed over, signed anew where that was needed. */
export interface Delivery {
  readonly entry: Entry;
  readonly outcome: Delivered;
}

/** How a node tells of an action: its receipt, or that it is kept. */
type Told = Partial<Omit<Acknowledged, "code">> & {
  readonly code?: number;
  readonly state?: string;
  readonly refusal?: {
    readonly sentence?: string;
    readonly remedy?: string;
    readonly code?: string;
  };
};

/** Refusals after which these bytes can never be carried out; the same, signed anew, can be. */
const outdated = new Set(["kernel/nonce-used", "kernel/expires-too-late", "kernel/nonce-jump"]);
const tooLate = "kernel/expired";

/** How long it takes until it is asked whether the node has it. Units: milliseconds. */
const soon = 1500;

/**
 * Hands something over once; whatever is new about it is kept before anything else is done.
 *
 * Why the record is asked before anything is signed anew: bytes that were carried out are refused as
 * used, too, and must not be done twice.
 */
export async function deliver(given: Entry, keep: (entry: Entry) => void): Promise<Delivery> {
  if (given.stage === "node") {
    const outcome = await lookFor(given);
    if (outcome !== undefined) return { entry: given, outcome };
  }
  const entry: Entry = { ...given, stage: "device" };
  const lacking = await handInText(entry);
  if (lacking !== undefined) return { entry, outcome: lacking };
  const first = await handIn(entry, keep);
  const code = first.kind === "refused" ? first.problem.code : "";
  if (code !== tooLate && !outdated.has(code)) return { entry, outcome: first };
  const placed = await lookFor(entry);
  if (placed !== undefined) return { entry, outcome: placed };
  const renewed = code === tooLate && isOld(entry) ? undefined : await renewedOf(entry);
  if (renewed === undefined) return { entry, outcome: first };
  keep(renewed);
  return { entry: renewed, outcome: await handIn(renewed, keep) };
}

/** What was signed just now and is late all the same was signed by a wrong clock. */
const isOld = ({ at }: Entry): boolean => Date.now() - at > 60_000;

async function handInText({ text }: Entry): Promise<Delivered | undefined> {
  if (text === undefined) return undefined;
  const body = fromBase64Url(text.bytes) ?? new Uint8Array();
  const headers = { "content-type": "application/octet-stream" };
  const answer = await request(`/blobs/${text.hash}`, { method: "PUT", headers, body });
  return answer.kind === "problem" ? failed(answer.problem) : undefined;
}

async function handIn(entry: Entry, keep: (entry: Entry) => void): Promise<Delivered> {
  const body = fromBase64Url(entry.wire) ?? new Uint8Array();
  const headers = { "content-type": "application/octet-stream" };
  const asking = setTimeout(() => {
    void request<Told>(`/actions/${entry.id}`).then((answer) => {
      if (answer.kind === "value" && isReceived(answer.value, entry))
        keep({ ...entry, stage: "node" });
    });
  }, soon);
  const answer = await request<Told>("/actions", { method: "POST", headers, body }, handingIn);
  clearTimeout(asking);
  return told(answer, entry);
}

/** How long a node may take until it says what became of an action. Units: milliseconds. */
const handingIn = 30_000;

/** Looks for something in the record; nothing where the node does not know of it. */
async function lookFor(entry: Entry): Promise<Delivered | undefined> {
  const answer = await request<Told>(`/actions/${entry.id}`);
  const isUnknown = answer.kind === "problem" && answer.problem.code === "node/not-found";
  return isUnknown ? undefined : told(answer, entry);
}

const isReceived = ({ id, state }: Told, entry: Entry): boolean =>
  id === entry.id && state === "received";

function told(answer: Answer<Told>, entry: Entry): Delivered {
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

/** Signs the same once more, by the community's clock; nothing where that cannot be now. */
async function renewedOf(entry: Entry): Promise<Entry | undefined> {
  const here = await request<{ readonly now?: number }>("/community");
  if (here.kind === "value" && typeof here.value.now === "number") heardNowAt(here.value.now);
  try {
    const { signAnew } = await import("./sign-anew.ts");
    return await signAnew(entry);
  } catch {
    return undefined;
  }
}
