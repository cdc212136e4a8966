import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { firstLoad, sumOf } from "../test/browser/first-load.ts";
import { print } from "./figure.ts";

/*
 * What a browser fetches before the first page of the app stands, its font included.
 *   npm run bench first-load
 */
const LIMIT = 60_000;

const load = await firstLoad((path) =>
  readFile(fileURLToPath(new URL(`../../web/dist/${path}`, import.meta.url))),
);
for (const [path, size] of load) {
  const kind = path.split(".").at(-1) ?? "";
  print({
    bench: `first-load/${path.replace(/-[\w-]{8}(?=\.)/, "")}`,
    value: size,
    unit: "bytes",
    kind,
  });
}
print({
  bench: "first-load/all",
  value: sumOf(load),
  unit: "bytes",
  goal: LIMIT,
  goalIs: "at most",
});
