import { type Law, present } from "#protocol/index.js";
import { lawOfTwo } from "../editions.ts";
import type { Bug } from "./bug.ts";

/** The first of the simulation's editions, without a bug. */
const sound = present(lawOfTwo.editions[0], "there is a first edition");

const memory = () => present(sound.memory, "the law keeps what has been");

/** Makes a law with a bug its own and only edition, which is what the state asks for. */
function faulty(changed: Partial<Law>): Law {
  const editions: Law[] = [];
  const law: Law = { ...sound, ...changed, editions };
  editions.push(law);
  return law;
}

/** Believes whatever history a signature names. */
const credulous = (): Law => faulty({ memory: { ...memory(), objection: () => undefined } });

/** Records the state before every block, also before one that changes nothing. */
const restless = (): Law =>
  faulty({
    memory: { ...memory(), record: () => {} },
    rooms: sound.rooms.map((room) => {
      if (room.name !== "witness") return room;
      const run = ({ state, before, now }: Parameters<NonNullable<typeof room.due>["run"]>[0]) => {
        memory().record(state, before, now);
        return [];
      };
      return { ...room, due: { next: () => undefined, run } };
    }),
  });

/** Bugs in how a signature binds to a history. */
export const witnessBugs: readonly Bug[] = [
  { name: "`seen` not checked", where: "law", deps: () => ({ makeLaw: credulous }) },
  { name: "recording that never rests", where: "law", deps: () => ({ makeLaw: restless }) },
];
