import { effectOf } from "../../client/action-input.ts";
import type { Signer } from "../../engine/embedded/signer.ts";
import { nativeHasher } from "../../engine/native-hasher.ts";
import { openFor, voteFor } from "../../protocol/decisions/index.ts";
import { present } from "../../protocol/kernel/assert.ts";
import type { PersonId } from "../../protocol/kernel/ids.ts";
import { DAY } from "../../protocol/kernel/time.ts";
import { offerProof } from "../../protocol/validators/index.ts";
import type { DemoDriver } from "./demo-driver.ts";
import { type DemoStep, step } from "./demo-step.ts";
import type { Random } from "./random.ts";

/** Somebody of the story who runs a machine, and what they say about it. */
interface Helping {
  readonly person: number;
  readonly place: string;
  readonly provider: string;
}

/** Who runs a machine, in the order in which they offer it. */
export const HELPING: readonly Helping[] = [
  { person: 1, place: "The hall on the quay, beside the stove", provider: "The hall's own line" },
  { person: 2, place: "The boathouse", provider: "Harbour Fibre" },
  { person: 10, place: "The practice, in the cupboard with the coats", provider: "Quay Telecom" },
  { person: 11, place: "The workshop, above the sawdust", provider: "Harbour Fibre" },
  { person: 7, place: "The bakery by the mill", provider: "Mill Net" },
  { person: 8, place: "The children's room, out of reach", provider: "Quay Telecom" },
  { person: 5, place: "At home, under the window", provider: "A neighbour's line" },
];

/** How many helpers a demonstration has at least and at most. */
export const HELPERS_RANGE = [4, HELPING.length] as const;

const SEAT_DAYS = 300;
/** The last moment of the story: nothing may be noted of machines that do not run yet. */
const END = 30;

/** The seeds of the machines' keys; the first is the one that made the blocks of the story. */
export function machineSeeds(random: Random, count: number): Uint8Array[] {
  return Array.from({ length: count }, (_, at) =>
    random.bytes(at === 0 ? "validator" : `validator of machine ${at + 1}`),
  );
}

/** People offer machines, everyone gives them seats, and they take them at the very end. */
export function helpingSteps(community: Uint8Array, machines: readonly Signer[]): DemoStep[] {
  if (machines.length === 0) return [];
  const numbers: number[] = [];
  let decision = 0;
  const offers = machines.map((machine, at) =>
    // One an hour, so that machines are numbered in the order of the list.
    step(10, 9 + at, async (driver) => {
      numbers[at] = await offer(driver, community, helpingAt(at), machine);
    }),
  );
  const open = step(12, 11, async (driver) => {
    decision = await proposeSeats(driver, numbers);
  });
  const answers = [1, 2, 3, 4, 5, 6, 8, 10, 11, 12, 13].map((person, at) =>
    step(12, 13 + (at % 4), (driver) =>
      driver.act(person, "decisions/cast-vote", voteFor(decision, person === 6 ? "no" : "yes")),
    ),
  );
  const takes = machines.map((_, at) =>
    step(END, 0, (driver) =>
      driver.act(helpingAt(at).person, "validators/take-seat", {
        machine: present(numbers[at], "each machine was offered"),
      }),
    ),
  );
  return [...offers, open, ...answers, ...hurrySteps(machines.length), ...takes];
}

/** Seats that a community can give at once: four, and one more within 30 days. */
const AT_ONCE = 5;
/** More than half of the people of the story. */
const HALF = 13;

/** More than half of all want the seats that wait for their turn given now. */
function hurrySteps(machines: number): DemoStep[] {
  const waiting = Math.max(0, machines - AT_ONCE);
  return Array.from({ length: waiting }, (_, at) => at + 1).flatMap((change) =>
    Array.from({ length: HALF }, (_, at) =>
      step(23, 8 + change, (driver) => driver.act(at + 1, "validators/hurry-change", { change })),
    ),
  );
}

function helpingAt(at: number): Helping {
  const helping = HELPING[at];
  if (helping === undefined) throw new Error(`the demonstration has no helper ${at + 1}`);
  return helping;
}

async function offer(
  driver: DemoDriver,
  community: Uint8Array,
  { person, place, provider }: Helping,
  machine: Signer,
): Promise<number> {
  const declaration = await driver.publish(person, {
    kind: "machine",
    audience: "public",
    content: { place, provider, address: "on this computer", software: "Folkmoot" },
  });
  const world = { community, sha256: nativeHasher.sha256 };
  const key = machine.publicKey;
  const proof = machine.sign(offerProof(world, person as PersonId, key));
  const { events } = await driver.act(person, "validators/offer-machine", {
    key,
    proof,
    declaration,
  });
  return Number(events[0]?.data["machine"]);
}

async function proposeSeats(driver: DemoDriver, machines: readonly number[]): Promise<number> {
  const by = 2;
  const body =
    "Our records lie on one machine in the hall. If it burns, they are gone; and anyone who has its " +
    "key could refuse to write down what we do.\n\n" +
    "These machines stand in different places and are run by different people. Together they go " +
    "on when one of them fails, and none of them can change anything alone.";
  const text = await driver.publish(by, {
    kind: "proposal",
    audience: "public",
    content: { title: `Keep our records on ${machines.length} machines`, body },
  });
  const until = driver.now() + SEAT_DAYS * DAY;
  const effects = machines.map((machine) =>
    effectOf({ type: "validators/seat-machine", input: { machine, until } }),
  );
  const opened = await driver.act(
    by,
    "decisions/open",
    openFor({ circle: 1, kind: "seat", text, effects }),
  );
  return Number(opened.events[0]?.data["decision"]);
}
