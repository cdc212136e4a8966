import { useWho } from "../keys/who.ts";
import { useNames } from "../live/use-texts.ts";
import { Face } from "../parts/face.tsx";
import { to } from "../router/route.ts";
import { useWords } from "../words/language.ts";

/** Who acts on this device, as a way to their own page; nothing for a visitor. */
export function Me() {
  const words = useWords().shell;
  const names = useNames();
  const person = useWho().acting?.person;
  if (person === undefined) return null;
  const name = names.of(person);
  return (
    <a class="tap" href={to(["people", person])} aria-label={words.you(name)}>
      <Face person={person} name={name} size={32} />
    </a>
  );
}

/** The same at the foot of the rail, with the name. */
export function MeNamed() {
  const names = useNames();
  const person = useWho().acting?.person;
  if (person === undefined) return null;
  const name = names.of(person);
  return (
    <a class="rail-me" href={to(["people", person])}>
      <Face person={person} name={name} size={32} />
      <bdi dir="auto">{name}</bdi>
    </a>
  );
}
