/** What is said after something was done. */
export const outcome = {
  done: "Agreed by the community.",
  why: "Why did this happen?",
  confirm: "Yes, do it",
};
