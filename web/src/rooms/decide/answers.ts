/** What people answer to a proposal, in the order of the buttons. */
export const answers = ["yes", "no", "abstain"] as const;

/** One of the answers. */
export type Answer = (typeof answers)[number];

/** Returns what somebody has answered, as the node tells it; nothing for what is no such answer. */
export const answerOf = (told: unknown): Answer | undefined =>
  answers.find((answer) => answer === told);
