import type { Finding } from "./finding.ts";

const MARKS = { fine: "ok  ", note: "note", wrong: "BAD " } as const;

/** What was found, as lines for people. */
export function findingLines(findings: readonly Finding[]): readonly string[] {
  return findings.flatMap(({ name, state, detail, remedy }) => [
    `${MARKS[state]}  ${name}: ${detail}`,
    ...(remedy === "" ? [] : [`      ${remedy}`]),
  ]);
}
