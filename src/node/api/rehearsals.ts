import type { AnyAction } from "../../protocol/kernel/action.ts";
import type { Refusal } from "../../protocol/kernel/fault.ts";
import { EVERYONE, type PersonId } from "../../protocol/kernel/ids.ts";
import { fromPlain, type Plain, toPlain } from "../../protocol/kernel/plain.ts";
import { withSalts } from "../../protocol/kernel/salts.ts";
import type { Api, NodeContext } from "../context.ts";
import { badRequest } from "../problem.ts";
import { readJson } from "./body.ts";
import { whyOf } from "./why.ts";

/** Adds what would happen: the same rules, without a signature and without a trace. */
export function addRehearsalRoutes(api: Api, context: NodeContext): void {
  const { engine, limits } = context;
  api.post("/rehearsals", async (c) => {
    const given = await readJson(c.req.raw, limits.jsonBytesMax);
    const action = engine.ledger.law.actionByType.get(String(given["type"]));
    if (action === undefined) throw badRequest("type: the law knows no such action");
    const person = given["person"] ?? 0;
    if (
      !Number.isSafeInteger(person) ||
      (person as number) < 0 ||
      (person as number) > 0xffffffff
    ) {
      throw badRequest("person: not a person's number");
    }
    const device = given["device"] ?? 0;
    if (!Number.isSafeInteger(device) || (device as number) < 0 || (device as number) > 0xffff) {
      throw badRequest("device: not a device's number");
    }
    if (action.author === "machine") throw badRequest("Machines say this by themselves.");
    // A rehearsal writes nothing, so that random bytes are not needed.
    const whole = withSalts(action.input, given["input"] ?? {}, (length) => "00".repeat(length));
    const input = fromPlain(action.input, whole);
    if (!input.ok) throw badRequest(`input: ${input.reason}`);
    const who = { person: person as number, device: device as number };
    return c.var.bill.run(() => c.json(rehearse(context, action, who, input.value)));
  });
}

function rehearse(
  { engine, clock }: NodeContext,
  action: AnyAction,
  { person, device }: { readonly person: number; readonly device: number },
  input: unknown,
): { readonly refusal: Plain; readonly why: Plain } {
  const now = Math.max(clock.now(), engine.head().time + 1);
  const author = action.author === "circle" ? EVERYONE : (person as PersonId);
  const state = engine.ledger.reader();
  const check = {
    ...engine.ledger.stateMachine.ruleContext(now),
    state,
    author,
    decision: 0,
    proposedAt: now,
    device,
    input,
  } as never;
  const refusal = action.check(check) as Refusal | undefined;
  const why = whyOf(() => action.why(check));
  return { refusal: refusalJson(refusal), why: toPlain(why ?? null) };
}

/** A refusal as it stands inside another answer. */
export function refusalJson(refusal: Refusal | undefined): Plain {
  if (refusal === undefined) return null;
  const { code, number, sentence, remedy } = refusal.fault;
  return { code, number, sentence, remedy, details: refusal.details };
}
