import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type Figure, print } from "./figure.ts";

/** What a comparison needs to know. */
export interface Against {
  /** The bench and its flags. */
  readonly name: string;
  readonly flags: readonly string[];
  /** The commit that today's code is held against. */
  readonly commit: string;
  /** How often each of the two runs. */
  readonly rounds: number;
}

/** No figure may become worse than this many times what it was. */
const WORSE_MAX = 1.05;
/** Units of which more is better. */
const MORE_IS_BETTER = /per second|a second|\/s$/;

/**
 * Runs a bench of another commit and of this one in turns, and prints each figure of both.
 *
 * Why: two runs at different times measure the machine as much as the code; in turns, what else the
 * machine does meets both alike. The best of each side's turns counts, since it only ever slows down.
 * Shape: one line of JSON for each figure: `old`, `value`, and `ratio`, above one where it became worse.
 * Throws: when the commit cannot be built or one of the two benches fails.
 */
export function compare({ name, flags, commit, rounds }: Against): void {
  const old = mkdtempSync(join(tmpdir(), "folkmoot-against-"));
  try {
    checkOut(old, commit);
    const before = new Map<string, Figure[]>();
    const after = new Map<string, Figure[]>();
    for (let round = 0; round < rounds; round += 1) {
      gather(before, runBench(old, name, flags));
      gather(after, runBench(process.cwd(), name, flags));
    }
    for (const [bench, figures] of after) printBoth(figures, before.get(bench) ?? [], commit);
  } finally {
    spawnSync("git", ["worktree", "remove", "--force", old]);
    rmSync(old, { recursive: true, force: true });
  }
}

/** Lays the commit out in a folder of its own and builds its benches. */
function checkOut(folder: string, commit: string): void {
  run("git", ["worktree", "add", "--detach", "--force", folder, commit], process.cwd());
  const lock = (at: string) => readFileSync(join(at, "package-lock.json"), "utf8");
  if (lock(folder) === lock(process.cwd())) {
    symlinkSync(resolve("node_modules"), join(folder, "node_modules"));
  } else run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], folder);
  run(process.execPath, ["node_modules/typescript/bin/tsc", "-b", "bench"], folder);
}

function run(program: string, words: readonly string[], cwd: string): string {
  const done = spawnSync(program, words, { cwd, encoding: "utf8", maxBuffer: 2 ** 28 });
  if (done.error !== undefined) throw done.error;
  if (done.status !== 0) {
    throw new Error(`${[program, ...words].join(" ")}\n${done.stdout}${done.stderr}`);
  }
  return done.stdout;
}

function runBench(folder: string, name: string, flags: readonly string[]): readonly Figure[] {
  const words = ["--enable-source-maps", "dist/bench/index.js", name, ...flags];
  const lines = run(process.execPath, words, folder).trim().split("\n");
  return lines.filter((line) => line.startsWith("{")).map((line) => JSON.parse(line) as Figure);
}

function gather(figures: Map<string, Figure[]>, more: readonly Figure[]): void {
  for (const figure of more) {
    const known = figures.get(figure.bench);
    if (known === undefined) figures.set(figure.bench, [figure]);
    else known.push(figure);
  }
}

/** A figure that the commit did not have yet is printed without one to hold it against. */
function printBoth(now: readonly Figure[], then: readonly Figure[], commit: string): void {
  const [first] = now;
  if (first === undefined) return;
  const isMore = first.goalIs === "at least" || MORE_IS_BETTER.test(first.unit);
  const best = (figures: readonly Figure[]): number =>
    figures
      .map((figure) => figure.value)
      .reduce((one, other) => (isMore ? Math.max(one, other) : Math.min(one, other)));
  const value = best(now);
  if (then.length === 0) {
    print({ ...first, value, against: commit, old: null });
    return;
  }
  const old = best(then);
  const ratio = isMore ? old / value : value / old;
  print({
    ...first,
    value,
    against: commit,
    old: rounded(old),
    ratio: rounded(ratio),
    isWithin: ratio <= WORSE_MAX,
  });
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000;
