import type { Command } from "commander";
import { packageVersion } from "../../engine/package-root.ts";
import { type Cli, declare } from "../command.ts";
import { versionLine } from "../program.ts";

/** Says which version this is. */
export function addVersion(program: Command, cli: Cli): void {
  declare(program, cli, { usage: "version", summary: "say which version this is" }, () => {
    const plain = { version: packageVersion(), node: process.versions.node };
    return { plain, lines: [versionLine()] };
  });
}
