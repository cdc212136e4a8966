import { useState } from "preact/hooks";
import { useFound, usePages } from "../live/use-pages.ts";
import { useNames } from "../live/use-texts.ts";
import { type Shown, useView } from "../live/use-view.ts";
import { Chosen, fits, type PersonChoiceProps } from "./person-choice.tsx";

/** One of everybody, and where they stand. */
export type SomePerson = Shown<"membership/some">[number];

/** Which of all people is meant, and who of them can be chosen. */
export interface AnyPersonChoiceProps extends Omit<PersonChoiceProps, "people"> {
  readonly fits: (person: SomePerson) => boolean;
  /** Others that can be chosen too, such as circles. */
  readonly others?: readonly number[];
}

/**
 * Chooses one of all people.
 *
 * Why in two ways: the names of few are here already; of many, the node is asked for those who fit.
 */
export function AnyPersonChoice(props: AnyPersonChoiceProps) {
  const { fits: canBe, others = [], nameOf, ...choice } = props;
  const names = useNames();
  const called = nameOf ?? names.of;
  const [typed, setTyped] = useState("");
  const wanted = typed.trim().toLocaleLowerCase();
  const first = usePages("membership/people", {});
  const isWhole = first.rows !== undefined && first.more === undefined;
  const found = useFound(isWhole ? "" : typed);
  const query = found.rows === undefined || found.rows.length === 0 ? undefined : found.rows;
  const some = useView("membership/some", query === undefined ? undefined : { people: query });
  const looked = wanted !== "" && !isWhole;
  const rows = (looked ? (some.data ?? []) : (first.rows ?? [])).filter(canBe);
  const people = rows.map(({ person }) => person);
  const local = looked ? people : people.filter((one) => fits(one, called(one), wanted));
  const circles = others.filter((one) => fits(one, called(one), wanted));
  const byName = (list: readonly number[]) =>
    list.toSorted((a, b) => called(a).localeCompare(called(b)));
  const isLooking = looked && (found.rows === undefined || (query !== undefined && !some.data));
  return (
    <Chosen
      {...choice}
      {...{ typed, setTyped, nameOf: called, isLooking }}
      fitting={[...(isWhole ? byName(local) : local), ...byName(circles)]}
      among={people}
      hasMore={looked ? found.more !== undefined : first.more !== undefined}
    />
  );
}
