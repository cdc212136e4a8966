import { circleOfAccount } from "folkmoot/client/at-once";
import { to } from "../router/route.ts";
import { isolate } from "../words/format.ts";
import { useWords } from "../words/language.ts";
import { useNames, useTexts } from "./use-texts.ts";
import { useView } from "./use-view.ts";

const everyone = 1;

/** Returns how circles are called, as their people wrote it. */
export function useCircleNames(): (circle: number) => string {
  const words = useWords().names;
  const read = useTexts();
  const circles = useView("circles/list", {}).data ?? [];
  return (circle) => {
    const purpose = circles.find((each) => each.circle === circle)?.purpose;
    const name = purpose === undefined ? undefined : read(purpose)?.["name"];
    return name ?? (circle === everyone ? words.everyone : words.circle(circle));
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
    const circle = circleOfAccount(account);
    return circle === undefined ? names.of(account) : circleName(circle);
  };
  return {
    of: nameOf,
    in: (account) => isolate(nameOf(account)),
    page: (account) => {
      const circle = circleOfAccount(account);
      return circle === undefined ? to(["people", account]) : to(["circles", circle]);
    },
  };
}
