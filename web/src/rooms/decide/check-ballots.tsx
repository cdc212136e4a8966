import type { Shown } from "../../live/use-view.ts";
import { useWords } from "../../words/language.ts";
import { CheckCard, type Finding } from "../check/check-card.tsx";
import type { ProvedRows } from "../check/recount.ts";
import { answers } from "./answers.ts";

/** Counts all answers of a decision again on this device, from a proof that none is missing. */
export function CheckBallots({ shown }: { readonly shown: Shown<"decisions/decision"> }) {
  const words = useWords().check;
  const judge = async (proved: ProvedRows): Promise<Finding> => {
    const { recountBallots } = await import("../check/recount.ts");
    const { count, hasPassed } = recountBallots(proved, shown);
    const isSame = answers.every((answer) => count[answer] === shown.count?.[answer]);
    const holds = isSame && hasPassed === (shown.stage !== "failed");
    const [yes, no, abstain] = answers.map((answer) => count[answer] ?? 0);
    const all = proved.rows.length;
    const sentences = [
      all === 0 ? words.noBallots : words.ballots(all),
      holds
        ? words.recounted(yes ?? 0, no ?? 0, abstain ?? 0)
        : words.differs(yes ?? 0, no ?? 0, abstain ?? 0),
    ];
    return { holds, sentences };
  };
  return (
    <CheckCard
      table="decisions/ballots"
      prefix={[shown.decision]}
      cannot={shown.stage === "open" ? words.openYet : undefined}
      judge={judge}
    />
  );
}
