import type { ComponentChildren } from "preact";
import { useWords } from "../words/language.ts";
import { Icon, type IconName } from "./icon.tsx";
import { colourOf, initialsOf } from "./initials.ts";

/** How large a face is. Units: CSS pixels at the usual size of letters. */
export type FaceSize = 24 | 32 | 40 | 56 | 96;

const sized = (size: FaceSize): string => (size === 40 ? "" : ` face-${size}`);

/** Whose face it is. */
export interface FaceProps {
  readonly person: number;
  /** As the page calls them, right beside the face. */
  readonly name: string;
  readonly size?: FaceSize;
  /** A clay ring asks you, an ink ring is you. */
  readonly ring?: "asks" | "you" | undefined;
}

/** A person as a disc in a colour of their own; the name always stands beside it. */
export function Face({ person, name, size = 40, ring }: FaceProps) {
  const rim = ring === undefined ? "" : ` face-${ring}`;
  return (
    <span class={`face${sized(size)} ${colourOf(person)}${rim}`} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}

/** A place where nobody is yet. */
export function Seat({
  size = 40,
  children,
}: {
  readonly size?: FaceSize;
  readonly children?: ComponentChildren;
}) {
  return (
    <span class={`face seat${sized(size)}`} aria-hidden="true">
      {children}
    </span>
  );
}

/** A group or a thing: never round, since circles are people. */
export function Tile({ icon, size = 40 }: { readonly icon: IconName; readonly size?: FaceSize }) {
  return (
    <span class={`face tile${sized(size)}`} aria-hidden="true">
      <Icon name={icon} />
    </span>
  );
}

/** A few people side by side, how many more there are, and how many places are free. */
export function Pile({
  people,
  nameOf,
  more = 0,
  free = 0,
}: {
  readonly people: readonly number[];
  readonly nameOf: (person: number) => string;
  readonly more?: number;
  readonly free?: number;
}) {
  const words = useWords().parts;
  const seats = Array.from({ length: free }, (_, at) => <Seat key={`free-${at}`} size={32} />);
  return (
    <span class="pile">
      {people.map((person) => (
        <Face key={person} person={person} name={nameOf(person)} size={32} />
      ))}
      {seats}
      {more > 0 ? <span class="pile-more">{words.more(more)}</span> : null}
    </span>
  );
}
