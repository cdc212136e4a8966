import { count } from "../format.ts";
import { date } from "../time.ts";

/** Leaving, and taking everything along. */
export const leave = {
  title: "Take your data, or leave",
  lead: "Nothing holds you here.",
  exportTitle: "Everything, in open formats",
  exportHow:
    "Anyone who runs a helper can write out the whole community: people, money, decisions, texts. A new community can be founded from it.",
  command: "Command",
  leaveDo: "Leave",
  saying: {
    member: {
      title: "Leave the community",
      how: "You are gone seven days after you say so. Until then everything is as before, and you can stay. Then your income ends and you no longer decide here. What you did stays on the record, without your name.",
      sure: "Leave in seven days?",
      done: "It is said. The day stands above; until then you can stay.",
    },
    applicant: {
      title: "Take your application back",
      how: "You are no applicant any more, at once. You can apply again later, with the same number.",
      sure: "Take your application back?",
      done: "You have taken your application back.",
    },
  },
  leavesOn: (at: number): string => `You leave on ${date(at)}`,
  untilThen: "Until then you can stay, from any of your devices, and everything is as before.",
  saidBy: (device: number): string => `Your device number ${count(device + 1)} said so,`,
  notYou: "If it was not you, stay, and freeze your devices: somebody may have one of them.",
  stay: "Stay",
  stayed: "You stay.",
  atOnce: "Leave at once",
  atOnceSure: "Leave now, for good?",
  atOnceMeans:
    "Your recovery file and another device of yours say the same, so you need not wait. Your income ends and you no longer decide here.",
  sooner: "To leave at once, say so with your recovery file, too.",
  left: "You have left. Farewell, and thank you.",
};
