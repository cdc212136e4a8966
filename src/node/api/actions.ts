import { momentOf } from "../../engine/chain-params.ts";
import type { Engine, Submission } from "../../engine/engine.ts";
import { EngineFault } from "../../engine/engine-fault.ts";
import { nativeHasher } from "../../engine/native-hasher.ts";
import { decodeBlock } from "../../protocol/chain/index.ts";
import { fromHex, toHex } from "../../protocol/kernel/bytes.ts";
import { claimedPerson } from "../../protocol/kernel/envelope.ts";
import { NOBODY, type PersonId } from "../../protocol/kernel/ids.ts";
import { ACTION_BYTES_MAX } from "../../protocol/kernel/limits.ts";
import type { Plain } from "../../protocol/kernel/plain.ts";
import type { Api, NodeContext } from "../context.ts";
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
  const { engine, limits, buckets } = context;
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
    const { place } = c.var.asker;
    const seconds = buckets.actions.take(place, wires.length);
    if (seconds > 0) throw tooMany(seconds);
    if (c.req.header("prefer") === "respond-async")
      return accepted(context, { wires, isBatch, place });
    const outcomes = await Promise.all(wires.map((wire) => submit(context, wire, place)));
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
  readonly place: string;
}

interface Outcome {
  readonly json: { readonly [name: string]: Plain | undefined };
  readonly problem?: Problem;
  /** It is kept, but not agreed on yet. */
  readonly isReceived?: boolean;
}

/**
 * On whose account an action is counted.
 *
 * Why by place where nobody is named yet: all who join would else be one person, and one stranger
 * could stop all joining.
 */
function shareOf({ buckets }: NodeContext, wire: Uint8Array, place: string) {
  const person = claimedPerson(wire);
  const [bucket, name] =
    person === NOBODY ? [buckets.joins, place] : [buckets.persons, String(person)];
  return { wait: () => bucket.wait(name), take: () => bucket.take(name) };
}

async function submit(context: NodeContext, wire: Uint8Array, place: string): Promise<Outcome> {
  const { metrics } = context;
  const share = shareOf(context, wire, place);
  const seconds = share.wait();
  if (seconds > 0) return refusedBy(tooMany(seconds).problem);
  const started = context.clock.steady();
  let submission: Submission;
  try {
    submission = await context.engine.submit(wire);
  } catch (error) {
    return refusedBy(engineProblem(error));
  }
  metrics.action(submission.state, (context.clock.steady() - started) / 1000);
  if (submission.state === "acknowledged") {
    share.take();
    const { receipt } = submission;
    const { ledger } = context.engine;
    const look = { state: ledger.reader(), viewer: receipt.person as PersonId };
    return { json: receiptJson(receipt, seesEvents(ledger, look)) };
  }
  if (submission.state === "received") {
    share.take();
    return { json: receivedJson(submission.id), isReceived: true };
  }
  const { id, refusal } = submission;
  if (refusal.fault.number >= 1000) share.take();
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

function accepted(context: NodeContext, { wires, isBatch, place }: Arrived): Response {
  for (const wire of wires) submit(context, wire, place).catch(() => {});
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
