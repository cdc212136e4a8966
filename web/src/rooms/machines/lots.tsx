import { type Shown, useView } from "../../live/use-view.ts";
import { Mark, Section } from "../../parts/card.tsx";
import { When } from "../../parts/value.tsx";
import { list } from "../../words/format.ts";
import { useRoomWords } from "../../words/room-words.ts";
import { type Machine, useMachineNames } from "./use-machines.ts";

type Lot = Shown<"validators/lots">[number];

/** Lots that are over and still shown, of each kind. */
const OVER_SHOWN = 3;

const tones = { open: "clay", drawn: "moss", failed: "plain" } as const;

/** A lot: whose values are there and whose are missing, or what came of it. */
function LotEntry({
  lot,
  named,
}: {
  readonly lot: Lot;
  readonly named: (machines: readonly number[]) => string;
}) {
  const words = useRoomWords().helpers.lots;
  const { kind, number, standing, asked, given, givenBy, waitingFor, until, settledAt } = lot;
  return (
    <li class="stack stack-close">
      <div class="row row-apart">
        <h3>{words.kinds[kind](number)}</h3>
        <Mark tone={tones[standing]}>{words.standings[standing]}</Mark>
      </div>
      {standing === "open" ? (
        <>
          {givenBy.length === 0 ? null : <p class="small">{words.givenBy(named(givenBy))}</p>}
          <p class="small">
            {words.missing(named(waitingFor))} {words.until} <When at={until} />.
          </p>
        </>
      ) : (
        <p class="small">
          <When at={settledAt} />: {words.over[standing](given, asked)}
        </p>
      )}
    </li>
  );
}

/** The open lots and the last ones that are over; nothing while there was none. */
export function Lots({ machines }: { readonly machines: readonly Machine[] }) {
  const words = useRoomWords().helpers.lots;
  const nameOf = useMachineNames();
  const lots = useView("validators/lots", {}).data ?? [];
  const named = (numbers: readonly number[]): string =>
    list(
      numbers.map((number) => {
        if (number === 0) return words.alone;
        const found = machines.find(({ machine }) => machine === number);
        return nameOf(found ?? { machine: number, operator: 0 });
      }),
    );
  const open = lots.filter(({ standing }) => standing === "open");
  const over = lots.filter(({ standing }) => standing !== "open").slice(0, OVER_SHOWN);
  if (open.length + over.length === 0) return null;
  return (
    <Section title={words.title}>
      <p class="soft small">{words.how}</p>
      <ul class="rows">
        {[...open, ...over].map((lot) => (
          <LotEntry key={`${lot.kind} ${lot.number}`} lot={lot} named={named} />
        ))}
      </ul>
    </Section>
  );
}
