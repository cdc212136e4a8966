import type { ComponentChildren } from "preact";
import { useNetwork } from "../../live/network.ts";
import { Section, Wash } from "../../parts/card.tsx";
import { When } from "../../parts/value.tsx";
import { useRoomWords } from "../../words/room-words.ts";

/** The edition of the law that waits, and whether this node's machine is ready for it; else nothing. */
export function EditionCard() {
  const words = useRoomWords().edition;
  const edition = useNetwork()?.edition;
  if (edition === undefined) return null;
  const { ahead, putOff } = edition;
  if (ahead === null) {
    if (putOff === null) return null;
    return (
      <Section>
        <h2 class="name">{words.putOff(putOff.edition)}</h2>
        <p class="soft small">
          {putOff.reason === "too-few-machines"
            ? words.tooFew(putOff.rehearsed, putOff.machines)
            : words.failed}
        </p>
      </Section>
    );
  }
  return (
    <Asking isProblem={ahead.problem !== null}>
      <h2 class="name">{words.waits(ahead.edition)}</h2>
      <p class="small">
        {ahead.height > 0 ? (
          words.fromPage(ahead.height)
        ) : (
          <>
            {words.from} <When at={ahead.moment} />.
          </>
        )}{" "}
        {words.ready(ahead.rehearsed, ahead.machines)}
      </p>
      {ahead.problem === null ? null : <p class="small">{words.missing(ahead.edition)}</p>}
    </Asking>
  );
}

const Asking = ({
  isProblem,
  children,
}: {
  readonly isProblem: boolean;
  readonly children: ComponentChildren;
}) => (isProblem ? <Wash tone="clay">{children}</Wash> : <Section>{children}</Section>);
