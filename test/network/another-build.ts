import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const HOUSE = fileURLToPath(new URL("../../../", import.meta.url));

/** The laws of the tests that a build can have in place of its own. */
const LAWS = {
  /** The first edition, with an action that adopts at once. */
  hasty: "hastyLaw",
  /** The same, with the second edition of the tests. */
  "hasty-with-next": "hastyLawWithNext()",
  /** The published editions of the program's own law, with one of the tests after them. */
  "with-next": "publishedWithNext()",
} as const;

/** Where the laws of the tests stand. */
const SOURCES = [
  'import { hastyLaw, hastyLawWithNext } from "../engine/testing/adopting.js";',
  'import { publishedWithNext } from "./testing/next-edition.js";',
];

/** Puts a law of the tests in the place of the program's own. */
function lawOfTests(dist: string, law: keyof typeof LAWS) {
  const path = (...parts: readonly string[]) => join(dist, ...parts);
  const rooms = path("protocol", "rooms.js");
  const stand = path("protocol", "rooms-of-tests.js");
  const own: readonly (string | undefined)[] = [
    stand,
    path("engine", "testing", "adopting.js"),
    path("protocol", "testing", "next-edition.js"),
    undefined,
  ];
  return {
    name: "law-of-tests",
    resolveId(source: string, importer: string | undefined) {
      if (own.includes(importer) || importer === undefined) return null;
      return resolve(dirname(importer), source) === rooms ? stand : null;
    },
    load(id: string) {
      if (id !== stand) return null;
      return [
        ...SOURCES,
        'export { rooms } from "./rooms.js";',
        `export const folkmootLaw = ${LAWS[law]};`,
        // What a build of the tests has, it may adopt.
        "export const PUBLISHED = folkmootLaw.editions.length;",
      ].join("\n");
    },
  };
}

/**
 * Builds the program once more: the same sources, made small, under another version, and with a law of the
 * tests where one is named.
 *
 * Shape: answers the path of its command line.
 */
export async function anotherBuild(
  folder: string,
  version: string,
  law?: keyof typeof LAWS,
): Promise<string> {
  const { rolldown } = await import("rolldown");
  const dist = join(HOUSE, "dist");
  const bundle = await rolldown({
    input: join(dist, "cli", "main.js"),
    platform: "node",
    plugins: law === undefined ? [] : [lawOfTests(dist, law)],
    external: /^[@a-z]/,
    logLevel: "silent",
  });
  await bundle.write({
    dir: join(folder, "dist"),
    minify: true,
    preserveModules: true,
    preserveModulesRoot: dist,
  });
  await bundle.close();
  const described = JSON.parse(readFileSync(join(HOUSE, "package.json"), "utf8")) as object;
  writeFileSync(join(folder, "package.json"), JSON.stringify({ ...described, version }));
  cpSync(join(HOUSE, "bin"), join(folder, "bin"), { recursive: true });
  mkdirSync(join(folder, "web"));
  for (const part of ["node_modules", "tools", "web/dist"]) {
    symlinkSync(join(HOUSE, part), join(folder, part));
  }
  return join(folder, "bin", "folkmoot.js");
}
