import { posix } from "node:path";

/** The houses, and what each may import besides itself. */
const HOUSES: { readonly [house: string]: readonly string[] } = {
  protocol: [],
  engine: ["protocol"],
  client: ["protocol"],
  node: ["protocol", "engine"],
  cli: ["protocol", "engine", "client", "node"],
  web: ["protocol", "client"],
};

/** What stands between the kernel and the rooms: formats that need the kernel alone. */
const CHAIN = "chain";

/** The rooms of the law, lowest first. */
const ROOMS = [
  "kernel",
  "texts",
  "constitution",
  "identity",
  "membership",
  "circles",
  "money",
  "treasury",
  "records",
  "validators",
  "decisions",
  "challenges",
];

/** Packages that a house may use; a house that is not here may use any. */
const PACKAGES: { readonly [house: string]: readonly string[] } = {
  protocol: ["@chainsafe/ssz"],
};

/** Says what is wrong with one import, or nothing. */
export function importProblem(file: string, specifier: string): string | undefined {
  const [house = "", ...inside] = houseOf(file);
  const isTest = isForTests(file);
  if (!specifier.startsWith(".")) return packageProblem(house, specifier, isTest);
  const target = posix.join(posix.dirname(file), specifier);
  const [other = "", ...there] = houseOf(target);
  if (other !== house) {
    const mayImport = HOUSES[house]?.includes(other) ?? false;
    return mayImport ? undefined : `${house} imports ${other}`;
  }
  return house === "protocol" && !isTest ? roomProblem(inside, there) : undefined;
}

/** The parts of a path from its house on: `src/engine/a.ts` gives `engine`, `a.ts`. */
export function houseOf(file: string): string[] {
  const parts = file.split("/");
  return parts[0] === "src" ? parts.slice(1) : parts;
}

/** Tells whether a file is a test, or something that only tests use. */
export function isForTests(file: string): boolean {
  return /\.test\.tsx?$/.test(file) || file.includes("/testing/");
}

function packageProblem(house: string, specifier: string, isTest: boolean): string | undefined {
  if (isTest) return undefined;
  const bare = !specifier.startsWith("node:");
  if (!bare) {
    const isPortable = house === "protocol" || house === "client" || house === "web";
    return isPortable ? `${house} imports ${specifier}` : undefined;
  }
  const allowed = PACKAGES[house];
  if (allowed === undefined || allowed.includes(specifier)) return undefined;
  return `${house} imports the package ${specifier}`;
}

function roomProblem(inside: readonly string[], there: readonly string[]): string | undefined {
  const room = inside.length > 1 ? (inside[0] as string) : undefined;
  const other = there.length > 1 ? (there[0] as string) : undefined;
  if (room === undefined || room === other) return undefined;
  if (other === undefined) return `the room ${room} imports ${there.join("/")}, which is above it`;
  const isLower = levelOf(other) < levelOf(room) && other !== CHAIN;
  if (!isLower) return `the room ${room} imports the room ${other}`;
  const isDoor = other === "kernel" || there[1] === "index.ts";
  return isDoor ? undefined : `the room ${room} imports ${there.join("/")} past its index.ts`;
}

function levelOf(room: string): number {
  if (room === CHAIN) return 0.5;
  const level = ROOMS.indexOf(room);
  return level < 0 ? ROOMS.length : level;
}

/** Lists what a source imports: line (from 1) and specifier. */
export function importsIn(source: string): { readonly line: number; readonly specifier: string }[] {
  const found: { line: number; specifier: string }[] = [];
  for (const [at, text] of source.split("\n").entries()) {
    const match =
      /^\s*(?:import|export|\})[^"]*\bfrom "([^"]+)"|^import "([^"]+)"|\bimport\("([^"]+)"\)/.exec(
        text,
      );
    const specifier = match?.[1] ?? match?.[2] ?? match?.[3];
    if (specifier !== undefined) found.push({ line: at + 1, specifier });
  }
  return found;
}
