import { circleOfAccount } from "folkmoot/client/at-once";
import { useState } from "preact/hooks";
import { useFound } from "../live/use-pages.ts";
import { useNames } from "../live/use-texts.ts";
import { useWords } from "../words/language.ts";
import { Face, Tile } from "./face.tsx";
import { likeness } from "./likeness.ts";
import { Pick, type PickOption } from "./pick.tsx";

/** How many are listed at once; what is typed finds the others. */
export const LISTED = 8;

/** Which person is meant. */
export interface PersonChoiceProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly people: readonly number[];
  readonly value: number;
  readonly onValue: (person: number) => void;
  /** How they are called, where circles can be chosen too. */
  readonly nameOf?: ((account: number) => string) | undefined;
}

type NameOf = (account: number) => string;

/** Returns how somebody is shown among others, told apart from those who are called alike. */
function useOptions(nameOf: NameOf) {
  const words = useWords().parts.pick;
  return (value: number, among: readonly number[]): PickOption => {
    const name = nameOf(value);
    if (circleOfAccount(value) !== undefined) {
      return { value, name, about: words.circle, face: <Tile icon="circle" /> };
    }
    const own = likeness(name);
    const alike = among.filter((each) => likeness(nameOf(each)) === own).length;
    const about = alike > 1 ? words.alike(value, alike) : undefined;
    return { value, name, about, face: <Face person={value} name={name} /> };
  };
}

/** Chooses a person from those who can be chosen, all of whom are known. */
export function PersonChoice({ people, nameOf, ...props }: PersonChoiceProps) {
  const names = useNames();
  const called = nameOf ?? names.of;
  const [typed, setTyped] = useState("");
  const wanted = typed.trim().toLocaleLowerCase();
  const fitting = people
    .filter((one) => fits(one, called(one), wanted))
    .toSorted((a, b) => called(a).localeCompare(called(b)));
  return (
    <Chosen
      {...props}
      {...{ typed, setTyped, nameOf: called, fitting, among: people, hasMore: false }}
    />
  );
}

/** Whether somebody is meant by what is typed: part of their name, or their number. */
export const fits = (account: number, name: string, wanted: string): boolean =>
  wanted === "" || name.toLocaleLowerCase().includes(wanted) || String(account) === wanted;

/** What a choice among people needs, wherever these come from. */
export interface ChosenProps extends Omit<PersonChoiceProps, "people" | "nameOf"> {
  readonly typed: string;
  readonly setTyped: (typed: string) => void;
  readonly nameOf: NameOf;
  /** Those who fit what is typed. */
  readonly fitting: readonly number[];
  /** Those among whom look-alikes are looked for. */
  readonly among: readonly number[];
  readonly hasMore: boolean;
  readonly isLooking?: boolean;
}

/** The field, with those who fit; once somebody is chosen it is asked who else is called so. */
export function Chosen(props: ChosenProps) {
  const { label, hint, value, onValue, nameOf, fitting, among, hasMore, isLooking = false } = props;
  const option = useOptions(nameOf);
  const isPerson = value !== 0 && circleOfAccount(value) === undefined;
  const namesakes = useFound(isPerson ? nameOf(value) : "").rows ?? [];
  const listed = fitting.slice(0, LISTED);
  return (
    <Pick
      label={label}
      hint={hint}
      options={listed.map((one) => option(one, among))}
      picked={
        value === 0 ? undefined : option(value, [...new Set([value, ...among, ...namesakes])])
      }
      onPick={(one) => {
        props.setTyped("");
        onValue(one);
      }}
      typed={props.typed}
      onTyped={props.setTyped}
      hasMore={hasMore || fitting.length > LISTED}
      isLooking={isLooking}
    />
  );
}
