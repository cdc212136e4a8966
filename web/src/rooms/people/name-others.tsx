import { useNames } from "../../live/use-texts.ts";
import { PersonChoice } from "../../parts/person-choice.tsx";
import { Several } from "../../parts/several.tsx";
import { useRoomWords } from "../../words/room-words.ts";
import { ALONE, choosable, type NamedOthers, type Together } from "./named.ts";

/** Names others beside a person who is challenged, who are here by the vouch of the same member. */
export function NameOthers({
  together,
  chosen,
  onChosen,
}: {
  readonly together: Together;
  readonly chosen: NamedOthers;
  readonly onChosen: (chosen: NamedOthers) => void;
}) {
  const words = useRoomWords().challenges;
  const names = useNames();
  if (together.by.length === 0) return null;
  const { voucher, people } = chosen;
  return (
    <>
      <PersonChoice
        label={words.others}
        hint={words.othersNobody}
        people={together.by.map((one) => one.voucher)}
        nameOf={(person) => words.othersBy(names.in(person))}
        value={voucher}
        onValue={(next) => onChosen(next === 0 ? ALONE : { voucher: next, people: [] })}
      />
      {voucher === 0 ? null : (
        <Several
          label={words.othersWho}
          hint={words.othersMost(together.most, together.membersMost)}
          options={choosable(together, chosen).map(({ person, isOff }) => {
            return { value: person, label: names.of(person), isOff };
          })}
          values={people}
          onValues={(next) => onChosen({ voucher, people: next })}
        />
      )}
    </>
  );
}
