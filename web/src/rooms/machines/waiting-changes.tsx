import { useViewer } from "../../keys/use-viewer.ts";
import { act } from "../../live/act.ts";
import { useAct } from "../../live/use-act.ts";
import { useRehearsal } from "../../live/use-rehearsal.ts";
import { type Shown, useView } from "../../live/use-view.ts";
import { Section } from "../../parts/card.tsx";
import { Confirm } from "../../parts/confirm.tsx";
import { Outcome } from "../../parts/outcome.tsx";
import { When } from "../../parts/value.tsx";
import { to } from "../../router/route.ts";
import { useRoomWords } from "../../words/room-words.ts";
import { type Machine, useMachineNames } from "./use-machines.ts";

type Changes = Shown<"validators/changes">;
type Change = Changes["waiting"][number];

/** Says that one wants a change now, after asking once more. */
function Hurry({ change, needed }: { readonly change: Change; readonly needed: number }) {
  const words = useRoomWords().helpers.waiting;
  const hurrying = useAct();
  const input = { change: change.number };
  const { cannot } = useRehearsal("validators/hurry-change", change.isBacked ? undefined : input);
  return (
    <div class="stack stack-close">
      {change.isBacked ? (
        <p class="soft small">{words.yours}</p>
      ) : (
        <div class="row">
          <Confirm
            label={words.hurry}
            cannot={cannot}
            title={words.hurryTitle}
            means={words.hurryMeans(needed)}
            act={hurrying}
            work={() => act("validators/hurry-change", input)}
          />
        </div>
      )}
      <Outcome act={hurrying} done={words.hurried} />
    </div>
  );
}

function Waiting({
  change,
  name,
  turn,
  needed,
}: {
  readonly change: Change;
  readonly name: string;
  /** When its turn comes; nothing for those behind the first. */
  readonly turn: number | undefined;
  readonly needed: number;
}) {
  const words = useRoomWords().helpers.waiting;
  const { status } = useViewer();
  return (
    <li class="stack stack-close">
      <h3>{change.change === "unseat" ? words.unseat(name) : words.give(name)}</h3>
      <p class="small">
        {turn === undefined ? (
          words.later
        ) : (
          <>
            {words.turn} <When at={turn} />.
          </>
        )}{" "}
        <a href={to(["decide", change.decision])}>{words.decision(change.decision)}</a>
      </p>
      <p class="small">{words.backers(change.backers, needed)}</p>
      {status === "member" ? <Hurry change={change} needed={needed} /> : null}
    </li>
  );
}

/** Changes of seats that everyone has decided and that wait for their turn; nothing while none does. */
export function WaitingChanges({ machines }: { readonly machines: readonly Machine[] }) {
  const words = useRoomWords().helpers.waiting;
  const nameOf = useMachineNames();
  const { person } = useViewer();
  const changes = useView("validators/changes", { person: person ?? 0 }).data;
  if (changes === undefined || changes.waiting.length === 0) return null;
  const { limit, used, nextAt, needed, waiting } = changes;
  const named = (number: number): string => {
    const found = machines.find(({ machine }) => machine === number);
    return nameOf(found ?? { machine: number, operator: 0 });
  };
  return (
    <Section title={words.title}>
      <p class="soft small">{words.how(limit, used)}</p>
      <ul class="rows">
        {waiting.map((change, place) => (
          <Waiting
            key={change.number}
            change={change}
            name={named(change.machine)}
            turn={place === 0 ? nextAt : undefined}
            needed={needed}
          />
        ))}
      </ul>
    </Section>
  );
}
