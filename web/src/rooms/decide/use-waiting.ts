import { type Shown, useView, useViews } from "../../live/use-view.ts";

type Decision = Shown<"decisions/decision">;

/** Open proposals that are looked at; more than these at once are answered one after the other. */
const LOOKED_AT = 24;

/** Returns the open proposals that this person may answer and has not, what closes first at the top. */
export function useWaiting(person: number | undefined): readonly Decision[] {
  const listed = useView("decisions/list", person === undefined ? undefined : {}).data ?? [];
  const open = listed
    .filter(({ stage }) => stage === "open")
    .toSorted((a, b) => a.closesAt - b.closesAt)
    .slice(0, LOOKED_AT);
  const seen = useViews(
    "decisions/decision",
    person === undefined ? [] : open.map(({ decision }) => ({ decision, person })),
  );
  return seen.flatMap((each) =>
    each === undefined || each.hasAnswered || !each.eligibility.isEligible ? [] : [each],
  );
}
