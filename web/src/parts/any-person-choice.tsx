import { useState } from "preact/hooks";
import { useFound, usePages } from "../live/use-pages.ts";
import { useNames } from "../live/use-texts.ts";
import { type Shown, useView } from "../live/use-view.ts";
import { useWords } from "../words/language.ts";
import { Field } from "./field.tsx";
import { PersonChoice, type PersonChoiceProps } from "./person-choice.tsx";

/** One of everybody, and where they stand. */
export type SomePerson = Shown<"membership/some">[number];

/** Which of all people is meant, and who of them can be chosen. */
export interface AnyPersonChoiceProps extends Omit<PersonChoiceProps, "people"> {
  readonly fits: (person: SomePerson) => boolean;
  /** Others that can be chosen too, such as circles. */
  readonly others?: readonly number[];
}

/** Chooses one of all people: from a list while they are few, else by name or number. */
export function AnyPersonChoice({ fits, others = [], ...choice }: AnyPersonChoiceProps) {
  const words = useWords().people;
  const names = useNames();
  const [search, setSearch] = useState("");
  const first = usePages("membership/people", {});
  const found = useFound(search).rows ?? [];
  const some = useView("membership/some", found.length === 0 ? undefined : { people: found });
  const isSearch = search.trim() !== "";
  const people = (isSearch ? (some.data ?? []) : (first.rows ?? [])).filter(fits);
  const { value } = choice;
  const isChosen = value !== 0 && !others.includes(value);
  const listed = people.map(({ person }) => person);
  return (
    <>
      {first.more === undefined ? null : (
        <Field
          label={words.search}
          hint={words.searchHint}
          value={search}
          onValue={setSearch}
          error={isSearch && listed.length === 0 && !some.loading ? words.noneFound : undefined}
        />
      )}
      <PersonChoice
        {...choice}
        nameOf={choice.nameOf ?? names.of}
        people={[...new Set([...(isChosen ? [value] : []), ...listed]), ...others]}
      />
    </>
  );
}
