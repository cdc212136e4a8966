import { useNames, useTexts } from "../../live/use-texts.ts";
import type { Shown } from "../../live/use-view.ts";
import { Mark } from "../../parts/card.tsx";
import { Dots } from "../../parts/dots.tsx";
import { Face } from "../../parts/face.tsx";
import { Item } from "../../parts/item.tsx";
import { When } from "../../parts/value.tsx";
import { to } from "../../router/route.ts";
import { useRoomWords } from "../../words/room-words.ts";
import { groupsOf } from "./groups.ts";

type Row = Shown<"decisions/list">[number];

function About({ row }: { readonly row: Row }) {
  const words = useRoomWords().decide;
  const { stage, closesAt, effectAt } = row;
  if (stage === "open") {
    return (
      <>
        {words.closes} <When at={closesAt} />. {words.answered(row.answered, row.eligible)}.
      </>
    );
  }
  if (stage === "passed") {
    return (
      <>
        {words.stages.passed}. {words.effect} <When at={effectAt} />.
      </>
    );
  }
  return (
    <>
      {words.stages[stage]}. {words.closed} <When at={closesAt} />.
    </>
  );
}

/** A proposal in a list: who asks what, how it stands, and everybody as dots. */
export function Line({ row, waits = false }: { readonly row: Row; readonly waits?: boolean }) {
  const words = useRoomWords();
  const names = useNames();
  const read = useTexts();
  return (
    <Item
      lead={<Face person={row.proposer} name={names.of(row.proposer)} />}
      title={read(row.text)?.["title"] ?? words.names.proposal(row.decision)}
      href={to(["decide", row.decision])}
      about={<About row={row} />}
      {...(waits ? { end: <Mark tone="clay">{words.decide.needsYou}</Mark> } : {})}
    >
      <div class="item-dots">
        <Dots bare groups={groupsOf(row, words.decide.dots)} />
      </div>
    </Item>
  );
}
