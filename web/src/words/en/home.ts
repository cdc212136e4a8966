import { count, isolate, plural } from "../format.ts";
import { date } from "../time.ts";

const spelled = ["One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"];

/** Home: what needs you, what you have, what happened and what comes. */
export const home = {
  title: "Home",
  greeting: (needs: number, name: string): string => {
    if (needs === 0) return `Nothing needs you, ${isolate(name)}.`;
    const things = needs === 1 ? "thing needs" : "things need";
    return `${spelled[needs - 1] ?? count(needs)} ${things} you, ${isolate(name)}.`;
  },
  answer: "Answer",
  look: "Look",
  until: "Until",
  unanswered: "You have not answered.",
  vouchFor: (name: string): string => `Do you know ${name}?`,
  vouchForHow: (have: number, needed: number): string =>
    `Asks to join. ${count(have)} of ${plural(needed, { one: "# vouch", other: "# vouches" })} so far.`,
  offerFrom: (name: string, amount: string): string => `${name} sends you ${amount}. Accept?`,
  offerHow: "It waits for your yes.",
  tasks: {
    judge: "Judge whether somebody must go",
    answer: "Answer a challenge against you",
    appeal: "A jury wants you to go",
  },
  tasksHow: {
    judge: "You were asked. Nobody sees your answer before the end.",
    answer: "Members can read your answer beside the reason.",
    appeal: "You can call on everyone.",
  },
  safety: {
    frozen: {
      title: (_device: string): string => "Your devices are frozen",
      how: "Nobody can vote, pay or sign for you. Remove the lost device, or lift the freeze if nothing is lost.",
    },
    removal: {
      title: (device: string): string => `${device}, a device of yours, is being removed`,
      how: "If that is not you, keep it and freeze your devices.",
    },
    new: {
      title: (device: string): string => `${device} was added to your devices`,
      how: "If that was not you, refuse it and freeze your devices.",
    },
  },
  leavingHow: "Until then you can stay. If it was not you, stay and freeze your devices.",
  placeOffered: (circle: string): string => `A place in ${circle} stands offered to you`,
  roleOffered: (circle: string): string => `A role in ${circle} stands offered to you`,
  offeredHow: "It is yours once you accept.",
  income: (amount: string): string => `${amount} of income waits`,
  incomeHow: "It is yours once you collect it.",
  take: "Collect",
  leavesOn: (at: number): string => `You leave on ${date(at)}`,
  asks: (name: string, whom: string | undefined): string =>
    `${name} asks ${whom ?? "everyone"} \u00b7 closes`,
  dots: { answered: "answered", missing: "not yet" },
  answered: (n: number, all: number): string => `${count(n)} of ${count(all)} have answered`,
  readAndAnswer: "Read and answer",
  comingTitle: "Coming up",
  comingCloses: "closes",
  comingEffect: "takes effect",
  ofUs: (n: number): string => (n === 1 ? "One of us" : `${count(n)} of us`),
  spend: "You can spend",
  pay: "Pay",
  applicant: "You have asked to join",
  applicantHow: (sentence: string): string => `${sentence} People who know you can vouch for you.`,
  askThem: "Show how it stands",
  latelyTitle: "Lately",
  latelyAll: "All of it",
  latelyNone: "The first thing that somebody does stands here.",
  latelyCut: "This node does not have what happened before. Others do.",
  more: "Show more",
  visitTitle: "You are visiting",
  visitLead:
    "Anyone may look at what is public here. To take part, somebody who is a member invites you.",
  visitLink: "Open the invitation that you were sent, on this device.",
  visitPaste: "I have copied an invitation",
  visitKey: "I am a member and have a recovery file",
  visitFound: "Start a community of your own",
};
