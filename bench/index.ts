import { readdirSync } from "node:fs";

/*
 * `npm run bench [name] [-- flags]`: runs one bench, or says which there are.
 */
const folder = new URL(".", import.meta.url);
/** What the benches stand on, and no benches themselves. */
const PARTS = ["index", "figure", "crowd", "payers", "bundle", "light-village"];
const names = readdirSync(folder)
  .filter((name) => name.endsWith(".js"))
  .map((name) => name.slice(0, -".js".length))
  .filter((name) => !PARTS.includes(name));

const [name, ...flags] = process.argv.slice(2);
if (name === undefined || !names.includes(name)) {
  console.error(`There is a bench of: ${names.join(", ")}.`);
  process.exitCode = 2;
} else {
  process.argv = [process.execPath, name, ...flags];
  await import(new URL(`${name}.js`, folder).href);
}
