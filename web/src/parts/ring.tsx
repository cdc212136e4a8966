import { useWords } from "../words/language.ts";

const MIDDLE = 12;
const RADIUS = 8.8;
const DOT = 1.7;
/** More machines than this are one ring of as many dots. */
const DOTS_MOST = 16;

/** What a ring shows. */
export interface RingProps {
  /** Those who are here. */
  readonly present: number;
  /** All who have a seat. */
  readonly all: number;
  /** Side in CSS pixels, at the usual size of letters. */
  readonly size?: number;
  /** Leaves the words to the page, when it says them right beside the ring. */
  readonly silent?: boolean;
}

/** The machines around a table: one dot a seat, hollow where nobody sits now. */
export function Ring({ present, all, size = 56, silent = false }: RingProps) {
  const words = useWords();
  const drawn = Math.min(all, DOTS_MOST);
  const here = all <= DOTS_MOST ? present : Math.floor((present / all) * DOTS_MOST);
  const side = `${size / 16}rem`;
  return (
    <svg
      class="ring"
      width={side}
      height={side}
      viewBox="0 0 24 24"
      role={silent ? "presentation" : "img"}
      aria-hidden={silent}
    >
      <title>{words.parts.ring(present, all)}</title>
      {all <= 1 ? (
        <>
          <circle class={`dot dot-${present > 0 ? "yes" : "away"}`} cx={MIDDLE} cy={MIDDLE} r="4" />
          <circle class="ring-alone" cx={MIDDLE} cy={MIDDLE} r="9" />
        </>
      ) : (
        Array.from({ length: drawn }, (_, at) => {
          const angle = (at / drawn) * 2 * Math.PI - Math.PI / 2;
          return (
            <circle
              key={at}
              class={`dot dot-${at < here ? "yes" : "away"}`}
              cx={MIDDLE + RADIUS * Math.cos(angle)}
              cy={MIDDLE + RADIUS * Math.sin(angle)}
              r={DOT}
            />
          );
        })
      )}
    </svg>
  );
}
