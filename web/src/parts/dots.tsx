import { useWords } from "../words/language.ts";
import { Bar } from "./bar.tsx";
import { DotAt, DotMark } from "./dot-mark.tsx";
import { rowsOf } from "./seats.ts";
import { type DotGroup, type Tone, tonesOf, yourPlace } from "./tone.ts";

/** As many people as can still be told apart; more are a bar. */
export const DRAWN_MOST = 60;

function Rows({ groups, you }: { readonly groups: readonly DotGroup[]; readonly you?: Tone }) {
  const tones = tonesOf(groups);
  const { places, width, height } = rowsOf(tones.length);
  const yours = yourPlace(tones, you);
  return (
    <svg
      class="dots"
      viewBox={`0 0 ${width} ${height}`}
      width={`${width / 16}rem`}
      height={`${height / 16}rem`}
      aria-hidden="true"
    >
      {places.map((at, index) => (
        <DotAt
          key={`${at.x}:${at.y}`}
          at={at}
          tone={tones[index] ?? "silent"}
          you={index === yours}
        />
      ))}
    </svg>
  );
}

/** The numbers in words, each with its mark. */
export function Legend({ groups }: { readonly groups: readonly DotGroup[] }) {
  const words = useWords();
  return (
    <ul class="legend">
      {groups.map((group) => (
        <li key={group.label}>
          <DotMark tone={group.tone} />
          {words.parts.group(group.count, group.label)}
        </li>
      ))}
    </ul>
  );
}

/** Returns what a picture of these people says in a sentence. */
export function useSaid(groups: readonly DotGroup[]): string {
  const words = useWords().parts;
  return words.groups(groups.map((each) => words.group(each.count, each.label)));
}

/** What a row of dots shows. */
export interface DotsProps {
  readonly groups: readonly DotGroup[];
  /** Where the person who looks stands: the last dot of that tone gets a rim. */
  readonly you?: Tone | undefined;
  /** Leaves out the numbers in words; then the page says them beside the dots itself. */
  readonly bare?: boolean;
}

/**
 * People as dots of the same size, with the numbers in words beside them.
 *
 * Bounds: above 60 people the dots become a bar, whose parts keep the proportion.
 */
export function Dots({ groups, you, bare = false }: DotsProps) {
  const shown = groups.filter((group) => group.count > 0);
  const said = useSaid(shown);
  const all = shown.reduce((sum, group) => sum + group.count, 0);
  if (all === 0) return null;
  const picture =
    all > DRAWN_MOST ? (
      <Bar groups={shown} />
    ) : (
      <Rows groups={shown} {...(you === undefined ? {} : { you })} />
    );
  if (bare) {
    return (
      <div role="img" aria-label={said}>
        {picture}
      </div>
    );
  }
  return (
    <div class="stack stack-close">
      {picture}
      <Legend groups={shown} />
    </div>
  );
}
