import { DotAt } from "./dot-mark.tsx";
import { Legend, useSaid } from "./dots.tsx";
import { arcOf } from "./seats.ts";
import { type DotGroup, type Tone, tonesOf, yourPlace } from "./tone.ts";

/** What an assembly shows. */
export interface MootProps {
  readonly groups: readonly DotGroup[];
  readonly you?: Tone | undefined;
  /** The numbers that count, in the middle. */
  readonly middle: string;
  /** What they are. */
  readonly below: string;
}

/** An assembly seen from above: one seat for each person, those who said the same beside each other. */
export function Moot({ groups, you, middle, below }: MootProps) {
  const shown = groups.filter(({ count }) => count > 0);
  const tones = tonesOf(shown);
  const yours = yourPlace(tones, you);
  const { places, width, height, letters, words } = arcOf(tones.length);
  return (
    <figure class="stack stack-close">
      <svg class="moot" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={useSaid(shown)}>
        {places.map((at, index) => (
          <DotAt
            key={`${at.x}:${at.y}`}
            at={at}
            tone={tones[index] ?? "silent"}
            you={index === yours}
          />
        ))}
        <text x={words.x} y={words.y} font-size={letters}>
          {middle}
        </text>
        <text class="moot-below" x={words.x} y={words.y + 24}>
          {below}
        </text>
      </svg>
      <figcaption class="moot-key">
        <Legend groups={shown} />
      </figcaption>
    </figure>
  );
}

/** Seats that wait for people. */
export function EmptySeats({
  taken = 1,
  all = 7,
}: {
  readonly taken?: number;
  readonly all?: number;
}) {
  const { places, width, height } = arcOf(all);
  const middle = Math.floor((all - taken) / 2);
  return (
    <svg class="moot" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      {places.map((at, index) => (
        <DotAt
          key={`${at.x}:${at.y}`}
          at={at}
          tone={index >= middle && index < middle + taken ? "silent" : "free"}
        />
      ))}
    </svg>
  );
}
