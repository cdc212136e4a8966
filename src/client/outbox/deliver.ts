import { fromBase64Url } from "../base64url.ts";
import type { Clock } from "../clock.ts";
import { FolkmootError } from "../error.ts";
import { type AskDeps, askNode, type Reply } from "../reply.ts";
import { offlineProblem, type ShownProblem, shownProblem } from "../shown-problem.ts";
import { isToSignAgain, SIGN_AGAIN_MAX } from "../sign-again.ts";
import type { Acknowledged } from "../submit.ts";
import type { Question } from "../transport/transport.ts";
import type { Entry, Sealed } from "./entry.ts";

/** What came of trying to hand something over. */
export type Delivered =
  | { readonly kind: "agreed"; readonly receipt: Acknowledged }
  | { readonly kind: "refused"; readonly problem: ShownProblem }
  /** A node has it, and it waits for the others. */
  | { readonly kind: "received" }
  /** No node takes it just now. */
  | { readonly kind: "away"; readonly problem: ShownProblem };

/** Something that was handed over, signed again where that was needed. */
export interface Delivery {
  readonly entry: Entry;
  readonly outcome: Delivered;
}

/** What handing over needs. */
export interface DeliverDeps extends AskDeps {
  readonly clock: Clock;
  /**
   * Signs the same once more, with the next number; nothing where its key is gone.
   *
   * Throws: where it cannot be now; `client/unknown-key`, `client/no-key`, `client/bad-wire` where it never can.
   */
  readonly signAgain: (entry: Entry) => Promise<Pick<Sealed, "wire" | "id"> | undefined>;
  /**
   * Signs in for handing in the text of an entry; false where its key is gone.
   *
   * Throws: where it cannot be now; the same and `node/not-signed-in` where it never can.
   */
  readonly signIn: (entry: Entry) => Promise<boolean>;
  /** Hears of something that a node refuses because its history is another than this device has verified. */
  readonly onElsewhere?: ((entry: Entry) => void) | undefined;
}

/** Where what is on its way is kept. */
export interface Keeping {
  /** Keeps how far something has come. */
  readonly keep: (entry: Entry) => void;
  /** Puts what was signed again in the place of what it was, or tells that it could not. */
  readonly replace: (old: Entry, renewed: Entry) => Promise<boolean>;
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
const SOON = 1500;
/** How long a node may take until it says what became of an action. Units: milliseconds. */
const HANDING_IN = 30_000;
/** What a node says that lacks pages which this device has verified: it may still get them. */
const BEHIND = "witness/ahead";
/** What a node says whose history is another than the one that this device has verified. */
const ELSEWHERE = "witness/elsewhere";
/** How far apart the clocks of this device and of the record may be. Units: milliseconds. */
const APART_MOST = 600_000;
/** How often it is tried to sign in, since a node that restarts forgets who has just done so. */
const SIGN_IN_MAX = 2;
/** Keys that are gone do not come back; whatever else fails may work later. */
const KEYLESS: ReadonlySet<unknown> = new Set([
  "client/unknown-key",
  "client/no-key",
  "client/bad-wire",
  "node/not-signed-in",
]);
/** What status a node answers with where it has no room for more texts. */
const NO_ROOM = 507;

/** Hands one thing over once; whatever is new about it is kept before anything else is done. */
export type Deliver = (given: Entry, keeping: Keeping) => Promise<Delivery>;

/**
 * Makes what hands things over to a node.
 *
 * Why the record is asked before anything is signed again: bytes that were carried out are refused as
 * used, too, and must not be done twice.
 */
export function createDeliver(deps: DeliverDeps): Deliver {
  const { clock } = deps;
  const away = (): Delivered => ({ kind: "away", problem: offlineProblem(deps.words()) });
  const isOutdated = ({ at }: Entry, outcome: Delivered): boolean =>
    outcome.kind === "refused" && isToSignAgain(outcome.problem.code, clock.now() - at);

  return async (given, keeping) => {
    if (given.stage === "node") {
      const outcome = await lookFor(deps, given);
      if (outcome?.kind === "agreed")
        return { entry: given, outcome: await withText(deps, given, outcome) };
      if (outcome !== undefined && !isBefore(outcome)) return { entry: given, outcome };
    }
    let entry: Entry = { ...given, stage: "device" };
    const lacking = await handInText(deps, entry);
    if (lacking?.kind === "refused") {
      const placed = await lookFor(deps, entry);
      return {
        entry,
        outcome: placed?.kind === "agreed" ? unlessLacking(lacking, placed) : lacking,
      };
    }
    if (lacking !== undefined) return { entry, outcome: lacking };
    let outcome = await handIn(deps, entry, keeping);
    for (let again = 0; again < SIGN_AGAIN_MAX && isOutdated(entry, outcome); again += 1) {
      const placed = await lookFor(deps, entry);
      if (placed !== undefined && !isSince(entry, placed)) return { entry, outcome: placed };
      const renewed = await renewedOf(deps, entry);
      if (renewed === "never") return { entry, outcome };
      if ("problem" in renewed) return { entry, outcome: { kind: "away", ...renewed } };
      if (!(await keeping.replace(entry, renewed.entry))) return { entry, outcome: away() };
      entry = renewed.entry;
      outcome = await handIn(deps, entry, keeping);
    }
    return { entry, outcome };
  };
}

/** Whether the node only says that it does not know what was long ago. */
const isBefore = (outcome: Delivered): boolean =>
  outcome.kind === "refused" && outcome.problem.code === "node/before-history";

/** Whether something was signed after the moment from which on the node knows everything. */
const isSince = ({ at }: Entry, outcome: Delivered): boolean =>
  outcome.kind === "refused" &&
  isBefore(outcome) &&
  at - APART_MOST > (outcome.problem.since ?? Number.POSITIVE_INFINITY);

/**
 * Hands the text of what is agreed over once more.
 *
 * Why: a node keeps a text only for a while until that is agreed, and this may be the last copy.
 */
async function withText(deps: DeliverDeps, entry: Entry, agreed: Delivered): Promise<Delivered> {
  return unlessLacking(await handInText(deps, entry), agreed);
}

/** What is agreed, unless its text still has to be handed over, be it once there is room. */
function unlessLacking(lacking: Delivered | undefined, agreed: Delivered): Delivered {
  if (lacking?.kind === "away") return lacking;
  return lacking?.kind === "refused" && lacking.problem.status === NO_ROOM
    ? { kind: "away", problem: { ...lacking.problem, passing: true } }
    : agreed;
}

/**
 * Hands the text over; a node takes it from people who have signed in.
 *
 * Why it goes on where this device never can: the law then says in words what its key may not. Why only
 * there: whatever else went wrong passes, and what is agreed without its text is lost.
 */
async function handInText(deps: DeliverDeps, entry: Entry): Promise<Delivered | undefined> {
  const { text } = entry;
  if (text === undefined) return undefined;
  const question = { method: "PUT", path: `/blobs/${text.hash}`, ...bytesOf(text.bytes) } as const;
  let reply = await ask(deps, question);
  let isBarred = false;
  for (let tries = 0; tries < SIGN_IN_MAX && isToSignIn(reply); tries += 1) {
    const signedIn = await tried(deps, () => deps.signIn(entry));
    if (signedIn !== "never" && "problem" in signedIn) return { kind: "away", ...signedIn };
    isBarred = signedIn === "never" || !signedIn.done;
    reply = await ask(deps, question);
  }
  if (reply.kind !== "problem") return undefined;
  if (!isToSignIn(reply)) return failed(reply.problem);
  return isBarred ? undefined : { kind: "away", problem: { ...reply.problem, passing: true } };
}

const isToSignIn = (reply: Reply<NodeAnswer>): boolean =>
  reply.kind === "problem" && reply.problem.code === "node/sign-in";

async function handIn(deps: DeliverDeps, entry: Entry, { keep }: Keeping): Promise<Delivered> {
  let isAnswered = false;
  const path = `/actions/${entry.id}`;
  const calm = deps.clock.after(SOON, () => {
    void ask(deps, { method: "GET", path }).then((reply) => {
      if (isAnswered || reply.kind !== "value" || !isReceived(reply.value, entry)) return;
      keep({ ...entry, stage: "node" });
    });
  });
  const question = { method: "POST", path: "/actions", ...bytesOf(entry.wire) } as const;
  const reply = await ask(deps, { ...question, patienceMs: HANDING_IN });
  isAnswered = true;
  calm();
  const outcome = outcomeOf(deps, reply, entry);
  if (outcome.kind !== "refused") return outcome;
  const { problem } = outcome;
  if (problem.code === ELSEWHERE) deps.onElsewhere?.(entry);
  return problem.code === BEHIND
    ? { kind: "away", problem: { ...problem, passing: true } }
    : outcome;
}

/** Looks for something in the record; nothing where the node does not know of it. */
async function lookFor(deps: DeliverDeps, entry: Entry): Promise<Delivered | undefined> {
  const reply = await ask(deps, { method: "GET", path: `/actions/${entry.id}` });
  const isUnknown = reply.kind === "problem" && reply.problem.code === "node/not-found";
  return isUnknown ? undefined : outcomeOf(deps, reply, entry);
}

const isReceived = ({ id, state }: NodeAnswer, entry: Entry): boolean =>
  id === entry.id && state === "received";

function outcomeOf({ words }: DeliverDeps, reply: Reply<NodeAnswer>, entry: Entry): Delivered {
  if (reply.kind === "problem") return failed(reply.problem);
  const value = reply.kind === "value" ? reply.value : {};
  if (isReceived(value, entry)) return { kind: "received" };
  if (value.id !== entry.id) return { kind: "away", problem: offlineProblem(words()) };
  if (value.code === 0) return { kind: "agreed", receipt: value as Acknowledged };
  const { sentence: title, remedy, code } = value.refusal ?? {};
  const answer = { status: 422, body: { title, remedy, code }, retryAfter: undefined };
  return { kind: "refused", problem: shownProblem(answer, words()) };
}

// Only what carries a code of the law or of a node is a refusal; a login page of a hotel is not.
const failed = (problem: ShownProblem): Delivered =>
  !problem.passing && problem.code.includes("/")
    ? { kind: "refused", problem }
    : { kind: "away", problem: { ...problem, passing: true } };

type Renewed = { readonly entry: Entry } | { readonly problem: ShownProblem } | "never";

/** The same signed once more; or why it cannot be now, or that it never can. */
async function renewedOf(deps: DeliverDeps, entry: Entry): Promise<Renewed> {
  const renewed = await tried(deps, () => deps.signAgain(entry));
  if (renewed === "never" || "problem" in renewed) return renewed;
  return renewed.done === undefined ? "never" : { entry: { ...entry, ...renewed.done } };
}

type Tried<T> = { readonly done: T } | { readonly problem: ShownProblem } | "never";

/** Does what takes a key; or tells why it cannot be now, or that it never can. */
async function tried<T>(deps: DeliverDeps, work: () => Promise<T>): Promise<Tried<T>> {
  try {
    return { done: await work() };
  } catch (thrown) {
    if (!(thrown instanceof FolkmootError) || thrown.code === "client/unreachable")
      return { problem: offlineProblem(deps.words()) };
    if (KEYLESS.has(thrown.code)) return "never";
    const { code, message: sentence, remedy: help } = thrown;
    return { problem: { status: 0, code, sentence, help, passing: true } };
  }
}

const bytesOf = (text: string) => ({
  body: fromBase64Url(text) ?? new Uint8Array(),
  contentType: "application/octet-stream",
});

const ask = (deps: DeliverDeps, question: Question) => askNode<NodeAnswer>(deps, question);
