import { useId } from "preact/hooks";
import { fieldCells, fieldColumns } from "./field-shape.ts";
import type { DotGroup, Tone } from "./tone.ts";

const hollow = (tone: Tone): boolean => tone === "silent" || tone === "away";

function Pattern({ id, tone }: { readonly id: string; readonly tone: Tone }) {
  const stroke = hollow(tone) ? { fill: "none", stroke: "var(--tone)" } : { fill: "var(--tone)" };
  return (
    <pattern id={id} class={`dot-${tone}`} width="1" height="1" patternUnits="userSpaceOnUse">
      <circle cx="0.5" cy="0.5" r={hollow(tone) ? 0.3 : 0.36} stroke-width="0.14" {...stroke} />
    </pattern>
  );
}

/** More people than can be told apart: a field in which each still has the same area. */
export function DotField({ groups }: { readonly groups: readonly DotGroup[] }) {
  const id = useId();
  const all = groups.reduce((sum, group) => sum + group.count, 0);
  const columns = fieldColumns(all);
  let from = 0;
  const shapes = groups.flatMap((group) => {
    const cells = fieldCells(from, from + group.count, columns);
    from += group.count;
    return cells.map((cell) => (
      <rect key={`${cell.x}:${cell.y}`} {...cell} fill={`url(#${id}-${group.tone})`} />
    ));
  });
  return (
    <svg
      class="dot-field"
      viewBox={`0 0 ${columns} ${Math.ceil(all / columns)}`}
      aria-hidden="true"
    >
      <defs>
        {groups.map((group) => (
          <Pattern key={group.tone} id={`${id}-${group.tone}`} tone={group.tone} />
        ))}
      </defs>
      {shapes}
    </svg>
  );
}
