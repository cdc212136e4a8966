import { ButtonLink } from "../../parts/button.tsx";
import { to } from "../../router/route.ts";
import { useRoomWords } from "../../words/room-words.ts";
import { type Machine, useMachineNames } from "./use-machines.ts";

const open = (what: string, machine: number): string =>
  to(["decide", "new", "helper"], { what, machine: String(machine) });

/** What everyone together could decide about a machine, as it stands now. */
export function ProposeLinks({ machine }: { readonly machine: Machine }) {
  const words = useRoomWords().helpers;
  const nameOf = useMachineNames();
  const { standing, seatUntil } = machine;
  const what = [
    ...(standing === "barred" ? (["lift"] as const) : []),
    ...(standing === "offered" ? (["seat"] as const) : []),
    ...(seatUntil > 0 && standing !== "barred" ? (["again", "unseat"] as const) : []),
  ];
  if (what.length === 0) return null;
  return (
    <div class="row">
      {what.map((each) => (
        <ButtonLink key={each} href={open(each === "again" ? "seat" : each, machine.machine)}>
          {words.propose[each]} <span class="unseen">{nameOf(machine)}</span>
        </ButtonLink>
      ))}
    </div>
  );
}
