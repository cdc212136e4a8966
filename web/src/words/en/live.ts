import { duration } from "../time.ts";

/** What is said when the node is away or refuses. */
export const live = {
  offline: "Your node does not answer. You see what this device last saw, and what you do is kept.",
  noNetwork:
    "This device is offline. You see what it last saw, and what you do is kept until it is online again.",
  newerVersion: "There is a newer version of this app.",
  useNewer: "Use it now",
  offlineCode: "Your node does not answer. Nothing was sent; try again when it is back.",
  received: "Your node has it, but too few helpers agree just now.",
  receivedHelp: "It is kept and goes on by itself. There is no need to send it again.",
  noKey: "You are visiting. Members can do this from a device with their key.",
  refusal: (sentence: string, remedy: string): string => `${sentence} ${remedy}`,
  unreadable: "The answer could not be read.",
  status: (status: number): string => `The node refused without a reason (${status}).`,
  signIn: "This is for members. Sign in on this device to read it.",
  busy: (wait: number): string => `Too many requests at once. Try again in ${duration(wait)}.`,
};
