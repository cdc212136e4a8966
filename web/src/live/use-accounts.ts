import { type AccountId, type CircleId, circleAccount, ownerOf } from "folkmoot/protocol";
import { to } from "../router/route.ts";
import { isolate } from "../words/format.ts";
import { useWords } from "../words/language.ts";
import { useNames, useTexts } from "./use-texts.ts";
import { useView } from "./use-view.ts";

const everyone = 1;

/** The account of a circle, as addresses and forms write it. */
export const accountOfCircle = (circle: number): number => circleAccount(circle as CircleId);

/** Returns how circles are called, as their people wrote it. */
export function useCircleNames(): (circle: number) => string {
  const words = useWords().circles;
  const read = useTexts();
  const circles = useView("circles/list", {}).data ?? [];
  return (circle) => {
    const purpose = circles.find((each) => each.circle === circle)?.purpose;
    const name = purpose === undefined ? undefined : read(purpose)?.["name"];
    return name ?? (circle === everyone ? words.everyone : words.untitled(circle));
  };
}

/** How those are called who can hold money, and where their page is. */
export interface Accounts {
  readonly of: (account: number) => string;
  /** The same for use inside a sentence, so that it cannot turn the sentence around. */
  readonly in: (account: number) => string;
  readonly page: (account: number) => string;
}

/** Returns how people and circles are called, by the numbers of their accounts. */
export function useAccounts(): Accounts {
  const names = useNames();
  const circleName = useCircleNames();
  const nameOf = (account: number): string => {
    const owner = ownerOf(account as AccountId);
    return owner?.kind === "circle" ? circleName(owner.circle) : names.of(account);
  };
  return {
    of: nameOf,
    in: (account) => isolate(nameOf(account)),
    page: (account) => {
      const owner = ownerOf(account as AccountId);
      return owner?.kind === "circle" ? to(["circles", owner.circle]) : to(["people", account]);
    },
  };
}
