import type { Tone } from "./tone.ts";

/** Where a dot lies in a picture, and how large it is. */
export interface DotPlace {
  readonly x: number;
  readonly y: number;
  readonly r: number;
}

/** One person in a picture: the form says the same as the colour. */
export function DotAt({
  at: { x, y, r },
  tone,
  you = false,
}: {
  readonly at: DotPlace;
  readonly tone: Tone;
  readonly you?: boolean;
}) {
  const half = r * 0.72;
  return (
    <>
      <circle class={`dot dot-${tone}`} cx={x} cy={y} r={r} />
      {tone === "no" ? <path class="dot-cut" d={`M${x - r * 0.5} ${y}h${r}`} /> : null}
      {tone === "neither" ? (
        <path class="dot-half" d={`M${x} ${y - half}a${half} ${half} 0 0 1 0 ${2 * half}Z`} />
      ) : null}
      {you ? <circle class="dot-you" cx={x} cy={y} r={r + 3} /> : null}
    </>
  );
}

/** One dot beside a word. */
export function DotMark({ tone }: { readonly tone: Tone }) {
  return (
    <svg class="dot-mark" viewBox="0 0 14 14" aria-hidden="true">
      <DotAt at={{ x: 7, y: 7, r: 5 }} tone={tone} />
    </svg>
  );
}
