import { defineAction } from "../kernel/action.ts";
import { present } from "../kernel/assert.ts";
import { refuse } from "../kernel/fault.ts";
import { decisionId } from "../kernel/ids.ts";
import { blob, record, salt } from "../kernel/schema.ts";
import { explain } from "../kernel/why.ts";
import { methodOf } from "./count.ts";
import { requireEligible } from "./eligibility.ts";
import { voteCast } from "./events.ts";
import { decisionsFaults as faults } from "./faults.ts";
import type { Methods } from "./methods/method.ts";
import { BALLOT_BYTES_MAX, ballots, decisions, openDecisions } from "./types.ts";

/**
 * Answers a proposal, or changes an earlier answer.
 *
 * Why: one person, one voice; the last answer before the end counts. No count is kept meanwhile:
 * it would tell how the vote goes.
 * Source: README.md, rule 3.
 */
export const castVoteBy = (methods: Methods) =>
  defineAction({
    type: "decisions/cast-vote",
    tag: 0x0a02,
    author: "person",
    visibility: {
      to: "author-until-closed",
      matter: openDecisions,
      matterOf: ({ input }) => input.decision,
      authorOf: ({ author }) => author,
    },
    free: "a voice has no price",
    summary: "Votes on a proposal; you may change your vote until voting ends.",
    input: record({ decision: decisionId, ballot: blob(BALLOT_BYTES_MAX), salt }),
    about: {
      decision: "the proposal",
      ballot: "the answer, as the proposal's method writes it; 00 yes, 01 no, 02 neither",
      salt: "random bytes, so that nobody can guess the answer from its hash",
    },
    refuses: [
      "decisions/closed",
      "decisions/joined-later",
      "decisions/no-such-answer",
      "decisions/not-in-circle",
      "decisions/unknown",
    ],
    check({ state, author, input, now }) {
      const decision = decisions.get(state, [input.decision]);
      if (decision === undefined) return refuse(faults.unknown);
      const { stage, closesAt, options } = decision;
      if (stage !== "open" || now >= closesAt) return refuse(faults.closed, { closesAt });
      const barred = requireEligible(state, decision, author);
      if (barred !== undefined) return barred;
      const ballot = methodOf(methods, decision).readBallot(input.ballot, options);
      return ballot.ok ? undefined : refuse(faults["no-such-answer"], { problem: ballot.reason });
    },
    apply({ state, author, input, now }) {
      const { decision, ballot, salt } = input;
      const row = present(decisions.get(state, [decision]), "the decision was checked");
      if (!ballots.has(state, [decision, author])) {
        decisions.put(state, [decision], { ...row, answered: row.answered + 1 });
      }
      ballots.put(state, [decision, author], { ballot, at: now, salt });
      return [voteCast([author], { decision, person: author })];
    },
    why({ state, input }) {
      const row = decisions.get(state, [input.decision]);
      const method = row === undefined ? undefined : methods.get(row.method);
      const read = method?.readBallot(input.ballot, row?.options ?? 0);
      const answer = method !== undefined && read?.ok ? method.words(read.value) : null;
      return explain(
        "decisions/cast-vote",
        "One person, one voice: the last answer before voting ends counts.",
        { decision: input.decision, answer, closesAt: row?.closesAt ?? 0 },
        "Your answer counts; you may change it until voting ends.",
      );
    },
  });
