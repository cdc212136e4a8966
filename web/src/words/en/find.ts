/** Finding people, circles and questions. */
export const find = {
  title: "Find",
  lead: "People, circles and questions, by part of their name.",
  label: "What are you looking for?",
  none: "Nothing here is called so.",
  questions: "Questions",
};
