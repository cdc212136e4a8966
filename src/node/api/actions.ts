import { momentOf } from "../../engine/chain-params.ts";
import type { Engine, Submission } from "../../engine/engine.ts";
import { EngineFault } from "../../engine/engine-fault.ts";
import { nativeHasher } from "../../engine/native-hasher.ts";
import { decodeBlock } from "../../protocol/chain/index.ts";
import { fromHex, toHex } from "../../protocol/kernel/bytes.ts";
import { readEnvelope } from "../../protocol/kernel/envelope.ts";
import { NOBODY, type PersonId } from "../../protocol/kernel/ids.ts";
import { ACTION_BYTES_MAX } from "../../protocol/kernel/limits.ts";
import type { Plain } from "../../protocol/kernel/plain.ts";
import type { Api, NodeContext } from "../context.ts";
import type { Bill } from "../pricing/till.ts";
import {
  badRequest,
  beforeHistory,
  notFound,
  type Problem,
  ProblemError,
  problem,
  problemResponse,
  refusalProblem,
  tooMany,
} from "../problem.ts";
import { splitBatch } from "./batch.ts";
import { readBody } from "./body.ts";
import { receiptJson } from "./receipt-json.ts";
import { lookOf, seesEvents } from "./seeing.ts";

const ONE = "application/octet-stream";
const MANY = "application/vnd.folkmoot.actions";

/** Adds the way in for signed actions, and the way to find what became of them. */
export function addActionRoutes(api: Api, context: NodeContext): void {
  const { engine, limits } = context;
  api.post("/actions", async (c) => {
    const kind = (c.req.header("content-type") ?? "").split(";")[0]?.trim();
    if (kind !== ONE && kind !== MANY) {
      throw new ProblemError(
        problem(415, "node/media-type", `Send ${ONE} or ${MANY}.`, "Mend the request."),
      );
    }
    const isBatch = kind === MANY;
    const most = isBatch ? limits.batchBytesMax : ACTION_BYTES_MAX;
    const bytes = await readBody(c.req.raw, most);
    const wires = isBatch ? splitBatch(bytes, limits.batchActionsMax) : [bytes];
    if (wires === undefined) throw badRequest("The batch is not a list of actions with lengths.");
    const from = { place: c.var.asker.place, bill: c.var.bill };
    if (c.req.header("prefer") === "respond-async")
      return accepted(context, { wires, isBatch, from });
    const outcomes = await Promise.all(wires.map((wire) => submit(context, wire, from)));
    if (isBatch) return c.json({ receipts: outcomes.map(({ json }) => json) });
    const [outcome] = outcomes;
    if (outcome === undefined) throw badRequest("There is no action.");
    if (outcome.problem !== undefined) return problemResponse(outcome.problem);
    return c.json(outcome.json, outcome.isReceived === true ? 202 : 200);
  });

  api.get("/actions/:id", async (c) => {
    const id = idOf(c.req.param("id"));
    const receipt = await engine.find(id);
    if (receipt !== undefined) {
      return c.json(receiptJson(receipt, seesEvents(engine.ledger, lookOf(context, c))));
    }
    if (engine.holds?.(id) === true) return c.json(receivedJson(id), 202);
    throw await missingAction(engine);
  });
}

/**
 * An action that is not in any block kept here; a node without all of history says so.
 *
 * Why with the first block's time: anyone who has signed later than that knows that nothing came of it.
 */
export async function missingAction(engine: Engine): Promise<ProblemError> {
  const first = engine.firstBlock();
  if (first === 1) return notFound("This action");
  const kept = await engine.block(first);
  const block = kept === undefined ? undefined : decodeBlock(kept.block);
  const since = block?.ok ? momentOf(block.value.header.time) : undefined;
  return beforeHistory("This action", first, since);
}

/** Reads the id of an action from an address. Throws: ProblemError 400. */
export function idOf(text: string): Uint8Array {
  const id = fromHex(text);
  if (id?.length !== 32) throw badRequest("An action's id is 64 hexadecimal digits.");
  return id;
}

interface Arrived {
  readonly wires: readonly Uint8Array[];
  readonly isBatch: boolean;
  readonly from: From;
}

/** Where an action comes from, and what is paid for bringing it. */
interface From {
  readonly place: string;
  readonly bill: Pick<Bill, "add" | "wait">;
}

interface Outcome {
  readonly json: { readonly [name: string]: Plain | undefined };
  readonly problem?: Problem;
  /** It is kept, but not agreed on yet. */
  readonly isReceived?: boolean;
}

/**
 * What an action costs the one who brings it: taking it apart, and checking its signature in another thread.
 * Units: milliseconds.
 */
const BRINGING_MS = 0.1;
/** What an action costs besides the law: its part of the block, the write and the answer. Units: milliseconds. */
const CARRYING_MS = 0.1;

/**
 * On whose account an action is counted.
 *
 * Why by place where nobody is named yet: all who join would else be one person, and one stranger
 * could stop all joining. Why a stranger pays at once: their attempts would else wait side by side unpaid.
 * Why a person pays only for what they have signed: nobody can use up another's budget with wrong
 * signatures; the bill of the request pays for looking at those.
 */
function accountOf({ engine, buckets, till }: NodeContext, wire: Uint8Array, place: string) {
  const envelope = readEnvelope(wire);
  const body = envelope.ok && envelope.value.kind === "person" ? envelope.value.body : undefined;
  const action = body && engine.ledger.law.actionByTag.get(body.tag);
  const kind = `action ${action?.type ?? "unknown"}`;
  const person = body?.person ?? NOBODY;
  const price = till.prices.of(kind);
  if (person === NOBODY) {
    return {
      price,
      wait: () => buckets.joins.take(place),
      take: (lawMs: number) => till.prices.learn(kind, lawMs + CARRYING_MS),
    };
  }
  return {
    price,
    wait: () => till.waitForAction(person, price),
    take: (lawMs: number) => till.chargeAction(person, kind, lawMs + CARRYING_MS),
  };
}

async function submit(context: NodeContext, wire: Uint8Array, from: From): Promise<Outcome> {
  const { metrics } = context;
  const account = accountOf(context, wire, from.place);
  from.bill.add(BRINGING_MS);
  const seconds = from.bill.wait(account.price) || account.wait();
  if (seconds > 0) return refusedBy(tooMany(seconds).problem);
  // The one who brings it answers for the price until it is known who has signed it.
  from.bill.add(account.price);
  const started = context.clock.steady();
  let submission: Submission;
  try {
    submission = await context.engine.submit(wire);
  } catch (error) {
    return refusedBy(engineProblem(error));
  } finally {
    from.bill.add(-account.price);
  }
  metrics.action(submission.state, (context.clock.steady() - started) / 1000);
  const { lawMs = 0 } = submission;
  if (submission.state === "acknowledged") {
    account.take(lawMs);
    const { receipt } = submission;
    const { ledger } = context.engine;
    const look = { state: ledger.reader(), viewer: receipt.person as PersonId };
    return { json: receiptJson(receipt, seesEvents(ledger, look)) };
  }
  if (submission.state === "received") {
    account.take(lawMs);
    return { json: receivedJson(submission.id), isReceived: true };
  }
  const { id, refusal } = submission;
  if (refusal.fault.number >= 1000) account.take(lawMs);
  else from.bill.add(lawMs);
  return refusedBy(refusalProblem(refusal, { id: toHex(id), ...(await earlier(context, id)) }));
}

/** What is told about an action that is kept here and waits for enough machines to agree. */
function receivedJson(id: Uint8Array) {
  return { id: toHex(id), state: "received" };
}

function refusedBy(given: Problem): Outcome {
  return { json: given, problem: given };
}

/** Where the same bytes already are in history: anyone who sends them again learns it at once. */
async function earlier({ engine }: NodeContext, id: Uint8Array) {
  const receipt = await engine.find(id);
  return receipt === undefined ? {} : { height: receipt.height, index: receipt.index };
}

function accepted(context: NodeContext, { wires, isBatch, from }: Arrived): Response {
  for (const wire of wires) submit(context, wire, from).catch(() => {});
  const states = wires.map((wire) => receivedJson(nativeHasher.sha256(wire)));
  return Response.json(isBatch ? { receipts: states } : states[0], { status: 202 });
}

/** Says why the engine could not take an action. */
export function engineProblem(error: unknown): Problem {
  if (!(error instanceof EngineFault)) throw error;
  if (error.code === "too-busy") {
    return problem(503, "node/too-busy", "The node has too much to do.", error.remedy);
  }
  if (error.code === "law-broken") {
    return problem(500, "node/law-broken", "The law contradicts itself here.", error.remedy);
  }
  return problem(503, "node/stopped", "The node has stopped.", error.remedy);
}
