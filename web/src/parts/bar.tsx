import type { DotGroup } from "./tone.ts";

const WIDTH = 360;
const HEIGHT = 18;
const GAP = 2;

/** More people than can be told apart: parts in one order, the silent hollow; the numbers stand below. */
export function Bar({ groups }: { readonly groups: readonly DotGroup[] }) {
  const all = groups.reduce((sum, { count }) => sum + count, 0);
  let from = 0;
  const parts = groups.map(({ tone, count }) => {
    const width = (count / all) * WIDTH;
    const x = from;
    from += width;
    return { tone, x, width: Math.max(width - GAP, 0.5) };
  });
  return (
    <svg
      class="bar"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {parts.map(({ tone, x, width }) => (
        <rect
          key={tone}
          class={`dot-${tone}`}
          x={x}
          y={tone === "silent" ? 0.75 : 0}
          width={width}
          height={tone === "silent" ? HEIGHT - 1.5 : HEIGHT}
          rx={tone === "silent" ? 3 : 0}
        />
      ))}
    </svg>
  );
}
