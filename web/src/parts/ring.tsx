import { useWords } from "../words/language.ts";

const apart = 13;
const dot = 4.4;

interface Seat {
  readonly x: number;
  readonly y: number;
}

function seats(count: number): Seat[] {
  if (count === 1) return [{ x: 0, y: 0 }];
  const places: Seat[] = [];
  let radius = Math.max(16, Math.min(28, (count * apart) / (2 * Math.PI)));
  let left = count;
  while (left > 0 && radius < 400) {
    const fits = Math.max(1, Math.floor((2 * Math.PI * radius) / apart));
    const here = Math.min(left, fits);
    for (let at = 0; at < here; at += 1) {
      const angle = (at / here) * 2 * Math.PI - Math.PI / 2;
      places.push({ x: radius * Math.cos(angle), y: radius * Math.sin(angle) });
    }
    left -= here;
    radius += apart;
  }
  return places;
}

/** What a ring shows. */
export interface RingProps {
  /** Those who are here. */
  readonly present: number;
  /** All who have a seat. */
  readonly all: number;
  /** Side in CSS pixels. */
  readonly size?: number;
  /** Leaves the words to the page, when it says them right beside the ring. */
  readonly silent?: boolean;
}

/** An assembly seen from above: one dot a seat, hollow where nobody sits now. */
export function Ring({ present, all, size = 56, silent = false }: RingProps) {
  const words = useWords();
  const places = seats(all);
  const reach =
    places.reduce((far, seat) => Math.max(far, Math.hypot(seat.x, seat.y)), all === 1 ? 4 : 16) + 7;
  return (
    <svg
      class="ring"
      width={size}
      height={size}
      viewBox={`${-reach} ${-reach} ${2 * reach} ${2 * reach}`}
      role={silent ? "presentation" : "img"}
      aria-hidden={silent}
    >
      <title>{words.parts.ring(present, all)}</title>
      {places.map((seat, at) => (
        <circle
          key={`${seat.x}:${seat.y}`}
          class={at < present ? "dot-yes" : "dot-away"}
          cx={seat.x}
          cy={seat.y}
          r={dot}
          stroke-width="1.8"
        />
      ))}
    </svg>
  );
}
