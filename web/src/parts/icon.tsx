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
  down: "m6 9.5 6 6 6-6",
  find: "M16.5 10.5a6 6 0 1 1-12 0 6 6 0 0 1 12 0ZM15 15l5 5",
  arrow: "M5 12h14m-5.5-6L19 12l-5.5 6",
  plus: "M12 5v14M5 12h14",
  check: "m6.5 12.5 3.6 3.6 7.4-8",
  cross: "m7 7 10 10M17 7 7 17",
  lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  into: "M12 4v12m-5-5 5 5 5-5M5 20h14",
  machine: "M5 5h14v6H5zM5 13h14v6H5zM8 8h.01M8 16h.01",
  circle: "M9.5 9a2.5 2.5 0 1 1-.01 0M5 19c.3-3 2-4.5 4.5-4.500S13.7 16 14 19M16.5 8v6M13.5 11h6",
  page: "M6 3.500h8l4 4V20.500H6zM14 3.500v4h4M9 12h6M9 16h6",
  away: "M4 4l16 16M12 18.500h.01M8.8 15.200a5 5 0 0 1 6.4 0M5.5 11.700a10 10 0 0 1 4-2.300M14.5 9.400a10 10 0 0 1 4 2.3",
  key: "M14.5 13.500a4.5 4.5 0 1 1 0-9 4.5 4.5 0 0 1 0 9ZM11.3 12.2 4 19.500m3-3 2 2",
  leave: "M13 4H5v16h8M10 12h10m-3.5-3.500L20 12l-3.5 3.5",
  seed: "M12 21v-9m0 0c0-4 3-6.5 8-6.5 0 4.5-3 6.5-8 6.500Zm0 3C12 12 9.5 9.5 4.5 9.500c0 4 2.5 5.5 7.5 5.500Z",
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
  const turns = name === "back" || name === "next" || name === "arrow";
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
