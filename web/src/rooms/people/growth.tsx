import { useViewer } from "../../keys/use-viewer.ts";
import { type Shown, useView } from "../../live/use-view.ts";
import { Section } from "../../parts/card.tsx";
import { When } from "../../parts/value.tsx";
import { useRoomWords } from "../../words/room-words.ts";

type Growing = Shown<"membership/growth">;

/** The phase that runs: how long, up to how many, and whom one can bring in oneself. */
function Phase({
  shown,
  phase,
}: {
  readonly shown: Growing;
  readonly phase: NonNullable<Growing["phase"]>;
}) {
  const words = useRoomWords().growth;
  return (
    <Section title={words.phase[phase.kind]}>
      <p>{words.oneVouch(shown.members, phase.limit)}</p>
      <p>
        {words.ends} <When at={phase.until} />
      </p>
      <p>{words.places(phase.places)}</p>
    </Section>
  );
}

/** How many more can be admitted now, and since when people wait for a place. */
function Pace({ shown }: { readonly shown: Growing }) {
  const words = useRoomWords().growth;
  const { month, year, placeAt, queued } = shown;
  return (
    <Section title={words.pace}>
      <p>{words.admitted(month, year)}</p>
      {placeAt === 0 ? null : (
        <p>
          {words.placeFrom} <When at={placeAt} />
        </p>
      )}
      {queued === 0 ? null : <p>{words.queued(queued)}</p>}
    </Section>
  );
}

/** How the community grows now: by a phase, or by its pace. */
export function Growth() {
  const { person = 0 } = useViewer();
  const shown = useView("membership/growth", { person }).data;
  if (shown === undefined) return null;
  return shown.phase === null ? (
    <Pace shown={shown} />
  ) : (
    <Phase shown={shown} phase={shown.phase} />
  );
}

/** A phase that runs, for Home; nothing outside phases. */
export function PhaseCard({ person }: { readonly person: number }) {
  const shown = useView("membership/growth", { person }).data;
  if (shown === undefined || shown.phase === null) return null;
  return <Phase shown={shown} phase={shown.phase} />;
}

/** Of an applicant: when the application lapses, or at which place they wait. */
export function Waiting({ person }: { readonly person: number }) {
  const words = useRoomWords().growth;
  const shown = useView("membership/person", { person }).data;
  const growth = useView("membership/growth", { person }).data;
  const application = shown?.application;
  if (application === null || application === undefined) return null;
  if (application.isPaused) return <p>{words.paused}</p>;
  if (application.readyAt === 0) {
    return (
      <p class="soft small">
        {words.lapses} <When at={application.until} />
      </p>
    );
  }
  const place = growth?.waiting.find((one) => one.person === person)?.place;
  return (
    <p>
      {words.waits(place)}{" "}
      {growth === undefined || growth.placeAt === 0 ? null : (
        <>
          {words.placeFrom} <When at={growth.placeAt} />
        </>
      )}
    </p>
  );
}
