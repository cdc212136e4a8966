import { act } from "../../live/act.ts";
import { useAct } from "../../live/use-act.ts";
import { useRehearsal } from "../../live/use-rehearsal.ts";
import { useNames } from "../../live/use-texts.ts";
import { useView } from "../../live/use-view.ts";
import { Confirm } from "../../parts/confirm.tsx";
import { Outcome } from "../../parts/outcome.tsx";
import { useRoomWords } from "../../words/room-words.ts";

/** Hands over a place of one's own to a member, while a phase runs. */
export function HandOver({ me, person }: { readonly me: number; readonly person: number }) {
  const words = useRoomWords().growth;
  const names = useNames();
  const handing = useAct();
  const phase = useView("membership/growth", { person: me }).data?.phase;
  const input = { person, places: 1 };
  const { cannot } = useRehearsal("membership/hand-over-places", input);
  if (phase === null || phase === undefined || phase.places === 0) return null;
  const name = names.in(person);
  return (
    <div>
      <Confirm
        label={words.handOver}
        cannot={cannot}
        title={words.handOverTitle(name)}
        means={words.handOverMeans}
        act={handing}
        work={() => act("membership/hand-over-places", input)}
      />
      <Outcome act={handing} done={words.handOverDone(name)} />
    </div>
  );
}
