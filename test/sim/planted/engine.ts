import type { Engine, Submission } from "#engine/engine.js";
import type { Bug } from "./bug.ts";

/** Tells everybody that what was refused has been done. */
function flattering(engine: Engine): Engine {
  return {
    ...engine,
    async submit(wire): Promise<Submission> {
      const answer = await engine.submit(wire);
      if (answer.state === "acknowledged") return answer;
      const { id } = answer;
      const { height } = engine.head();
      const none = { type: "", person: 0, code: 0, refusal: undefined, events: [] };
      return { state: "acknowledged", receipt: { id, height, index: 0, ...none } };
    },
  };
}

/** Bugs in how blocks are kept. */
export const engineBugs: readonly Bug[] = [
  {
    name: "missing fsync",
    where: "engine",
    deps: () => ({ store: { neverSyncs: true } }),
  },
  {
    name: "acknowledged before written",
    where: "engine",
    deps: () => ({ store: { writesLater: true } }),
  },
  {
    name: "a batch written in halves",
    where: "engine",
    deps: () => ({ store: { writesInHalves: true } }),
  },
  {
    name: "a steady clock that jumps with the other",
    where: "engine",
    deps: () => ({
      wrapClock: (clock) => ({ now: clock.now, steady: () => clock.truth() + clock.error() }),
    }),
  },
  {
    name: "refused, but acknowledged",
    where: "engine",
    deps: () => ({ wrapEngine: flattering }),
  },
];
