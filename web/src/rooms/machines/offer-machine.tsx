import { useViewer } from "../../keys/use-viewer.ts";
import { useNames } from "../../live/use-texts.ts";
import { Section } from "../../parts/card.tsx";
import { Copy } from "../../parts/copy.tsx";
import { useRoomWords } from "../../words/room-words.ts";

/**
 * How to offer a machine: one paragraph and one command.
 *
 * Why a command and no button: the machine's own key signs the offer, and it never leaves the machine.
 * Why only a name that is known: what stands for a name names no key on the machine.
 */
export function OfferMachine() {
  const words = useRoomWords();
  const names = useNames();
  const { person, status } = useViewer();
  const name = person === undefined ? undefined : names.known(person);
  return (
    <Section title={words.helpers.offerTitle}>
      <p>{words.helpers.offerHow}</p>
      <Copy label={words.helpers.offerCommand} text={words.commands.offer(name)} />
      {status === "member" ? null : <p class="soft small">{words.helpers.offerMembers}</p>}
    </Section>
  );
}
