import { readFileSync } from "node:fs";

/** The version of this package, as its own description says. */
export function packageVersion(): string {
  const described = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  return (JSON.parse(described) as { readonly version: string }).version;
}
