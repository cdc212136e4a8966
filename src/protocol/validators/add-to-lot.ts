import { type CheckContext, defineAction } from "../kernel/action.ts";
import { present } from "../kernel/assert.ts";
import { type Refusal, refuse } from "../kernel/fault.ts";
import { encode, record, u32 } from "../kernel/schema.ts";
import { explain } from "../kernel/why.ts";
import { validatorsFaults as faults } from "./faults.ts";
import { type LotName, lotKind, lotName, lots, lotValues } from "./lot-types.ts";
import { askedAs, lotOf } from "./lots.ts";
import { closeLot } from "./seat-lot.ts";

/**
 * Gives a machine's value to a lot: the only one that its key has for it.
 *
 * Source: README.md, rule 12.
 */
export const addToLot = defineAction({
  type: "validators/add-to-lot",
  tag: 0x0808,
  author: "machine",
  visibility: "everyone",
  says: { proof: "vrf", matter: (lot: LotName) => encode(lotName, lot) },
  summary: "Gives a machine's value to a lot.",
  input: record({ kind: lotKind, number: u32 }),
  about: { kind: "what the lot is for", number: "its running number among those of its kind" },
  refuses: [
    "validators/lot-over",
    "validators/no-such-lot",
    "validators/not-asked",
    "validators/value-given",
  ],
  check: (context) => refusalOfValue(context),
  apply({ state, author, input, now, sha256 }) {
    const { kind, number } = input;
    const machine = present(askedAs(state, { sha256 }, input, author.key), "the machine is asked");
    const word = present(lotValues.get(state, [kind, number, machine]), "the machine is asked");
    lotValues.put(state, [kind, number, machine], { ...word, at: now, value: author.value });
    const row = lotOf(state, input);
    const given = row.given + 1;
    lots.put(state, [kind, number], { ...row, given });
    return given === row.asked ? closeLot(state, { sha256 }, input, now) : [];
  },
  why: ({ input: { kind, number } }) =>
    explain(
      "validators/add-to-lot",
      "Each machine that signed when the lot was opened gives it the one value that its key has for it.",
      { kind, number },
      "Once all have given theirs, the lot is drawn.",
    ),
});

function refusalOfValue(context: CheckContext<LotName, "machine">): Refusal | undefined {
  const { state, author, input, now, sha256 } = context;
  const { kind, number } = input;
  const lot = lots.get(state, [kind, number]);
  if (lot === undefined) return refuse(faults["no-such-lot"], { kind, number });
  if (lot.standing !== "open" || lot.until <= now) return refuse(faults["lot-over"]);
  const machine = askedAs(state, { sha256 }, input, author.key);
  if (machine === undefined) return refuse(faults["not-asked"]);
  const isGiven = lotValues.get(state, [kind, number, machine])?.at !== 0;
  return isGiven ? refuse(faults["value-given"]) : undefined;
}
