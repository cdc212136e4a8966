import type { Engine } from "../../engine/engine.ts";
import { compareBytes, equalBytes, fromHex } from "../../protocol/kernel/bytes.ts";
import type { AnyTable } from "../../protocol/kernel/table.ts";
import type { Law } from "../../protocol/law.ts";
import { isRangeVisible } from "../../protocol/visible.ts";
import type { Api, NodeContext } from "../context.ts";
import { badRequest, notFound, notVisible, ProblemError, problem } from "../problem.ts";
import { PART_BYTES } from "../proving/prove-view.ts";
import { tableAt } from "../proving/table-ranges.ts";
import { heightOf } from "./light.ts";
import { lookOf } from "./seeing.ts";

/** How long a question for the newest state waits for the block that carries its root. */
const PROOF_WAIT = 2000;

const JSON_TYPE = { "content-type": "application/json" };

/**
 * Adds proofs of what a range of a table's keys holds, completely.
 *
 * Shape: the table is named in the path, or by the key in `from` alone: a light client knows keys
 * and no names.
 */
export function addProofRoutes(api: Api, context: NodeContext): void {
  const { engine } = context;
  api.on("GET", ["/proofs", "/proofs/:room/:table"], async (c) => {
    const { law } = engine.ledger;
    const table = tableOf(law, c.req.param("room"), c.req.param("table"), c.req.query("from"));
    const from = keyOf("from", c.req.query("from"), table) ?? table.keyBytes([]);
    const until = keyOf("until", c.req.query("until"), table) ?? table.endBytes([]);
    if (until !== undefined && compareBytes(from, until) >= 0) {
      throw badRequest("until: not behind from");
    }
    if (!isRangeVisible(table, { from, until }, lookOf(context, c))) throw notVisible();
    const asked = c.req.query("height");
    const height =
      asked === undefined ? await provenHeight(engine) : heightOf(asked, engine.head().height);
    const steps = engine.ledger.proveInParts(height - 1, { from, until }, PART_BYTES);
    const answer = await c.var.bill.inParts(steps);
    if (!answer.ok) throw noProof(answer.reason, height);
    return c.var.bill.run(() => c.body(proofJson(height, answer.proof), 200, JSON_TYPE));
  });
}

/** Written by hand: digits of base64 need no look at each of millions of letters. */
function proofJson(height: number, { buffer, byteOffset, length }: Uint8Array): string {
  const digits = Buffer.from(buffer, byteOffset, length).toString("base64");
  return `{"height":${height},"proof":"${digits}"}`;
}

/**
 * The newest height whose header carries the newest root; waits for the block that will.
 *
 * Why: a header carries the root of the state before its block, so the newest change needs one more.
 */
export async function provenHeight(engine: Engine): Promise<number> {
  const { height, root } = engine.head();
  const light = await engine.lightBlock(height);
  if (light !== undefined && equalBytes(light.signedHeader.header.appHash, root)) return height;
  await new Promise<void>((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      stop();
      resolve();
    };
    const stop = engine.subscribe(done);
    const timer = setTimeout(done, PROOF_WAIT);
  });
  return engine.head().height;
}

function tableOf(
  law: Law,
  room: string | undefined,
  name: string | undefined,
  from: string | undefined,
): AnyTable {
  const key = fromHex(from ?? "");
  const table =
    room === undefined
      ? tableAt(law, key ?? new Uint8Array(0))
      : law.tableByName.get(`${room}/${name}`);
  if (table === undefined) throw notFound("This table");
  return table;
}

function keyOf(field: string, text: string | undefined, table: AnyTable): Uint8Array | undefined {
  if (text === undefined || text === "") return undefined;
  const key = fromHex(text);
  if (key?.length !== 32) throw badRequest(`${field}: not a key of 64 hexadecimal digits`);
  const end = table.endBytes([]);
  const isBelow = compareBytes(key, table.keyBytes([])) < 0;
  if (isBelow || (end !== undefined && compareBytes(key, end) > 0)) {
    throw badRequest(`${field}: not a key of this table`);
  }
  return key;
}

/** Says why there is no proof at a height. */
export function noProof(reason: "height-not-held" | "too-long", height: number): ProblemError {
  return reason === "too-long"
    ? new ProblemError(
        problem(
          413,
          "node/proof-too-long",
          "The proof would be too long.",
          "Ask for less at once.",
        ),
      )
    : new ProblemError(
        problem(
          404,
          "node/height-not-held",
          `The state at block ${height} is not held any more.`,
          "Ask for a newer height.",
        ),
      );
}
