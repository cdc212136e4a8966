import { DAY, encode, inDomain, type PersonId, personId, voteFor } from "#protocol/index.js";
import { type ActionGenerator, act, type DrawContext, oneOf, peopleWith } from "../draw-context.ts";
import { rowsOf } from "../reading.ts";

interface Machine {
  readonly operator: number;
  readonly key: Uint8Array;
  readonly withdrawnAt: number;
}

/** All machines that were ever on offer. */
export function machinesIn({ ledger }: DrawContext) {
  return rowsOf<readonly [number], Machine>(ledger.law, ledger.reader(), "validators/machines");
}

/** A text of somebody's own about a machine. */
function declaration(
  context: DrawContext,
): { readonly owner: number; readonly hash: Uint8Array } | undefined {
  type Text = { readonly owner: number; readonly kind: string; readonly hash: Uint8Array };
  const { ledger } = context;
  const texts = rowsOf<readonly [Uint8Array], Text>(ledger.law, ledger.reader(), "records/texts");
  return oneOf(context, texts.filter(({ row }) => row.kind === "machine").slice(-12))?.row;
}

const describeMachine: ActionGenerator = (context) => {
  const digest = context.random.bytes(32);
  const input = { digest, audience: "public", kind: "machine", bytes: 100 };
  return act(context, oneOf(context, peopleWith(context, "member")), "records/publish", input);
};

/** Mostly a new machine of anyone who wrote the text, sometimes one that is known. */
export const offerMachine: ActionGenerator = (context) => {
  const text = declaration(context);
  if (text === undefined) return describeMachine(context);
  const { cast, random } = context;
  const person = random.once(8) ? (oneOf(context, peopleWith(context, "member")) ?? 1) : text.owner;
  const known = random.once(3) ? oneOf(context, machinesIn(context)) : undefined;
  const key = (known && cast.keyOf(known.row.key)) ?? cast.newKey();
  const named = encode(personId, person as PersonId);
  const message = inDomain("machine-offer", cast.community, named, key.publicKey);
  const proof = random.once(12) ? random.bytes(64) : key.sign(message);
  const input = { key: key.publicKey, proof, declaration: text.hash };
  return act(context, person, "validators/offer-machine", input);
};

/** Does something with a machine, mostly as its helper. */
const withMachine =
  (type: string): ActionGenerator =>
  (context) => {
    const found = oneOf(context, machinesIn(context));
    if (found === undefined) return undefined;
    const stranger = oneOf(context, peopleWith(context, "member"));
    const person = context.random.once(6) ? stranger : found.row.operator;
    return act(context, person, type, { machine: found.key[0] });
  };

/** Mostly the machine's value for an open lot; sometimes too often, too late, or another's. */
const addToLot: ActionGenerator = (context) => {
  const { cast, ledger, random } = context;
  type Lot = { readonly standing: string };
  const lots = rowsOf<readonly [string, number], Lot>(
    ledger.law,
    ledger.reader(),
    "validators/lots",
  );
  const open = lots.filter(({ row }) => row.standing === "open" || random.once(10));
  const [kind, number] = oneOf(context, open)?.key ?? ["seat", 1];
  if (open.length === 0 && !random.once(10)) return undefined;
  const key = random.once(8) ? cast.newKey() : undefined;
  return cast.say("validators/add-to-lot", { kind, number }, key);
};

/** Somebody wants a change that waits now. */
const hurryChange: ActionGenerator = (context) => {
  const { ledger } = context;
  const waiting = rowsOf<readonly [number], object>(
    ledger.law,
    ledger.reader(),
    "validators/waiting-changes",
  );
  const change = oneOf(context, waiting.slice(0, 2))?.key[0];
  if (change === undefined && !context.random.once(20)) return undefined;
  const person = oneOf(context, peopleWith(context, "member"));
  return act(context, person, "validators/hurry-change", { change: change ?? 1 });
};

/** Somebody answers yes to an open decision about seats. */
const wantSeats: ActionGenerator = (context) => {
  const { ledger } = context;
  type Decision = { readonly kind: string; readonly stage: string };
  const open = rowsOf<readonly [number], Decision>(
    ledger.law,
    ledger.reader(),
    "decisions/decisions",
  ).filter(({ row }) => row.kind === "seat" && row.stage === "open");
  const decision = oneOf(context, open.slice(-2))?.key[0];
  if (decision === undefined) return undefined;
  const ballots = rowsOf<readonly [number, number], object>(
    ledger.law,
    ledger.reader(),
    "decisions/ballots",
    [decision],
  );
  const answered = new Set(ballots.map(({ key }) => key[1]));
  const silent = peopleWith(context, "member").filter((person) => !answered.has(person));
  return act(context, oneOf(context, silent), "decisions/cast-vote", voteFor(decision, "yes"));
};

/** What helpers do with their machines, and what machines do by themselves. */
export const machineGenerators = {
  offerMachine,
  withdrawMachine: withMachine("validators/withdraw-machine"),
  takeSeat: withMachine("validators/take-seat"),
  addToLot,
  hurryChange,
  wantSeats,
} satisfies { readonly [name: string]: ActionGenerator };

/** Something that everyone may decide about machines: the action's type and its input. */
export function drawSeating(context: DrawContext): readonly [type: string, input: object] {
  const { random, now } = context;
  const offered = machinesIn(context).filter(({ row }) => row.withdrawnAt === 0 || random.once(8));
  const seated = new Set(seatedIn(context));
  const free = offered.filter(({ key }) => !seated.has(key[0]) || random.once(6));
  const machine = oneOf(context, free)?.key[0] ?? 1;
  const sitting = oneOf(context, [...seated]) ?? machine;
  const until = now + random.pick([DAY, 30 * DAY, 300 * DAY, 300 * DAY, 400 * DAY]);
  const count = random.pick([0, 1, 1, 2]);
  return random.pick<readonly [string, object]>([
    ["validators/seat-machine", { machine, until }],
    ["validators/seat-machine", { machine, until }],
    ["validators/seat-by-lot", { count, until }],
    ["validators/seat-by-lot", { count, until }],
    ["validators/unseat-machine", { machine: sitting }],
    ["validators/lift-bar", { machine }],
  ]);
}

function seatedIn({ ledger }: DrawContext): readonly number[] {
  const rows = rowsOf<readonly [number], object>(ledger.law, ledger.reader(), "validators/seats");
  return rows.map(({ key }) => key[0]);
}
