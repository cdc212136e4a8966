import { useViewer } from "../../keys/use-viewer.ts";
import { act } from "../../live/act.ts";
import { communityNow } from "../../live/clock.ts";
import { useAct } from "../../live/use-act.ts";
import { useRehearsal } from "../../live/use-rehearsal.ts";
import { useNames } from "../../live/use-texts.ts";
import { type Shown, useView } from "../../live/use-view.ts";
import { Confirm } from "../../parts/confirm.tsx";
import { calledBy } from "../../parts/initials.ts";
import { Outcome } from "../../parts/outcome.tsx";
import { When } from "../../parts/value.tsx";
import { useRoomWords } from "../../words/room-words.ts";

/** From when on somebody may vouch who may not yet. */
function FromWhen({ person }: { readonly person: number | undefined }) {
  const words = useRoomWords().people;
  const me = useView("membership/person", person === undefined ? undefined : { person }).data;
  const from = me?.mayVouch.from ?? 0;
  return from <= communityNow() ? null : (
    <p class="soft small">
      {words.vouchFrom} <When at={from} />.
    </p>
  );
}

/** Vouch for a person, or withdraw it; a button that cannot work says why. */
export function Vouching({
  person,
  shown,
}: {
  readonly person: number;
  readonly shown: Shown<"membership/person">;
}) {
  const { people: words, growth } = useRoomWords();
  const names = useNames();
  const viewer = useViewer();
  const vouching = useAct();
  const withdrawing = useAct();
  const mine = shown.vouchedBy.some((vouch) => vouch.person === viewer.person);
  const { cannot } = useRehearsal("membership/vouch", { person });
  const name = names.in(person);
  return (
    <div class="stack stack-close">
      {mine ? (
        <div>
          <Confirm
            label={words.withdraw}
            title={words.withdrawTitle(name)}
            means={words.withdrawMeans}
            act={withdrawing}
            work={() => act("membership/withdraw-vouch", { person })}
          />
          {cannot === undefined ? (
            <Confirm
              kind="go"
              label={growth.renew}
              title={growth.renewTitle(name)}
              means={growth.renewMeans}
              act={vouching}
              work={() => act("membership/vouch", { person })}
            />
          ) : null}
        </div>
      ) : (
        <div>
          <Confirm
            {...(shown.status === "applicant" ? { kind: "go" as const } : {})}
            label={words.vouch(calledBy(names.of(person)))}
            cannot={cannot}
            title={words.vouchTitle(name)}
            means={words.vouchMeans(name)}
            act={vouching}
            work={() => act("membership/vouch", { person })}
          />
        </div>
      )}
      {cannot === undefined || mine ? null : <FromWhen person={viewer.person} />}
      <Outcome act={vouching} done={words.vouchDone(name)} />
      <Outcome act={withdrawing} done={words.withdrawDone(name)} />
    </div>
  );
}
