import { act } from "../../live/act.ts";
import { useAct } from "../../live/use-act.ts";
import { useRehearsal } from "../../live/use-rehearsal.ts";
import { Confirm } from "../../parts/confirm.tsx";
import { Outcome } from "../../parts/outcome.tsx";
import { useRoomWords } from "../../words/room-words.ts";
import type { Machine } from "./use-machines.ts";

/** What only the helper does with a machine: take its seat, take it again, withdraw it. */
export function OwnMachine({ machine }: { readonly machine: Machine }) {
  const words = useRoomWords().helpers;
  const input = { machine: machine.machine };
  const taking = useAct();
  const withdrawing = useAct();
  const hasSeat = machine.standing === "given" || machine.standing === "suspended";
  const { cannot } = useRehearsal("validators/take-seat", hasSeat ? input : undefined);
  const leaves = useRehearsal("validators/withdraw-machine", input);
  return (
    <div class="stack stack-close">
      <div class="row">
        {hasSeat ? (
          <Confirm
            kind="go"
            label={machine.standing === "given" ? words.take : words.takeAgain}
            cannot={cannot}
            title={words.takeTitle}
            means={words.takeMeans}
            act={taking}
            work={() => act("validators/take-seat", input)}
          />
        ) : null}
        {leaves.obstacle?.code === "validators/withdrawn" ? null : (
          <Confirm
            kind="quiet"
            label={words.withdraw}
            cannot={leaves.cannot}
            title={words.withdrawTitle}
            means={machine.isSigning ? words.withdrawMeansSigning : words.withdrawMeans}
            act={withdrawing}
            work={() => act("validators/withdraw-machine", input)}
          />
        )}
      </div>
      <Outcome act={taking} done={words.taken} />
      <Outcome act={withdrawing} done={words.withdrawn} />
    </div>
  );
}
