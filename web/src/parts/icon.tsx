/** The pictures that stand beside words; never alone. */
const paths = {
  home: "M3.5 10.5 12 3.5l8.5 7M5.5 9v11h4.5v-6h4v6h4.5V9",
  decide: "m4.5 12.5 5 5 10-11",
  money: "M14 12a5.5 5.5 0 1 1-11 0 5.5 5.5 0 0 1 11 0ZM13.5 6.7a5.5 5.5 0 1 1 0 10.6",
  people:
    "M12 8.5a3.2 3.2 0 1 1-6.4 0 3.2 3.2 0 0 1 6.4 0ZM3 19.5c.4-3.6 2.6-5.6 5.8-5.6s5.4 2 5.8 5.6M15 5.6a3 3 0 0 1 0 5.8M17 14.3c2.2.7 3.6 2.5 4 5.2",
  more: "M5.5 12h.01M12 12h.01M18.5 12h.01",
  back: "m14.5 5.5-6.5 6.5 6.5 6.5",
  next: "m9.5 5.5 6.5 6.5-6.5 6.5",
  eye: "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12ZM14.8 12a2.8 2.8 0 1 1-5.6 0 2.8 2.8 0 0 1 5.6 0Z",
  look: "M12 7.5v5.5M12 16.6v.01M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0Z",
  done: "m8 12.3 2.8 2.8 5.4-5.8M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0Z",
  now: "M12 7v5l3 2M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0Z",
  waiting: "M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0Z",
  refused: "m9 9 6 6m0-6-6 6M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0Z",
  shield: "M12 3.5 5 6v5.5c0 4.5 2.9 7.3 7 9 4.1-1.7 7-4.5 7-9V6l-7-2.5Zm-3 8.7 2.2 2.2 4-4.2",
} as const;

/** The name of a picture. */
export type IconName = keyof typeof paths;

/** A line drawing beside a word, hidden from those who hear the page. */
export function Icon({
  name,
  small = false,
}: {
  readonly name: IconName;
  readonly small?: boolean;
}) {
  const turns = name === "back" || name === "next";
  return (
    <svg
      class={`icon${small ? " icon-small" : ""}${turns ? " icon-turn" : ""}`}
      viewBox="0 0 24 24"
      aria-hidden="true"
    >
      <path d={paths[name]} {...(name === "more" ? { "stroke-width": "3.2" } : {})} />
    </svg>
  );
}
