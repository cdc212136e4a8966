import type { Halt } from "../../live/network.ts";
import { useNames } from "../../live/use-texts.ts";
import { type Shown, useView } from "../../live/use-view.ts";
import { useRoomWords } from "../../words/room-words.ts";

/** A machine as the law knows it. */
export type Machine = Shown<"validators/helpers">[number];

/** Returns every machine; nothing until they are known, or while nobody wants to know. */
export const useMachines = (wanted = true): readonly Machine[] | undefined =>
  useView("validators/helpers", wanted ? {} : undefined).data;

/** Returns how machines are called inside a sentence: by who runs them, else by their number. */
export function useMachineNames(): (machine: Pick<Machine, "machine" | "operator">) => string {
  const words = useRoomWords().helpers;
  const names = useNames();
  return ({ machine, operator }) =>
    operator === 0 ? words.machine(machine) : words.machineOf(names.in(operator), machine);
}

/** Returns the names of the machines that are missing, as far as the law knows them. */
export function useMissing(halt: Halt | undefined): readonly string[] {
  const nameOf = useMachineNames();
  const machines = useMachines() ?? [];
  return (halt?.missing ?? []).map((address) => {
    const machine = machines.find((each) => each.address === address);
    return machine === undefined ? address.slice(0, 12) : nameOf(machine);
  });
}
