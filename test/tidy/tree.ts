import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { blank } from "./blank.ts";
import { houseOf, importProblem, importsIn, isForTests } from "./imports.ts";
import {
  bannedEverywhere,
  bannedInApp,
  bannedInFaces,
  bannedInProtocol,
  oldWords,
  wordProblems,
} from "./words.ts";

/** Folders with sources, from the root of the repository. */
const FOLDERS = ["src", "web/src", "test", "bench"];
/** What a program wrote from definitions of others keeps no rules of ours. */
const GENERATED = "src/engine/comet/proto";
const LINES_MAX = 400;
const VAGUE = /^(?:utils?|helpers?|common|manager|service|misc|types?-utils)(?:\.|$)/;
/** Names that only seem vague: on screen, the machines that people run are called helpers. */
const MEANT = ["web/src/rooms/more/helpers.tsx"];
const KEBAB = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.(?:test|contract|config|d))?\.tsx?$/;

/** Names everything in a tree of sources that is not tidy: file, line, reason. */
export function untidy(root: string): string[] {
  const files = FOLDERS.flatMap((folder) => filesIn(root, folder));
  return files.flatMap((file) => {
    const source = readFileSync(join(root, file), "utf8");
    return [
      ...nameProblems(file),
      ...lengthProblems(source),
      ...importProblems(file, source),
      ...wordProblemsIn(file, source),
      ...oldWordsIn(file, source),
      ...companionProblems(file, source, files),
    ].map((problem) => `${file}${problem}`);
  });
}

function filesIn(root: string, folder: string): string[] {
  let names: string[];
  try {
    names = readdirSync(join(root, folder));
  } catch {
    return [];
  }
  return names.sort().flatMap((name) => {
    const path = `${folder}/${name}`;
    if (name === "node_modules" || name === "dist" || path === GENERATED) return [];
    if (statSync(join(root, path)).isDirectory()) return filesIn(root, path);
    return /\.tsx?$/.test(name) ? [path] : [];
  });
}

function nameProblems(file: string): string[] {
  const problems: string[] = [];
  if (!KEBAB.test(basename(file))) problems.push(": its name is not in kebab-case");
  const isVague = file.split("/").some((part) => VAGUE.test(part));
  if (isVague && !MEANT.includes(file)) problems.push(": its name says nothing");
  return problems;
}

function lengthProblems(source: string): string[] {
  const lines = source.split("\n").length - 1;
  return lines > LINES_MAX ? [`: ${lines} lines; ${LINES_MAX} are the most`] : [];
}

function importProblems(file: string, source: string): string[] {
  if (!/^(?:src|web)\//.test(file)) return [];
  return importsIn(source).flatMap(({ line, specifier }) => {
    const problem = importProblem(file, specifier);
    return problem === undefined ? [] : [`:${line}: ${problem}`];
  });
}

function wordProblemsIn(file: string, source: string): string[] {
  const isLaw = houseOf(file)[0] === "protocol" && !isForTests(file);
  const isFace = /^(?:src\/cli|web\/src)\//.test(file);
  const words = [
    ...bannedEverywhere,
    ...(isLaw ? bannedInProtocol : []),
    ...(isFace ? bannedInFaces : []),
    ...(file.startsWith("web/src/") ? bannedInApp : []),
  ];
  return blank(source)
    .split("\n")
    .flatMap((line, at) => wordProblems(file, line, words).map((why) => `:${at + 1}: ${why}`));
}

/**
 * Names the lines of a source or a page that say something in words of long ago.
 *
 * Why comments and quotes too: these words are for people.
 */
export function oldWordsIn(file: string, text: string): string[] {
  return text
    .split("\n")
    .flatMap((line, at) => wordProblems(file, line, oldWords).map((why) => `:${at + 1}: ${why}`));
}

/** An action's test stands beside it. */
function companionProblems(file: string, source: string, files: readonly string[]): string[] {
  const isAction = /^src\/protocol\/[a-z]+\/[^/]+\.ts$/.test(file) && !isForTests(file);
  if (!isAction || !/= defineAction\(/.test(source)) return [];
  const test = file.replace(/\.ts$/, ".test.ts");
  return files.includes(test) ? [] : [": an action without a test beside it"];
}
