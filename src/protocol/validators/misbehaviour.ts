import type { Misbehaviour } from "../kernel/block-evidence.ts";
import type { Event } from "../kernel/event.ts";
import type { Writer } from "../kernel/state.ts";
import { machineBarred } from "./events.ts";
import { machineAt } from "./machine.ts";
import { bar } from "./seat.ts";
import { peopleOf } from "./signing.ts";
import { misbehaviours } from "./types.ts";

/**
 * Bars machines that are proven to have signed two things at one height.
 *
 * Why once for each height: the same proof may come again, also after people have lifted the bar.
 */
export function barMisbehaving(
  state: Writer,
  proven: readonly Misbehaviour[],
  now: number,
): readonly Event[] {
  return proven.flatMap(({ kind, address, height }) => {
    const machine = machineAt(state, address);
    if (machine === undefined || misbehaviours.has(state, [address, height])) return [];
    misbehaviours.put(state, [address, height], { kind, at: now });
    bar(state, machine, now);
    return [machineBarred(peopleOf(state, machine), { machine, height })];
  });
}
