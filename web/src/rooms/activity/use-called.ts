import { useAccounts } from "../../live/use-accounts.ts";
import { useTexts } from "../../live/use-texts.ts";
import { useView } from "../../live/use-view.ts";
import { isolate } from "../../words/format.ts";
import { useRoomWords } from "../../words/room-words.ts";
import type { Called } from "./line.ts";

/** Returns how people and decisions are called inside a sentence. */
export function useCalled(): Called {
  const words = useRoomWords();
  const accounts = useAccounts();
  const read = useTexts();
  const decisions = useView("decisions/list", {}).data ?? [];
  const texts = new Map(decisions.map((each) => [each.decision, each.text]));
  return {
    person: accounts.in,
    decision: (decision) => {
      const title = read(texts.get(decision) ?? "")?.["title"];
      return title === undefined
        ? words.names.proposal(decision)
        : words.activity.decision(isolate(title));
    },
  };
}
