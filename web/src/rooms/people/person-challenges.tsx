import { useState } from "preact/hooks";
import { useViewer } from "../../keys/use-viewer.ts";
import { act } from "../../live/act.ts";
import { type Act, useAct } from "../../live/use-act.ts";
import { useNames } from "../../live/use-texts.ts";
import { useView } from "../../live/use-view.ts";
import { ButtonLink } from "../../parts/button.tsx";
import { Wash } from "../../parts/card.tsx";
import { Outcome } from "../../parts/outcome.tsx";
import { When } from "../../parts/value.tsx";
import { More } from "../../parts/why.tsx";
import { to } from "../../router/route.ts";
import { list } from "../../words/format.ts";
import { useRoomWords } from "../../words/room-words.ts";
import { NameOthers } from "./name-others.tsx";
import { ALONE, accusedOf } from "./named.ts";
import { Writing } from "./writing.tsx";

/** Opens a challenge, about one person or about several who share a voucher. */
function Opening({
  person,
  viewer,
  sending,
}: {
  readonly person: number;
  readonly viewer: number;
  readonly sending: Act;
}) {
  const words = useRoomWords().challenges;
  const names = useNames();
  const [chosen, setChosen] = useState(ALONE);
  const alone = { accused: [person], voucher: 0 };
  const together = useView("challenges/together", { person, viewer }).data;
  const { accused, voucher } = together === undefined ? alone : accusedOf(together, chosen);
  return (
    <>
      {together === undefined ? null : (
        <NameOthers together={together} chosen={chosen} onChosen={setChosen} />
      )}
      <Writing
        label={words.open}
        title={words.openTitle(list(accused.map((one) => names.in(one))))}
        means={words.openMeans}
        sending={sending}
        send={(reason) => act("challenges/open", { accused, voucher, reason })}
      />
    </>
  );
}

/** On a person's page: the challenge that runs, those before it, and opening one, folded away. */
export function PersonChallenges({ person }: { readonly person: number }) {
  const all = useRoomWords();
  const words = all.challenges;
  const { person: viewer = 0, status } = useViewer();
  const about = useView("challenges/about", { person, viewer }).data;
  const opening = useAct();
  if (about === undefined) return null;
  const { running, shelteredUntil, isPossible, refusal } = about;
  const before = about.against.filter((challenge) => challenge !== running);
  return (
    <>
      {running === 0 ? null : (
        <Wash title={words.runs} tone="clay">
          <div>
            <ButtonLink href={to(["challenges", running])}>{words.look}</ButtonLink>
          </div>
        </Wash>
      )}
      {shelteredUntil === 0 ? null : (
        <p class="soft">
          {words.sheltered} <When at={shelteredUntil} />.
        </p>
      )}
      {before.length === 0 ? null : (
        <p class="soft small">
          {words.before}:{" "}
          {before.map((challenge) => (
            <a key={challenge} href={to(["challenges", challenge])}>
              {words.one(challenge)}{" "}
            </a>
          ))}
        </p>
      )}
      {viewer === person || status !== "member" || running !== 0 ? null : (
        <More title={words.open}>
          <p>{words.openHow}</p>
          {isPossible ? (
            <Opening person={person} viewer={viewer} sending={opening} />
          ) : (
            <p class="soft">
              {refusal === null ? null : all.live.refusal(refusal.sentence, refusal.remedy)}
            </p>
          )}
        </More>
      )}
      <Outcome act={opening} done={words.opened} />
    </>
  );
}
