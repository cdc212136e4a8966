import { count } from "../format.ts";

/** What is said after something was done. */
export const outcome = {
  done: "It is done.",
  agreed: (height: number): string =>
    `Agreed by the community, on page ${count(height)} of the record.`,
  why: "Why did this happen?",
  confirm: "Yes, do it",
};
