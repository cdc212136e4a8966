import type { Judge } from "./verify.ts";

/** The most signatures that are checked for one question unasked: four sets of a hundred machines. */
export const SIGNATURES_MAX = 400;

/** Returns a judge for one question, who asks before more than `SIGNATURES_MAX` signatures are checked. */
export function judgeOfQuestion(judge: Judge, agree?: () => Promise<boolean>): Judge {
  let checked = 0;
  let agreed: Promise<boolean> | undefined;
  return {
    ...judge,
    async mayCheck(signatures) {
      checked += signatures;
      if (checked <= SIGNATURES_MAX) return true;
      agreed ??= agree?.() ?? Promise.resolve(false);
      return agreed;
    },
  };
}
