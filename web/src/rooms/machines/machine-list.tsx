import { useNetwork } from "../../live/network.ts";
import { Section } from "../../parts/card.tsx";
import { useRoomWords } from "../../words/room-words.ts";
import { MachineDots } from "./machine-dots.tsx";
import { MachineEntry } from "./machine-entry.tsx";
import type { Machine } from "./use-machines.ts";

const groups = [
  ["signing", ["signing", "leaving"]],
  ["coming", ["coming", "given", "suspended", "barred"]],
  ["offered", ["offered"]],
  ["withdrawn", ["withdrawn"]],
] as const satisfies readonly (readonly [string, readonly Machine["standing"][]])[];

/** Every machine, those that sign first, with a picture of all. */
export function MachineList({ machines }: { readonly machines: readonly Machine[] }) {
  const words = useRoomWords().helpers;
  const alone = useNetwork()?.engine === "embedded";
  return (
    <>
      <Section title={words.picture}>
        <MachineDots machines={machines} />
        <p class="soft small">{words.pictureHow}</p>
      </Section>
      {groups.map(([group, standings]) => {
        const here = machines.filter(({ standing }) =>
          (standings as readonly string[]).includes(standing),
        );
        if (here.length === 0) return null;
        return (
          <Section key={group} title={words.groups[alone && group === "signing" ? "later" : group]}>
            <ul class="rows">
              {here.map((machine) => (
                <MachineEntry key={machine.machine} machine={machine} />
              ))}
            </ul>
          </Section>
        );
      })}
    </>
  );
}
