import { useViewer } from "../../keys/use-viewer.ts";
import { useNames } from "../../live/use-texts.ts";
import { Mark } from "../../parts/card.tsx";
import { PersonName } from "../../parts/value.tsx";
import { More } from "../../parts/why.tsx";
import { to } from "../../router/route.ts";
import { useRoomWords } from "../../words/room-words.ts";
import { Declared, Misbehaviours, Recorded } from "./machine-facts.tsx";
import { OwnMachine } from "./own-machine.tsx";
import { ProposeLinks } from "./propose-links.tsx";
import type { Machine } from "./use-machines.ts";

const tones = {
  offered: "plain",
  given: "clay",
  coming: "moss",
  signing: "moss",
  leaving: "plain",
  suspended: "clay",
  barred: "clay",
  withdrawn: "plain",
} as const;

/** One machine: who runs it, how it stands and why, what is said and known of it. */
export function MachineEntry({ machine }: { readonly machine: Machine }) {
  const words = useRoomWords().helpers;
  const names = useNames();
  const { person, status } = useViewer();
  const { operator, standing } = machine;
  return (
    <li class="stack stack-close">
      <div class="row row-apart">
        <h3>
          {operator === 0 ? (
            words.nobody
          ) : (
            <PersonName name={names.of(operator)} href={to(["people", operator])} />
          )}{" "}
          <span class="soft small keep">{words.machine(machine.machine)}</span>
        </h3>
        <Mark tone={tones[standing]}>{words.standings[standing]}</Mark>
      </div>
      <p>{machine.sentence}</p>
      <More title={words.more}>
        <Declared hash={machine.declaration} />
        <Recorded machine={machine} />
        <p class="soft small">
          {words.key} <code>{machine.key}</code>
        </p>
      </More>
      <Misbehaviours machine={machine} />
      {operator === 0 || operator !== person ? null : <OwnMachine machine={machine} />}
      {status === "member" ? <ProposeLinks machine={machine} /> : null}
    </li>
  );
}
