import { useViewer } from "../../keys/use-viewer.ts";
import { act } from "../../live/act.ts";
import { useAct } from "../../live/use-act.ts";
import type { Shown } from "../../live/use-view.ts";
import { Confirm } from "../../parts/confirm.tsx";
import { Outcome } from "../../parts/outcome.tsx";
import { useRoomWords } from "../../words/room-words.ts";

/** Takes back what somebody has asked, while nobody else has answered; nothing for others. */
export function WithdrawProposal({ shown }: { readonly shown: Shown<"decisions/decision"> }) {
  const words = useRoomWords().decide;
  const { person } = useViewer();
  const withdrawing = useAct();
  const others = shown.answered > (shown.hasAnswered ? 1 : 0);
  if (shown.stage !== "open" || shown.proposer !== person || others) return null;
  return (
    <div>
      <Confirm
        kind="quiet"
        label={words.withdraw}
        title={words.withdrawTitle}
        means={words.withdrawMeans}
        act={withdrawing}
        work={() => act("decisions/withdraw", { decision: shown.decision })}
      />
      <Outcome act={withdrawing} done={words.withdrawn} />
    </div>
  );
}
