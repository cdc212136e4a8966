import type { Policy } from "folkmoot/protocol";

/** The shares of yes and no that can be chosen. */
export const shares = ["1/2", "3/5", "2/3", "3/4", "4/5"] as const;

/** A share that can be chosen. */
export type Share = (typeof shares)[number];

/** A policy as a form holds it. */
export interface WrittenPolicy {
  /** In percent. */
  readonly quorum: string;
  readonly share: Share;
  /** In days. */
  readonly voting: string;
  readonly delay: string;
}

const day = 86_400_000;

/** Writes a policy as a form holds it; a share that cannot be chosen becomes the next larger one. */
export function writePolicy({ quorum, majority, votingMs, delayMs }: Policy): WrittenPolicy {
  const isEnough = (share: Share): boolean => {
    const [numerator = 0, denominator = 1] = share.split("/").map(Number);
    return numerator * majority.denominator >= majority.numerator * denominator;
  };
  return {
    quorum: String(quorum / 100),
    share: shares.find(isEnough) ?? "4/5",
    voting: String(votingMs / day),
    delay: String(delayMs / day),
  };
}

/** Reads a policy from a form; nothing where a figure is none. */
export function policyFrom(given: WrittenPolicy): Policy | undefined {
  const quorum = Math.round(number(given.quorum) * 100);
  const votingMs = Math.round(number(given.voting) * day);
  const delayMs = Math.round(number(given.delay) * day);
  const isWhole = [quorum, votingMs, delayMs].every((each) => Number.isSafeInteger(each));
  if (!isWhole || quorum < 0 || quorum > 10_000 || votingMs <= 0 || delayMs < 0) return undefined;
  const [numerator = 1, denominator = 2] = given.share.split("/").map(Number);
  return { quorum, majority: { numerator, denominator }, votingMs, delayMs };
}

function number(text: string): number {
  const trimmed = text.trim().replace(",", ".").replace("%", "");
  return trimmed === "" ? Number.NaN : Number(trimmed);
}
