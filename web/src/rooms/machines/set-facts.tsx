import { useViewer } from "../../keys/use-viewer.ts";
import { useNetwork } from "../../live/network.ts";
import { useView } from "../../live/use-view.ts";
import { ButtonLink } from "../../parts/button.tsx";
import { Section } from "../../parts/card.tsx";
import { to } from "../../router/route.ts";
import { list } from "../../words/format.ts";
import { useRoomWords } from "../../words/room-words.ts";
import { type Machine, useMachineNames } from "./use-machines.ts";

/** How many sign, how many may fail, who is coming and going, on whom a lot may fall. */
export function SetFacts({ machines }: { readonly machines: readonly Machine[] }) {
  const words = useRoomWords().helpers;
  const nameOf = useMachineNames();
  const { status } = useViewer();
  const set = useView("validators/set", {}).data;
  const alone = useNetwork()?.engine === "embedded";
  if (set === undefined || (machines.length === 0 && set.size === 0)) return null;
  const named = (numbers: readonly number[]): string =>
    list(machines.filter(({ machine }) => numbers.includes(machine)).map(nameOf));
  return (
    <Section title={words.setTitle}>
      <p>{alone ? words.prepared : words.set(set.size, set.needed, set.mayFail)}</p>
      {set.coming.length === 0 ? null : <p>{words.coming(named(set.coming))}</p>}
      {set.leaving.length === 0 ? null : <p>{words.leaving(named(set.leaving))}</p>}
      {alone ? null : <p class="soft small">{words.changes(set.changesPerBlock, set.smallest)}</p>}
      <p class="soft small">
        {set.lotSentence} {words.lotPool(set.lotPool.length)}
      </p>
      {status === "member" && set.lotPool.length > 0 ? (
        <div>
          <ButtonLink href={to(["decide", "new", "helper"], { what: "lot" })}>
            {words.propose.lot}
          </ButtonLink>
        </div>
      ) : null}
    </Section>
  );
}
