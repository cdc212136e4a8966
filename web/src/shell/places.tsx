import { Icon, type IconName } from "../parts/icon.tsx";
import { later } from "../parts/later.tsx";
import { to } from "../router/route.ts";
import { useWords } from "../words/language.ts";
import { loadRoomWords } from "../words/room-words.ts";

/** The five places of the app, in their order. */
export const places = ["home", "decide", "money", "people", "more"] as const;

type Place = (typeof places)[number];

const icons: Readonly<Record<Place, IconName>> = {
  home: "home",
  decide: "decide",
  money: "money",
  people: "people",
  more: "more",
};

const NeedsPip = later(async () => {
  const [parts] = await Promise.all([import("./around.tsx"), loadRoomWords()]);
  return parts.NeedsPip;
});

/** The five places: at the thumb on a phone, in the rail on a desk. */
export function Places({ current }: { readonly current: string }) {
  const words = useWords();
  return (
    <nav class="places" aria-label={words.shell.placesLabel}>
      <ul>
        {places.map((place) => (
          <li key={place}>
            <a
              class="place"
              href={to([place])}
              {...(place === current ? { "aria-current": "page" as const } : {})}
            >
              <Icon name={icons[place]} />
              <span class="place-name">{words.shell.places[place]}</span>
              {place === "decide" ? <NeedsPip /> : null}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
