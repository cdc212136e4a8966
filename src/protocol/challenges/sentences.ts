import { countText } from "../kernel/figures.ts";
import { divCeil } from "../kernel/integer.ts";
import { explain, type Why } from "../kernel/why.ts";
import type { Accused, Challenge } from "./types.ts";

/** How far a challenge has come, in plain words. */
export function stageSentence({ stage, way, needed, supporters, jurors }: Challenge): string {
  switch (stage) {
    case "gathering": {
      const missing = needed - supporters;
      return `It looks for supporters: ${countText(missing, "more is", "more are")} needed. Nothing happens to anybody before.`;
    }
    case "hearing":
      return "It has enough supporters. Anyone who is named has three days to answer before others judge.";
    case "voting":
      return way === "jury"
        ? `A jury of ${jurors}, drawn by lot, judges.`
        : "Everyone but those who take part judges.";
    case "appealable":
      return "The jury has answered. Anyone who is to go may call on everyone.";
    case "appealed":
      return "Everyone but those who take part answers those who called on them.";
    case "over":
      return "It is over.";
  }
}

/** Why it came out so for one person; nothing while it is not known. */
export function outcomeWhy(row: Challenge, named: Accused): Why | null {
  const { outcome, yes, no, neither } = named;
  if (outcome === "open" || outcome === "passed-over") return null;
  const isJury = row.way === "jury";
  const needed = isJury ? row.agreeing : Math.max(1, divCeil(row.eligible, 3));
  const rule = isJury
    ? `A jury of ${row.jurors} confirms, or says that somebody belongs here, with ${row.agreeing}.`
    : "Everyone but those who take part decides with a third of them, and more than three fifths of those who say yes or no.";
  const said = `${countText(yes, "person", "people")} said that they must go and ${no} that they belong here`;
  return explain(
    "challenges/verdict",
    rule,
    { yes, no, neither, needed, eligible: row.eligible },
    `${RESULTS[outcome]}: ${said}${appealText(row, named)}.`,
  );
}

const RESULTS = {
  confirmed: "Must go",
  honest: "Belongs here",
  fallen: "Nothing was found",
} as const;

function appealText({ stage }: Challenge, { appealedAt, appealYes, appealNo }: Accused): string {
  if (appealedAt === 0 || stage !== "over") return "";
  return `; asked afterwards, ${appealYes} of everyone said that they must go and ${appealNo} that they belong here`;
}
