import { nativeHasher } from "#engine/native-hasher.js";
import { communityOf, folkmootLaw, HOUR, type Seen } from "#protocol/index.js";
import { type Cast, createCast } from "../cast.ts";
import { drawFounding } from "../founding.ts";
import { pretendKeys } from "../keys.ts";
import { createRandom } from "../random.ts";
import { foundReplica, type Replica } from "../replica.ts";
import type { Adversary, Reached } from "./adversary.ts";

const PEOPLE = 4;
/** Actions that are signed in a history, and that the operator carries into the other. */
const SIGNED = 40;

/** A community with one machine, whose operator keeps two histories of it. */
interface Stand {
  readonly cast: Cast;
  readonly shown: Replica;
  readonly hidden: Replica;
  height: number;
  now: number;
}

function stand(): Stand {
  const name = "operator";
  const drawn = drawFounding(folkmootLaw, pretendKeys, createRandom(11), { name });
  const { document, founders, validator } = drawn;
  const community = communityOf(nativeHasher, folkmootLaw, document);
  const deps = { law: folkmootLaw, document, ...pretendKeys };
  const cast = createCast(folkmootLaw, pretendKeys, { community, founders, validator, name });
  const [shown, hidden] = [foundReplica(deps), foundReplica(deps)];
  return { cast, shown, hidden, height: 0, now: document.foundedAt };
}

/** Somebody publishes a text; each time another one. */
function sign({ cast, now }: Stand, person: number, seen: Seen, word: number): Uint8Array {
  const device = cast.deviceOf(person);
  if (device === undefined) throw new Error("founders have devices");
  const hash = nativeHasher.sha256(new TextEncoder().encode(`text ${word}`));
  const input = { digest: hash, audience: "public", kind: "note", bytes: 50 };
  return cast.sign(device, "records/publish", input, { now, seen });
}

/** Makes a block with some actions, and tells which were done. */
function make(on: Stand, replica: Replica, wires: readonly Uint8Array[]): number {
  const { ledger } = replica;
  const actions = wires.map((wire) => ledger.stateMachine.decode(wire));
  const { receipts } = replica.execute({ height: ledger.height() + 1, time: on.now, actions });
  return receipts.filter(({ code }) => code === 0).length;
}

/** Both histories have gone the same way for a while, and then not any more. */
function splitAfter(blocks: number): Stand {
  const on = stand();
  for (let at = 0; at < blocks; at += 1) {
    on.now += HOUR / 10;
    const wire = sign(on, 1 + (at % PEOPLE), on.shown.ledger.seen(), at);
    make(on, on.shown, [wire]);
    make(on, on.hidden, [wire]);
  }
  on.now += HOUR / 10;
  // The operator leaves one person's action out of what others are shown.
  make(on, on.shown, [sign(on, 1, on.shown.ledger.seen(), 1000)]);
  make(on, on.hidden, [sign(on, 2, on.hidden.ledger.seen(), 1001)]);
  return on;
}

/** Carries what is signed in one history into the other. */
function carry(on: Stand, seenOf: () => Seen): number {
  let carried = 0;
  for (let at = 0; at < SIGNED; at += 1) {
    on.now += HOUR / 10;
    const wire = sign(on, 1 + (at % PEOPLE), seenOf(), 2000 + at);
    make(on, on.shown, [wire]);
    carried += make(on, on.hidden, [wire]);
  }
  return carried;
}

/** Somebody whose device has seen a page after the parting signs; the operator uses it elsewhere. */
function twoHistories(): Reached {
  const on = splitAfter(10);
  const carried = carry(on, () => on.shown.ledger.seen());
  return { tried: "two people are shown two histories", signed: SIGNED, carried };
}

/** The operator restores an old backup and goes on from it, with what was signed since. */
function oldBackup(): Reached {
  const on = splitAfter(10);
  const wires: Uint8Array[] = [];
  for (let at = 0; at < SIGNED; at += 1) {
    on.now += HOUR / 10;
    const wire = sign(on, 1 + (at % PEOPLE), on.shown.ledger.seen(), 2000 + at);
    make(on, on.shown, [wire]);
    wires.push(wire);
  }
  // First while the restored record is shorter, then once it has outgrown what was signed.
  let carried = make(on, on.hidden, wires);
  for (let at = 0; at < SIGNED + 5; at += 1) {
    on.now += 1000;
    make(on, on.hidden, [sign(on, 3, on.hidden.ledger.seen(), 4000 + at)]);
  }
  carried += make(on, on.hidden, wires);
  return { tried: "an old backup, and what was signed since", signed: SIGNED, carried };
}

/** What remains: a device that has verified no page since the parting cannot tell. */
function sleepers(): Reached {
  const on = splitAfter(10);
  const before = seenBefore();
  const carried = carry(on, () => before);
  return { tried: "devices that have seen no page since the parting", signed: SIGNED, carried };
}

/** What devices had seen before the histories parted; the same each time. */
function seenBefore(): Seen {
  const on = stand();
  let seen = on.shown.ledger.seen();
  for (let at = 0; at < 10; at += 1) {
    on.now += HOUR / 10;
    make(on, on.shown, [sign(on, 1 + (at % PEOPLE), on.shown.ledger.seen(), at)]);
    seen = on.shown.ledger.seen();
  }
  return seen;
}

/** Anyone who runs the one machine and lies. */
export const operator: Adversary = {
  name: "operator",
  about: "The operator of the one machine shows two histories, or goes on from an old backup.",
  *play() {
    yield twoHistories();
    yield oldBackup();
    yield sleepers();
  },
};
