import { nativeHasher } from "#engine/native-hasher.js";
import { DAY, encode, inDomain, type PersonId, personId } from "#protocol/index.js";
import { rowsOf } from "../reading.ts";
import { act, oneOf, peopleWith, type Scene, type Stage } from "../stage.ts";

interface Machine {
  readonly operator: number;
  readonly key: Uint8Array;
}

function machinesIn({ ledger }: Stage) {
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
  const hash = stage.random.bytes(32);
  const input = { hash, audience: "public", kind: "machine", bytes: 100 };
  return act(stage, oneOf(stage, peopleWith(stage, "member")), "records/publish", input);
};

/** Mostly a new machine of whoever wrote the text, sometimes one that is known. */
const offerMachine: Scene = (stage) => {
  const text = declaration(stage);
  if (text === undefined) return describeMachine(stage);
  const { cast, random } = stage;
  const person = random.once(8) ? (oneOf(stage, peopleWith(stage, "member")) ?? 1) : text.owner;
  const known = random.once(3) ? oneOf(stage, machinesIn(stage)) : undefined;
  const key = (known && cast.keyOf(known.row.key)) ?? cast.newKey();
  const named = encode(personId, person as PersonId);
  const message = inDomain("machine-offer", cast.community, named, key.publicKey);
  const proof = random.once(12) ? random.bytes(64) : key.sign(nativeHasher.sha256(message));
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

/** What helpers do with their machines. */
export const machineScenes: { readonly [name: string]: Scene } = {
  offerMachine,
  withdrawMachine: withMachine("validators/withdraw-machine"),
  takeSeat: withMachine("validators/take-seat"),
};

/** Something that everyone may decide about machines: the action's type and its input. */
export function drawSeating(stage: Stage): readonly [type: string, input: object] {
  const { random, now } = stage;
  const machine = oneOf(stage, machinesIn(stage))?.key[0] ?? 1;
  const until = now + random.pick([DAY, 30 * DAY, 300 * DAY, 400 * DAY]);
  const count = random.pick([0, 1, 1, 2]);
  return random.pick<readonly [string, object]>([
    ["validators/seat-machine", { machine, until }],
    ["validators/seat-machine", { machine, until }],
    ["validators/seat-by-lot", { count, until }],
    ["validators/unseat-machine", { machine }],
    ["validators/lift-bar", { machine }],
  ]);
}
