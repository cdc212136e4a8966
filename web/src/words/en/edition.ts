import { count } from "../format.ts";

/** How the law changes: the edition that waits, and who is ready for it. */
export const edition = {
  waits: (number: number): string => `Edition ${number} of the law is coming`,
  from: "It holds from",
  fromPage: (height: number): string => `It holds from page ${count(height)} on.`,
  ready: (rehearsed: number, machines: number): string =>
    `${count(rehearsed)} of ${count(machines)} machines are ready.`,
  missing: (number: number): string =>
    `This node\u2019s machine is not ready for edition ${number} and will stop before it. Tell the person who runs it; nothing is lost.`,
  putOff: (number: number): string => `Edition ${number} of the law was put off`,
  tooFew: (rehearsed: number, machines: number): string =>
    `${count(rehearsed)} of ${count(machines)} machines were ready; more than two thirds are needed. It may be adopted again.`,
  failed: "The move to it failed, and nothing of it stayed. The law is as it was.",
};
