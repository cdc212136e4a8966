import type { KeyHand } from "../../live/key-hand.ts";
import { useAct } from "../../live/use-act.ts";
import { useRehearsal } from "../../live/use-rehearsal.ts";
import { useView } from "../../live/use-view.ts";
import { Button } from "../../parts/button.tsx";
import { Wash } from "../../parts/card.tsx";
import { Confirm } from "../../parts/confirm.tsx";
import { Outcome } from "../../parts/outcome.tsx";
import { When } from "../../parts/value.tsx";
import { to } from "../../router/route.ts";
import { useRoomWords } from "../../words/room-words.ts";

/**
 * A person leaves on a day: from when on, which of their devices said so, and the button to stay.
 *
 * Why staying asks nothing more: it takes nothing away, and anyone who was made to leave is in a hurry.
 */
export function LeavingCard({ hand }: { readonly hand: KeyHand }) {
  const words = useRoomWords();
  const { person, key } = hand;
  const notice = useView("membership/person", { person }).data?.leaving ?? undefined;
  const mine = useView("identity/devices", { person }).data?.find((row) => row.key === key);
  const about = mine === undefined ? undefined : { person, device: mine.device };
  const isKnown = notice !== undefined && about !== undefined;
  const sooner = useRehearsal("membership/leave", isKnown ? {} : undefined, about);
  const staying = useAct();
  const leaving = useAct();
  const said = <Outcome act={staying} done={words.leave.stayed} />;
  if (notice === undefined) return said;
  const isSecond = sooner.why !== undefined && sooner.cannot === undefined;
  return (
    <Wash title={words.leave.leavesOn(notice.at)} tone="clay">
      <p>
        {words.leave.untilThen} {words.leave.saidBy(notice.by)} <When at={notice.since} />.
      </p>
      <p>
        {words.leave.notYou} <a href={to(["devices"])}>{words.devices.title}</a>
      </p>
      <div class="row">
        <Button
          kind="go"
          busy={staying.busy}
          onPress={() => void staying.run(() => hand.act("membership/stay", {}))}
        >
          {words.leave.stay}
        </Button>
        {isSecond ? (
          <Confirm
            label={words.leave.atOnce}
            title={words.leave.atOnceSure}
            means={words.leave.atOnceMeans}
            act={leaving}
            work={() => hand.act("membership/leave", {})}
          />
        ) : null}
      </div>
      {said}
      <Outcome act={leaving} done={words.leave.left} />
      {isSecond ? null : (
        <p class="soft small">
          {words.leave.sooner} <a href={to(["lost"])}>{words.safety.openIt}</a>
        </p>
      )}
    </Wash>
  );
}
