import type { DotPlace } from "./dot-mark.tsx";

const ROW_MOST = 24;
const PITCH = 15;
const DOT = 5;

/** How wide and high a picture is, and where each dot lies. */
export interface Seating {
  readonly width: number;
  readonly height: number;
  readonly places: readonly DotPlace[];
}

/** Lays people in rows that differ by one at most, so that nobody stands alone in the last. */
export function rowsOf(people: number): Seating {
  const rows = Math.max(1, Math.ceil(people / ROW_MOST));
  const least = Math.floor(people / rows);
  const longer = people % rows;
  const widest = least + (longer > 0 ? 1 : 0);
  const places = Array.from({ length: rows }, (_, row) => row).flatMap((row) =>
    Array.from({ length: least + (row < longer ? 1 : 0) }, (_, at) => ({
      x: PITCH / 2 + 2 + at * PITCH,
      y: PITCH / 2 + 2 + row * PITCH,
      r: DOT,
    })),
  );
  return { width: widest * PITCH + 4, height: rows * PITCH + 4, places };
}

const MOOT_WIDTH = 360;
const RADIUS_MOST = 164;
const RADIUS_LEAST = 62;
const DOT_MOST = 12.5;

const arcsOf = (people: number): number =>
  people <= 9 ? 1 : people <= 28 ? 2 : people <= 44 ? 3 : 4;

interface Arcs {
  readonly radii: readonly number[];
  readonly dot: number;
}

// The size of a dot and the gap between two arcs hang on each other; a few rounds settle both.
function settle(people: number, outer: number): Arcs {
  let gap = 24;
  let settled: Arcs = { radii: [outer], dot: 0 };
  for (let round = 0; round < 3; round += 1) {
    const radii = Array.from({ length: arcsOf(people) }, (_, arc) => outer - arc * gap);
    const length = radii.reduce((sum, radius) => sum + radius, 0);
    settled = { radii, dot: Math.min(DOT_MOST, ((Math.PI * length) / people) * 0.33) };
    gap = 2 * settled.dot + 7;
  }
  return settled;
}

/** Shares people among arcs by their length; each arc has at least as many as its part, rounded down. */
function shared(people: number, radii: readonly number[]): number[] {
  const length = radii.reduce((sum, radius) => sum + radius, 0);
  const counts = radii.map((radius) => Math.floor((people * radius) / length));
  let left = people - counts.reduce((sum, count) => sum + count, 0);
  for (let arc = 0; left > 0; arc = (arc + 1) % counts.length, left -= 1) {
    counts[arc] = (counts[arc] ?? 0) + 1;
  }
  return counts;
}

/** An assembly seen from above, and where the words in its middle stand. */
export interface MootSeating extends Seating {
  readonly letters: number;
  readonly words: { readonly x: number; readonly y: number };
}

/**
 * Lays people on arcs, from one end to the other, so that those who say the same sit together.
 *
 * Bounds: 1 to 60 people; more than that can no longer be told apart.
 */
export function arcOf(people: number): MootSeating {
  const outer = Math.min(RADIUS_MOST, Math.max(RADIUS_LEAST, (people * 50) / Math.PI));
  const { radii, dot } = settle(people, outer);
  const counts = shared(people, radii);
  const seats = radii.flatMap((radius, arc) => {
    const here = counts[arc] ?? 0;
    return Array.from({ length: here }, (_, at) => {
      const angle = Math.PI * (here === 1 ? 0.5 : at / (here - 1));
      const x = MOOT_WIDTH / 2 - Math.cos(angle) * radius;
      const y = outer + 14 - Math.sin(angle) * radius * 0.96;
      return { angle, radius, x: round(x), y: round(y), r: round(dot) };
    });
  });
  seats.sort((a, b) => a.angle - b.angle || b.radius - a.radius);
  const inner = (radii.at(-1) ?? outer) - dot;
  return {
    width: MOOT_WIDTH,
    height: Math.round(outer + 30),
    places: seats.map(({ x, y, r }) => ({ x, y, r })),
    letters: Math.max(23, Math.min(44, inner * 0.35)),
    words: { x: MOOT_WIDTH / 2, y: outer - 12 - (outer > 120 ? 8 : 0) },
  };
}

const round = (value: number): number => Math.round(value * 10) / 10;
