import { resolve } from "node:path";
import type { Command } from "commander";
import { type Call, type Cli, declare } from "../command.ts";
import { openHistory } from "../export/open-history.ts";
import { writeExport } from "../export/write-export.ts";
import { withStillHome } from "../home-copy.ts";
import type { Outcome } from "../outcome.ts";

/** Writes everything in open formats, so that a community can always leave. */
export function addExport(program: Command, cli: Cli): void {
  const summary = "write everything in open formats (NDJSON, CSV, Markdown) into a new folder";
  declare(program, cli, { usage: "export", summary }, exportAll).requiredOption(
    "--to <dir>",
    "the new folder",
  );
}

async function exportAll({ settings, flags }: Call): Promise<Outcome> {
  const folder = resolve(String(flags["to"]));
  return withStillHome(settings.get("home").value, (home) => exportStill(home, folder));
}

async function exportStill(home: string, to: string): Promise<Outcome> {
  const history = await openHistory(home);
  try {
    const done = await writeExport(history, to);
    const { folder, height, historyFrom, rows, blocks, texts } = done;
    return {
      plain: { ok: true, ...done },
      lines: [
        `Everything up to block ${height} is in ${folder}:`,
        `${rows} rows of tables, ${blocks} blocks, ${texts} texts, lists (CSV) and pages (Markdown).`,
        ...(historyFrom === 1
          ? []
          : [`The history in it begins with block ${historyFrom}: this home has no block before.`]),
        `Anyone who wants to go on from here: folkmoot init --from ${folder} --home NEW`,
      ],
    };
  } finally {
    await history.close();
  }
}
