import type { Shown } from "../../live/use-view.ts";
import { useWords } from "../../words/language.ts";
import { CheckCard, type Finding } from "../check/check-card.tsx";
import type { Count, ProvedRows } from "../check/recount.ts";

function countOf({ rows }: ProvedRows): Count {
  const count = { yes: 0, no: 0, abstain: 0 };
  for (const { row } of rows) {
    const choice = row["choice"];
    if (choice === "yes" || choice === "no" || choice === "abstain") count[choice] += 1;
  }
  return count;
}

/** Counts all answers of a decision again on this device, from a proof that none is missing. */
export function CheckBallots({ shown }: { readonly shown: Shown<"decisions/decision"> }) {
  const words = useWords().check;
  const judge = (proved: ProvedRows): Finding => {
    const { yes, no, abstain } = countOf(proved);
    const holds = yes === shown.yes && no === shown.no && abstain === shown.abstain;
    const all = proved.rows.length;
    const sentences = [
      all === 0 ? words.noBallots : words.ballots(all),
      holds ? words.recounted(yes, no, abstain) : words.differs(yes, no, abstain),
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
