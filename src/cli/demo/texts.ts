/** What the demonstration community is called, what it is for, and in which language it writes. */
export const CHARTER = {
  name: "Harbour Federation",
  purpose:
    "Neighbours around the old harbour who share a hall, a garden, tools and time. " +
    "We decide together, pay each other in our own money, and keep our own records.",
  language: "en",
};

/** A circle inside the circle of everyone: what it is for, and its first members. */
export interface DemoCircle {
  readonly name: string;
  readonly purpose: string;
  readonly members: readonly number[];
}

/** The circles, in the order of their numbers from 2 on. */
export const CIRCLES: readonly DemoCircle[] = [
  {
    name: "Garden",
    purpose: "Grow food and flowers on the old railway bank, and share what it gives.",
    members: [4, 6, 9, 11],
  },
  {
    name: "Repair café",
    purpose: "Mend what is broken, every Thursday in the hall, and teach how.",
    members: [2, 3, 11, 12],
  },
  {
    name: "Childcare",
    purpose: "A warm room for children, looked after by people whom their parents know.",
    members: [1, 8, 10],
  },
  {
    name: "Treasury",
    purpose: "Keep the accounts of the hall open and understandable for everybody.",
    members: [1, 5, 7],
  },
];

/** Articles with which the community was founded. */
export const ARTICLES: readonly { readonly title: string; readonly body: string }[] = [
  {
    title: "Meetings",
    body:
      "We meet in the hall on the **first Sunday** of each month at five. " +
      "Anyone who opens the hall writes the minutes, and the minutes are there by Tuesday.",
  },
  {
    title: "Keys of the hall",
    body:
      "Every member may have a key.\n\n- Anyone who is last closes the windows.\n" +
      "- Anyone who breaks something says so; nobody has to pay for an accident.",
  },
];

/** A role: what it is for, who holds it (0: nobody) and for how many days. */
export interface DemoRole {
  readonly name: string;
  readonly purpose: string;
  readonly circle: number;
  readonly holder: number;
  readonly days: number;
}

/** The roles, in the order of their numbers. */
export const ROLES: readonly DemoRole[] = [
  {
    name: "Keeper of the keys",
    purpose: "Opens the hall, knows who has a key, and writes the minutes when nobody else does.",
    circle: 1,
    holder: 1,
    days: 365,
  },
  {
    name: "Machine keeper",
    purpose: "Keeps the computer running on which this community lives, and its backups.",
    circle: 1,
    holder: 2,
    days: 180,
  },
  {
    name: "Treasurer",
    purpose: "Explains the accounts of the hall to anybody who asks, twice a year in the meeting.",
    circle: 5,
    holder: 0,
    days: 0,
  },
];
