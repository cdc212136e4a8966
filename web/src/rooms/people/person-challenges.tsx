import { useState } from "preact/hooks";
import { useViewer } from "../../keys/use-viewer.ts";
import { act } from "../../live/act.ts";
import { type Act, useAct } from "../../live/use-act.ts";
import { useNames } from "../../live/use-texts.ts";
import { useView } from "../../live/use-view.ts";
import { ButtonLink } from "../../parts/button.tsx";
import { Card } from "../../parts/card.tsx";
import { Outcome } from "../../parts/outcome.tsx";
import { When } from "../../parts/value.tsx";
import { to } from "../../router/route.ts";
import { list } from "../../words/format.ts";
import { useWords } from "../../words/language.ts";
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
  const words = useWords().challenges;
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
  const all = useWords();
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
        <Card title={words.runs} wash="clay">
          <div>
            <ButtonLink href={to(["challenges", running])}>{words.look}</ButtonLink>
          </div>
        </Card>
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
        <details>
          <summary>{words.open}</summary>
          <div class="stack stack-close">
            <p>{words.openHow}</p>
            {isPossible ? (
              <Opening person={person} viewer={viewer} sending={opening} />
            ) : (
              <p class="soft">
                {refusal === null ? null : all.live.refusal(refusal.sentence, refusal.remedy)}
              </p>
            )}
          </div>
        </details>
      )}
      <Outcome act={opening} done={words.opened} />
    </>
  );
}
