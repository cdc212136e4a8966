/** What was looked at, how it is, and what to do. */
export interface Finding {
  readonly name: string;
  readonly state: "fine" | "note" | "wrong";
  readonly detail: string;
  readonly remedy: string;
}

/** Something that is as it should be. */
export const fine = (name: string, detail: string): Finding => ({
  name,
  state: "fine",
  detail,
  remedy: "",
});
/** Something that works, and could be better. */
export const note = (name: string, detail: string, remedy: string): Finding => ({
  name,
  state: "note",
  detail,
  remedy,
});
/** Something that is wrong. */
export const wrong = (name: string, detail: string, remedy: string): Finding => ({
  name,
  state: "wrong",
  detail,
  remedy,
});
