import type { Surroundings } from "../kernel/action.ts";
import type { DecisionId, MachineId } from "../kernel/ids.ts";
import type { Writer } from "../kernel/state.ts";
import { addMachine, addressOf, machineAt, unclaimed } from "./machine.ts";
import { giveSeat, suspend, take } from "./seat.ts";
import { longestTerm } from "./term.ts";
import { seats, signers } from "./types.ts";

const BY_NOBODY = 0 as DecisionId;

/**
 * Takes over the machines that sign where consensus begins anew.
 *
 * Why machines that are not named keep their seat and pause: they were missing, not judged; their
 * helpers take the seat again when they are back.
 */
export function takeOverNamed(
  state: Writer,
  world: Pick<Surroundings, "sha256">,
  named: readonly Uint8Array[],
  now: number,
): void {
  const numbers = new Set<MachineId>();
  for (const key of named) {
    const known = machineAt(state, addressOf(world, key));
    numbers.add(known ?? addMachine(state, world, unclaimed(key, now)));
  }
  for (const { key } of [...signers.entries(state, [])]) {
    if (numbers.has(key[0])) continue;
    signers.delete(state, key);
    if (seats.get(state, key)?.standing === "taken") suspend(state, key[0], now);
  }
  for (const machine of numbers) {
    if (!signers.has(state, [machine])) signers.put(state, [machine], { since: now });
    const seat = seats.get(state, [machine]);
    if (seat?.standing === "taken") continue;
    if (seat === undefined) {
      giveSeat(state, machine, { now, until: longestTerm(state, now), decision: BY_NOBODY });
    }
    take(state, machine, now);
  }
}
