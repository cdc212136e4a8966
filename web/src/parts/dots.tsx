import { useWords } from "../words/language.ts";
import { DotField } from "./dot-field.tsx";
import type { DotGroup, Tone } from "./tone.ts";

const drawn = 200;

/** One person. */
export function Dot({ tone, you = false }: { readonly tone: Tone; readonly you?: boolean }) {
  return <span class={`dot dot-${tone}${you ? " dot-you" : ""}`} aria-hidden="true" />;
}

function row({ tone, count }: DotGroup, from: number, you: number | undefined) {
  const dots = [];
  for (let at = 0; at < count; at += 1) {
    dots.push(<Dot key={from + at} tone={tone} you={from + at === you} />);
  }
  return dots;
}

function Row({ groups, you }: { readonly groups: readonly DotGroup[]; readonly you?: Tone }) {
  const rows = [];
  let from = 0;
  for (const group of groups) {
    rows.push(...row(group, from, group.tone === you ? from + group.count - 1 : undefined));
    from += group.count;
  }
  return <div class="dots">{rows}</div>;
}

function Legend({ groups }: { readonly groups: readonly DotGroup[] }) {
  const words = useWords();
  return (
    <ul class="legend">
      {groups.map((group) => (
        <li key={group.label}>
          <Dot tone={group.tone} />
          {words.parts.group(group.count, group.label)}
        </li>
      ))}
    </ul>
  );
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
 * Bounds: above 200 people the dots become a field, whose areas keep the proportion.
 */
export function Dots({ groups, you, bare = false }: DotsProps) {
  const words = useWords();
  const shown = groups.filter((group) => group.count > 0);
  const all = shown.reduce((sum, group) => sum + group.count, 0);
  const label = words.parts.groups(shown.map((each) => words.parts.group(each.count, each.label)));
  const picture =
    all > drawn ? (
      <DotField groups={shown} />
    ) : (
      <Row groups={shown} {...(you === undefined ? {} : { you })} />
    );
  if (bare) {
    return (
      <div role="img" aria-label={label}>
        {picture}
      </div>
    );
  }
  return (
    <div class="stack stack-close">
      <div aria-hidden="true">{picture}</div>
      <Legend groups={shown} />
    </div>
  );
}
