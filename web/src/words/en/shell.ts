import { plural } from "../format.ts";

/** The frame around every page. */
export const shell = {
  name: "Folkmoot",
  title: (page: string, community: string): string => `${page} \u00b7 ${community}`,
  skip: "Skip to the page",
  placesLabel: "Places",
  places: {
    home: "Home",
    decide: "Decide",
    money: "Money",
    people: "People",
    more: "More",
  },
  notFound: "There is no such page",
  notFoundLead: "The link may be old, or a letter may be missing.",
  goHome: "Go home",
  roomFailed: "This page could not be opened.",
  tryAgain: "Try again",
  asideLabel: "Find, how it stands, and you",
  find: "Find",
  you: (name: string): string => `You: ${name}`,
  yourCircles: "Your circles",
  needs: (n: number): string => plural(n, { one: "one needs you", other: "# need you" }),
};
