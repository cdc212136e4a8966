import type { DecisionKind } from "folkmoot/protocol";
import { useState } from "preact/hooks";
import { useViewer } from "../../keys/use-viewer.ts";
import { useCircleNames } from "../../live/use-accounts.ts";
import { type Shown, useView } from "../../live/use-view.ts";
import { Choice } from "../../parts/choice.tsx";
import { Field } from "../../parts/field.tsx";
import { Notice } from "../../parts/notice.tsx";
import { useRoomWords } from "../../words/room-words.ts";
import { policyFrom, shares, writePolicy } from "./policy-figures.ts";
import { everyone, ProposalForm } from "./proposal-form.tsx";
import { useTerms } from "./use-terms.ts";

type Policy = Shown<"circles/circle">["policies"][number];

/** What the form begins with, as the way here says. */
export interface PolicyFormProps {
  readonly circle: number;
  readonly kind: string | undefined;
}

/** Proposes that a circle decides matters of a kind in another way, and says what that takes. */
export function PolicyForm({ circle, kind }: PolicyFormProps) {
  const shown = useView("circles/circle", { circle }).data;
  if (shown === undefined) return null;
  return <Form key={circle} shown={shown} first={kind} />;
}

function Form({
  shown,
  first,
}: {
  readonly shown: Shown<"circles/circle">;
  readonly first: string | undefined;
}) {
  const words = useRoomWords();
  const { policies } = shown;
  const begun = policies.find((each) => each.kind === first) ?? policies[0];
  const [kind, setKind] = useState<DecisionKind>(begun?.kind ?? "rule");
  const today = policies.find((each) => each.kind === kind);
  const options = policies.map((each) => ({
    value: each.kind,
    label: words.circles.kinds[each.kind],
  }));
  if (today === undefined) return null;
  return (
    <>
      <Choice label={words.decide.policyOf} options={options} value={kind} onValue={setKind} />
      <Figures key={kind} shown={shown} today={today} />
    </>
  );
}

function Figures({
  shown,
  today,
}: {
  readonly shown: Shown<"circles/circle">;
  readonly today: Policy;
}) {
  const words = useRoomWords().decide;
  const { person } = useViewer();
  const nameOf = useCircleNames();
  const [given, setGiven] = useState(writePolicy(today));
  const policy = policyFrom(given);
  const { circle, parent } = shown;
  const standing = useView("circles/standing", { circle, person: person ?? 0 }).data;
  const isInside = (standing?.since ?? 0) > 0;
  const by = circle === everyone || isInside ? circle : parent;
  const input = policy && { circle, kind: today.kind, policy, replaces: today.hash };
  const effect = input && ({ type: "circles/set-policy", input } as const);
  const terms = useTerms({ circle: by, kind: "rule", effect });
  const set = (field: keyof typeof given) => (value: string) =>
    setGiven({ ...given, [field]: value });
  return (
    <ProposalForm
      kind="rule"
      circle={by}
      saysHow
      missing={policy === undefined ? words.policyWrong : undefined}
      effects={async () => ({ ok: true, value: effect === undefined ? [] : [effect] })}
    >
      <p class="soft">
        {words.policyToday(nameOf(circle))} {today.sentence}
      </p>
      <Field
        label={words.policyQuorum}
        kind="number"
        value={given.quorum}
        onValue={set("quorum")}
      />
      <Choice
        label={words.policyShare}
        options={shares.map((value) => ({ value, label: words.policyShares[value] }))}
        value={given.share}
        onValue={set("share")}
      />
      <Field
        label={words.policyVoting}
        kind="number"
        value={given.voting}
        onValue={set("voting")}
      />
      <Field label={words.policyDelay} kind="number" value={given.delay} onValue={set("delay")} />
      <Notice>
        <p>{words.policyDemands}</p>
        {terms === undefined ? null : <p class="soft">{terms.sentence}</p>}
      </Notice>
    </ProposalForm>
  );
}
