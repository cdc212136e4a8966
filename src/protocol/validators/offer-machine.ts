import { type CheckContext, defineAction } from "../kernel/action.ts";
import { present } from "../kernel/assert.ts";
import { type Refusal, refuse } from "../kernel/fault.ts";
import { NOBODY, type PersonId } from "../kernel/ids.ts";
import { bytes, bytes32, record } from "../kernel/schema.ts";
import { isStrictKey } from "../kernel/signature.ts";
import type { Reader } from "../kernel/state.ts";
import { DAY } from "../kernel/time.ts";
import { explain } from "../kernel/why.ts";
import { requireMember } from "../membership/index.ts";
import { holdText, releaseText, textOf } from "../texts/index.ts";
import { machineOffered } from "./events.ts";
import { validatorsFaults as faults } from "./faults.ts";
import { isHeldBy } from "./held-texts.ts";
import {
  addMachine,
  addressOf,
  everOf,
  machineAt,
  offeredSince,
  offerProof,
  offersOf,
  seatOf,
} from "./machine.ts";
import {
  MACHINES_EVER_MAX,
  MACHINES_OF_ONE_MAX,
  machines,
  machinesOf,
  OFFERING_DAYS,
  seats,
} from "./types.ts";

interface Input {
  readonly key: Uint8Array;
  readonly proof: Uint8Array;
  readonly declaration: Uint8Array;
}

/**
 * Offers a machine that is to help sign blocks, describes it again, or says who runs one that has
 * signed from the founding on.
 *
 * Source: README.md, rules 1 and 2.
 */
export const offerMachine = defineAction({
  type: "validators/offer-machine",
  tag: 0x0801,
  author: "person",
  summary: "Offers a machine that you run to help keep the community's records.",
  visibility: "everyone",
  input: record({ key: bytes32, proof: bytes(64), declaration: bytes32 }),
  about: {
    key: "the machine's public key",
    proof: "the machine's signature that you offer it",
    declaration: "the hash of a public text: where it stands, with whom, how to reach it",
  },
  refuses: [
    "membership/has-left",
    "membership/not-a-member",
    "membership/not-yet-admitted",
    "validators/bad-key",
    "validators/bad-proof",
    "validators/no-declaration",
    "validators/offered-lately",
    "validators/one-seat",
    "validators/taken-machine",
    "validators/too-many-keys",
    "validators/too-many-machines",
  ],
  check: (context) => refusalOfOffer(context) ?? refusalOfPlace(context),
  apply({ state, author, input, now, sha256 }) {
    const { key, declaration } = input;
    const known = machineAt(state, addressOf({ sha256 }, key));
    holdText(state, declaration);
    if (known === undefined) {
      const row = { key, operator: author, declaration, since: now, withdrawnAt: 0, barredAt: 0 };
      const machine = addMachine(state, { sha256 }, row);
      return [machineOffered([author], { machine, operator: author })];
    }
    const row = present(machines.get(state, [known]), "a known machine is there");
    const isBack = row.withdrawnAt !== 0;
    if (isHeldBy(row)) releaseText(state, row.declaration);
    const since = isBack ? now : row.since;
    machines.put(state, [known], { ...row, operator: author, declaration, since, withdrawnAt: 0 });
    machinesOf.put(state, [author, known], {});
    return [machineOffered([author], { machine: known, operator: author })];
  },
  why: ({ state, author }) =>
    explain(
      "validators/offer-machine",
      "Every member may offer machines; everyone together decides which of them have a seat.",
      { offered: offersOf(state, author), most: MACHINES_OF_ONE_MAX },
      "The machine is on offer; it changes nothing until it has a seat and you take it.",
    ),
});

function refusalOfOffer(context: CheckContext<Input, "person">): Refusal | undefined {
  const { state, author, input } = context;
  const stranger = requireMember(state, author);
  if (stranger !== undefined) return stranger;
  if (!isStrictKey(input.key)) return refuse(faults["bad-key"]);
  const message = offerProof(context, author, input.key);
  if (!context.verify(input.key, message, input.proof)) return refuse(faults["bad-proof"]);
  return isDeclaration(state, author, input.declaration)
    ? undefined
    : refuse(faults["no-declaration"]);
}

function isDeclaration(state: Reader, author: PersonId, hash: Uint8Array): boolean {
  const text = textOf(state, hash);
  if (text === undefined || text.erasedAt !== 0 || text.owner !== author) return false;
  return text.kind === "machine" && text.audience === "public";
}

/**
 * Refuses a machine that is somebody else's, a second seat, and one machine too many.
 *
 * Why so many new keys in some days: else a thief would offer and withdraw all that a person ever may.
 */
function refusalOfPlace({ state, author, input, now, sha256 }: CheckContext<Input, "person">) {
  const known = machineAt(state, addressOf({ sha256 }, input.key));
  const row = known === undefined ? undefined : machines.get(state, [known]);
  const operator = row?.operator ?? NOBODY;
  if (operator !== NOBODY && operator !== author) return refuse(faults["taken-machine"]);
  const isSeated = known !== undefined && seats.has(state, [known]);
  const own = seatOf(state, author);
  if (isSeated && own !== undefined && own !== known) return refuse(faults["one-seat"], { own });
  if (operator === author && row?.withdrawnAt === 0) return undefined;
  if (known === undefined && everOf(state, author) >= MACHINES_EVER_MAX) {
    return refuse(faults["too-many-keys"], { most: MACHINES_EVER_MAX });
  }
  const most = MACHINES_OF_ONE_MAX;
  if (offersOf(state, author) >= most) return refuse(faults["too-many-machines"], { most });
  const lately = offeredSince(state, author, now - OFFERING_DAYS * DAY);
  const isPaced = known === undefined && lately >= most;
  return isPaced ? refuse(faults["offered-lately"], { most }) : undefined;
}
