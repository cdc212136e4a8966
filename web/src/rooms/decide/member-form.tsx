import { useState } from "preact/hooks";
import { usePages } from "../../live/use-pages.ts";
import { useNames } from "../../live/use-texts.ts";
import { Choice } from "../../parts/choice.tsx";
import { MoreButton } from "../../parts/more-button.tsx";
import { Empty } from "../../parts/notice.tsx";
import { useRoomWords } from "../../words/room-words.ts";
import { ProposalForm } from "./proposal-form.tsx";

/** Proposes that the community grows for a while, by equal places. */
export function GrowthForm() {
  const words = useRoomWords().decide;
  const effects = async () =>
    ({ ok: true, value: [{ type: "membership/open-growing-phase", input: {} }] }) as const;
  return (
    <ProposalForm kind="member" missing={undefined} effects={effects}>
      <p>{words.growthLead}</p>
    </ProposalForm>
  );
}

/** Proposes to exclude one of those who were told why. */
export function ExclusionForm({ first }: { readonly first: number }) {
  const words = useRoomWords().decide;
  const names = useNames();
  // Anyone who was told why and has left since, or applies again, can still be excluded.
  const { rows = [], more } = usePages("membership/heard", {});
  const heard = rows.map(({ person }) => person);
  const [chosen, setChosen] = useState(first);
  const person = heard.includes(chosen) ? chosen : (heard[0] ?? 0);
  const effects = async () =>
    ({ ok: true, value: [{ type: "membership/exclude", input: { person } }] }) as const;
  if (heard.length === 0) return <Empty sentence={words.excludeNobody} />;
  return (
    <ProposalForm kind="member" missing={undefined} effects={effects}>
      <Choice
        label={words.exclude}
        options={heard.map((one) => ({ value: String(one), label: names.of(one) }))}
        value={String(person)}
        onValue={(value) => setChosen(Number(value))}
        down
      />
      <MoreButton more={more} />
    </ProposalForm>
  );
}
