import type { KeyHand } from "../../../live/key-hand.ts";
import { useAct } from "../../../live/use-act.ts";
import { useRehearsal } from "../../../live/use-rehearsal.ts";
import { useView } from "../../../live/use-view.ts";
import { Wash } from "../../../parts/card.tsx";
import { Confirm } from "../../../parts/confirm.tsx";
import { Outcome } from "../../../parts/outcome.tsx";
import { When } from "../../../parts/value.tsx";
import { to } from "../../../router/route.ts";
import { useRoomWords } from "../../../words/room-words.ts";
import type { Row } from "./key-row.tsx";

/** Freezing, or the freeze that stands and how it is lifted. */
export function FreezeCard({
  hand,
  mine,
}: {
  readonly hand: KeyHand;
  readonly mine: Row | undefined;
}) {
  const words = useRoomWords().safety;
  const freeze = useView("identity/freeze", { person: hand.person }).data;
  const freezing = useAct();
  const lifting = useAct();
  const isFrozen = freeze?.isFrozen ?? false;
  const about = mine === undefined ? undefined : { person: hand.person, device: mine.device };
  const canFreeze = useRehearsal("identity/freeze", freeze === undefined ? undefined : {}, about);
  const canLift = useRehearsal("identity/lift-freeze", isFrozen ? {} : undefined, about);
  if (freeze === undefined) return null;
  return (
    <Wash title={isFrozen ? words.frozenTitle : words.lostTitle} tone="clay">
      <p>{isFrozen ? words.frozenHow : words.lostLead}</p>
      {isFrozen ? (
        <p>
          {words.frozenUntil} <When at={freeze.until} />. {words.frozenMine}{" "}
          {freeze.askedBy === null ? "" : words.frozenAsked(freeze.askedBy)}
        </p>
      ) : null}
      <div class="row">
        {isFrozen ? (
          <Confirm
            label={words.lift}
            cannot={canLift.cannot}
            title={words.liftTitle}
            means={words.liftMeans}
            act={lifting}
            work={() => hand.act("identity/lift-freeze", {})}
          />
        ) : (
          <Confirm
            kind="go"
            label={words.freeze}
            cannot={canFreeze.cannot}
            title={words.freezeTitle}
            means={words.freezeMeans}
            act={freezing}
            work={() => hand.act("identity/freeze", {})}
          />
        )}
      </div>
      <Outcome act={freezing} done={words.froze} />
      <Outcome act={lifting} done={words.lifted} />
      <p class="small">
        <a href={to(["lost"])}>{words.lostFile}</a>
      </p>
    </Wash>
  );
}
