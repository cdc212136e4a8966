import { useView } from "../../live/use-view.ts";
import { useRoomWords } from "../../words/room-words.ts";
import { answers } from "./answers.ts";

/** What all answers come to when they are counted again; this device does it itself where it checks the page. */
export function Recounted({ decision }: { readonly decision: number }) {
  const words = useRoomWords().decide;
  const count = useView("decisions/recount", { decision }).data?.count;
  if (count === undefined || count === null) return null;
  const counted: { readonly [name: string]: number } = count.counted;
  const [yes, no, abstain] = answers.map((answer) => counted[answer] ?? 0);
  return (
    <p class="soft small">
      {words.recounted(count.ballots, [yes ?? 0, no ?? 0, abstain ?? 0])}{" "}
      {count.holds ? words.recountHolds : words.recountFails}
    </p>
  );
}
