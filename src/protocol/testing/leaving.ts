import type { PersonId } from "../kernel/ids.ts";
import { go } from "../membership/index.ts";
import type { TestLaw } from "./test-law.ts";

/** Lets somebody be gone now, without the days of their notice. */
export function leaveNow({ state, now }: Pick<TestLaw, "state" | "now">, person: number): void {
  go(state, person as PersonId, now);
}
