import {
  type BlockInput,
  type CheckedAction,
  DAY,
  type DecodedAction,
  decode,
  equalBytes,
  type FoundingDocument,
  inDomain,
  type Ledger,
  machineMessage,
  type Reader,
  type Receipt,
  toHex,
} from "#protocol/index.js";
import { undeclared } from "#protocol/testing/declared-refusals.js";
import type { KeyMaker } from "../keys.ts";
import { rowOf } from "../reading.ts";
import { type Books, openBooks } from "./books.ts";
import { difference } from "./compare.ts";
import { type AuditedDecision, isCarried, nextMoved, rollsOf } from "./decisions.ts";
import { growthDifference, mayBeFull, noteGrowth } from "./growing.ts";
import type { Act, Opinion } from "./opinion.ts";
import { circleOpinions, machineWordOpinions, personOpinions } from "./opinions/all.ts";
import { makeWaiting } from "./seats.ts";

/** Offers that go back in one block at most. */
const RETURNS_MAX = 1000;

/** What of a receipt is looked at. */
export type AuditedReceipt = Pick<Receipt, "type" | "code" | "refusal"> & {
  readonly person: number;
};

/** Follows a community block by block with books of its own. */
export interface Auditor {
  readonly books: Books;
  /**
   * Takes a block into the books, and compares them with the state after it if it is given.
   *
   * @returns what is wrong, or nothing.
   */
  follow(
    ledger: Ledger,
    block: AuditedBlock,
    receipts: readonly AuditedReceipt[],
    state: Reader | undefined,
  ): string | undefined;
}

/** A block, with the root of the state on which it stands. */
export interface AuditedBlock extends BlockInput {
  readonly before: Uint8Array;
}

/** Sends an auditor to a community that has just been founded. */
export function createAuditor(
  document: FoundingDocument,
  community: Uint8Array,
  keys: Pick<KeyMaker, "verify" | "vrf">,
): Auditor {
  const books = openBooks(document, community, keys);
  let last = document.foundedAt - 1;
  return {
    books,
    follow(ledger, { height, time, actions, before }, receipts, state) {
      const past = books.history.note({ height: height - 1, root: before });
      if (past !== undefined) return past;
      if (time <= last) return `the time went from ${last} to ${time}`;
      last = time;
      books.editions.begin(height, time);
      const moved = moveOn(books, ledger, time);
      if (moved !== undefined) return moved;
      if (receipts.length !== actions.length) return "there is not one receipt for each action";
      for (const [at, action] of actions.entries()) {
        const wrong = followAction(books, ledger, action, receipts[at] as AuditedReceipt, time);
        if (wrong !== undefined) return wrong;
      }
      books.editions.end(height);
      if (state === undefined) return undefined;
      const { law } = ledger;
      return difference(law, state, books) ?? growthDifference(law, state, books, time);
    },
  };
}

/** Tells whether an action names a state that this history has had. */
const isHere = ({ history }: Books, { envelope }: DecodedAction): boolean =>
  envelope.kind !== "machine" && history.holds(envelope.body.seen);

function followAction(
  books: Books,
  ledger: Ledger,
  { decoded }: CheckedAction,
  receipt: AuditedReceipt,
  now: number,
): string | undefined {
  const isDone = receipt.code === 0;
  const fault = `${receipt.type} by ${receipt.person}`;
  const unsaid = undeclared(ledger.law, receipt);
  if (unsaid !== undefined) return unsaid;
  if (!decoded.ok) return isDone ? `${fault}: done, but it is no action` : undefined;
  const { envelope, action, input } = decoded.value;
  if (envelope.kind === "machine") {
    const wrong = followWord(books, decoded.value, isDone, now);
    return wrong && `${fault}: ${wrong}`;
  }
  const right = isHere(books, decoded.value) && books.people.isAuthors(decoded.value, now);
  if (right === false || envelope.kind !== "person") {
    return isDone ? `${fault}: done, but it is not its author's` : undefined;
  }
  const { body } = envelope;
  if (right) books.people.use(body, now);
  const { person: author, device } = body;
  const act: Act<never> = { author, device, input: input as never, now };
  const held = personOpinions[action.type];
  const objection = held?.objection(books, act);
  if (isDone && objection !== undefined) return `${fault}: done, but ${objection}`;
  const deed = { type: action.type, person: body.person, input, now };
  const isForRoom = receipt.refusal?.fault.code === "kernel/no-room-today";
  if (isForRoom && right && !mayBeFull(books, deed))
    return `${fault}: refused though there is room`;
  if (!isDone && right && held?.isWhole && objection === undefined && !isForRoom) {
    return `${fault}: refused without a reason (${receipt.refusal?.fault.code})`;
  }
  if (!isDone) return undefined;
  held?.apply(books, act);
  const beyond = right ? noteGrowth(books, deed) : undefined;
  if (beyond !== undefined) return `${fault}: done, but ${beyond}`;
  if (action.type === "decisions/open") {
    const wrong = takeRoll(books, ledger);
    if (wrong !== undefined) return wrong;
  }
  const person = right ? body.person : books.people.count();
  return receipt.person === person ? undefined : `${fault}: the receipt names somebody else`;
}

/**
 * Follows what a machine says by itself.
 *
 * Why its value is taken from its proof again: nothing that the law has made of it is believed.
 */
function followWord(
  books: Books,
  { envelope, action, input }: DecodedAction,
  isDone: boolean,
  now: number,
): string | undefined {
  if (envelope.kind !== "machine") return "it is no machine's word";
  const held = machineWordOpinions[action.type];
  const { key, community } = envelope.body;
  const isMaker = toHex(key) === books.machines.maker && equalBytes(community, books.community);
  const matter = action.says?.matter(input as never) ?? new Uint8Array(0);
  const value =
    action.says?.proof === "signature"
      ? signedValue(books, envelope)
      : books.vrf(key, inDomain("lot", community, matter), envelope.proof);
  const objection = held?.objection(books, input as never, now);
  if (!isMaker || value === undefined) return isDone ? "done, but nobody has proven it" : undefined;
  if (isDone && objection !== undefined) return `done, but ${objection}`;
  if (!isDone) return objection === undefined ? "refused without a reason" : undefined;
  held?.apply(books, input as never, { value, now });
  return undefined;
}

/** A word that a machine has signed has no value but that it was said. */
function signedValue(
  { verify }: Books,
  { body, proof }: Extract<DecodedAction["envelope"], { readonly kind: "machine" }>,
): Uint8Array | undefined {
  return verify(body.key, machineMessage(body), proof) ? new Uint8Array(0) : undefined;
}

/**
 * Takes the frozen roll of the newest decision into the books.
 *
 * Why a range: who comes in at the very moment of the opening is in the circle and has no voice; a
 * quorum may be counted with or without them.
 */
function takeRoll({ decisions }: Books, ledger: Ledger): string | undefined {
  const number = decisions.size;
  const decision = decisions.get(number);
  type Row = { readonly eligible: number };
  const row = rowOf<Row>(ledger.law, ledger.reader(), "decisions/decisions", [number]);
  if (row === undefined || decision === undefined) return `decision ${number} is not there`;
  const { voices, eligible } = decision;
  if (row.eligible < voices || row.eligible > eligible) {
    return `decision ${number}: ${row.eligible} on the roll, not ${voices} to ${eligible}`;
  }
  decision.eligible = row.eligible;
  Object.assign(decision, rollsOf(decision.asked, row.eligible));
  return undefined;
}

/** Decisions that close or take effect in one block. */
const DECISIONS_MOVED_MAX = 64;

/** Does in the books what time brings about. */
function moveOn(books: Books, ledger: Ledger, now: number): string | undefined {
  books.people.keys.moveOn(now);
  books.members.moveOn(now);
  books.circles.moveOn(now);
  const ended = [...books.money.offers].filter(([, { until }]) => until <= now);
  ended.sort(([left, a], [right, b]) => a.until - b.until || left - right);
  for (const [offer, { from }] of ended.slice(0, RETURNS_MAX)) books.money.end(offer, from);
  books.machines.endSeats(books.members, now);
  for (const [number, { deadline }] of [...books.machines.lots]) {
    if (deadline <= now) books.machines.closeLot(number);
  }
  makeWaiting(books.machines, books.members, now);
  const { decisions } = books;
  for (let moved = 0; moved < DECISIONS_MOVED_MAX; moved += 1) {
    const number = nextMoved(decisions, now);
    const row = number === undefined ? undefined : decisions.get(number);
    if (number === undefined || row === undefined) break;
    const answerable = row.heard.map((person) => {
      return books.people.keys.endOf(person, row.openedAt, 3 * DAY);
    });
    const later = Math.max(0, ...answerable) - row.closesAt;
    if (row.stage === "open" && later > 0) {
      row.closesAt += later;
      row.effectAt += later;
      continue;
    }
    if (row.stage === "open") {
      row.stage = isCarried(row) ? "passed" : "failed";
      continue;
    }
    const wrong = takeEffect(books, ledger, number, row, now);
    if (wrong !== undefined) return `decision ${number}: ${wrong}`;
  }
  books.challenges.moveOn(now);
  return undefined;
}

/**
 * Carries out what a decision brings about, all or nothing.
 *
 * Why the law is asked how it came out: of a few kinds of effect the books do not know every reason
 * to refuse; of the others they do, and say so.
 */
function takeEffect(
  books: Books,
  ledger: Ledger,
  number: number,
  row: AuditedDecision,
  now: number,
): string | undefined {
  const restore = [
    books.rules.save(),
    books.circles.save(),
    books.machines.save(),
    books.editions.save(),
    books.members.save(),
  ];
  const articles = new Map(books.articles);
  let objection: string | undefined;
  let isWhole = true;
  for (const { tag, payload } of row.effects) {
    const action = ledger.law.actionByTag.get(tag);
    const input = action && decode(action.input, payload);
    const held: Opinion | undefined = circleOpinions[action?.type ?? ""];
    if (held === undefined || !input?.ok) return "it brings about what the books do not know";
    const said = { author: row.circle, input: input.value as never, now };
    const act: Act<never> = { ...said, device: 0, decision: number };
    objection = held.objection(books, act);
    isWhole &&= held.isWhole;
    if (objection !== undefined) break;
    held.apply(books, act);
  }
  type Row = { readonly stage: AuditedDecision["stage"] };
  const said = rowOf<Row>(ledger.law, ledger.reader(), "decisions/decisions", [number])?.stage;
  row.stage = said === "in-effect" ? "in-effect" : "without-effect";
  if (said === "in-effect") return objection && `it took effect, but ${objection}`;
  for (const back of restore) back();
  books.articles.clear();
  for (const [article, held] of articles) books.articles.set(article, held);
  return isWhole && objection === undefined ? "it had no effect without a reason" : undefined;
}
