/** Why something came out as it did, on a page of its own. */
export const why = {
  title: "Why?",
  lead: "What was done, by which rule, and what came of it.",
  noSuch: "Nothing is known of this",
  noSuchLead: "The link may be old, or a letter may be missing.",
  refused: "It was refused.",
  done: "It was done.",
  page: "Page of the record",
  when: "When",
  who: "Who",
  what: "What",
  copy: "Copy the link",
};
