import { DAY, encode, inDomain, type PersonId, personId, voteFor } from "#protocol/index.js";
import { rowsOf } from "../reading.ts";
import { act, oneOf, peopleWith, type Scene, type Stage } from "../stage.ts";

interface Machine {
  readonly operator: number;
  readonly key: Uint8Array;
  readonly withdrawnAt: number;
}

/** All machines that were ever on offer. */
export function machinesIn({ ledger }: Stage) {
  return rowsOf<readonly [number], Machine>(ledger.law, ledger.reader(), "validators/machines");
}

/** A text of somebody's own about a machine. */
function declaration(
  stage: Stage,
): { readonly owner: number; readonly hash: Uint8Array } | undefined {
  type Text = { readonly owner: number; readonly kind: string; readonly hash: Uint8Array };
  const { ledger } = stage;
  const texts = rowsOf<readonly [Uint8Array], Text>(ledger.law, ledger.reader(), "records/texts");
  return oneOf(stage, texts.filter(({ row }) => row.kind === "machine").slice(-12))?.row;
}

const describeMachine: Scene = (stage) => {
  const digest = stage.random.bytes(32);
  const input = { digest, audience: "public", kind: "machine", bytes: 100 };
  return act(stage, oneOf(stage, peopleWith(stage, "member")), "records/publish", input);
};

/** Mostly a new machine of whoever wrote the text, sometimes one that is known. */
export const offerMachine: Scene = (stage) => {
  const text = declaration(stage);
  if (text === undefined) return describeMachine(stage);
  const { cast, random } = stage;
  const person = random.once(8) ? (oneOf(stage, peopleWith(stage, "member")) ?? 1) : text.owner;
  const known = random.once(3) ? oneOf(stage, machinesIn(stage)) : undefined;
  const key = (known && cast.keyOf(known.row.key)) ?? cast.newKey();
  const named = encode(personId, person as PersonId);
  const message = inDomain("machine-offer", cast.community, named, key.publicKey);
  const proof = random.once(12) ? random.bytes(64) : key.sign(message);
  const input = { key: key.publicKey, proof, declaration: text.hash };
  return act(stage, person, "validators/offer-machine", input);
};

/** Does something with a machine, mostly as its helper. */
const withMachine =
  (type: string): Scene =>
  (stage) => {
    const found = oneOf(stage, machinesIn(stage));
    if (found === undefined) return undefined;
    const stranger = oneOf(stage, peopleWith(stage, "member"));
    const person = stage.random.once(6) ? stranger : found.row.operator;
    return act(stage, person, type, { machine: found.key[0] });
  };

/** Mostly the machine's value for an open lot; sometimes too often, too late, or another's. */
const addToLot: Scene = (stage) => {
  const { cast, ledger, random } = stage;
  type Lot = { readonly standing: string };
  const lots = rowsOf<readonly [string, number], Lot>(
    ledger.law,
    ledger.reader(),
    "validators/lots",
  );
  const open = lots.filter(({ row }) => row.standing === "open" || random.once(10));
  const [kind, number] = oneOf(stage, open)?.key ?? ["seat", 1];
  if (open.length === 0 && !random.once(10)) return undefined;
  const key = random.once(8) ? cast.newKey() : undefined;
  return cast.say("validators/add-to-lot", { kind, number }, key);
};

/** Somebody wants a change that waits now. */
const hurryChange: Scene = (stage) => {
  const { ledger } = stage;
  const waiting = rowsOf<readonly [number], object>(
    ledger.law,
    ledger.reader(),
    "validators/waiting-changes",
  );
  const change = oneOf(stage, waiting.slice(0, 2))?.key[0];
  if (change === undefined && !stage.random.once(20)) return undefined;
  const person = oneOf(stage, peopleWith(stage, "member"));
  return act(stage, person, "validators/hurry-change", { change: change ?? 1 });
};

/** Somebody answers yes to an open decision about seats. */
const wantSeats: Scene = (stage) => {
  const { ledger } = stage;
  type Decision = { readonly kind: string; readonly stage: string };
  const open = rowsOf<readonly [number], Decision>(
    ledger.law,
    ledger.reader(),
    "decisions/decisions",
  ).filter(({ row }) => row.kind === "seat" && row.stage === "open");
  const decision = oneOf(stage, open.slice(-2))?.key[0];
  if (decision === undefined) return undefined;
  const ballots = rowsOf<readonly [number, number], object>(
    ledger.law,
    ledger.reader(),
    "decisions/ballots",
    [decision],
  );
  const answered = new Set(ballots.map(({ key }) => key[1]));
  const silent = peopleWith(stage, "member").filter((person) => !answered.has(person));
  return act(stage, oneOf(stage, silent), "decisions/cast-vote", voteFor(decision, "yes"));
};

/** What helpers do with their machines, and what machines do by themselves. */
export const machineScenes: { readonly [name: string]: Scene } = {
  offerMachine,
  withdrawMachine: withMachine("validators/withdraw-machine"),
  takeSeat: withMachine("validators/take-seat"),
  addToLot,
  hurryChange,
  wantSeats,
};

/** Something that everyone may decide about machines: the action's type and its input. */
export function drawSeating(stage: Stage): readonly [type: string, input: object] {
  const { random, now } = stage;
  const offered = machinesIn(stage).filter(({ row }) => row.withdrawnAt === 0 || random.once(8));
  const seated = new Set(seatedIn(stage));
  const free = offered.filter(({ key }) => !seated.has(key[0]) || random.once(6));
  const machine = oneOf(stage, free)?.key[0] ?? 1;
  const sitting = oneOf(stage, [...seated]) ?? machine;
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

function seatedIn({ ledger }: Stage): readonly number[] {
  const rows = rowsOf<readonly [number], object>(ledger.law, ledger.reader(), "validators/seats");
  return rows.map(({ key }) => key[0]);
}
