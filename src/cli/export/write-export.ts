import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { packageVersion } from "../../engine/package-root.ts";
import { fromHex, toHex } from "../../protocol/kernel/bytes.ts";
import { textOf } from "../../protocol/texts/index.ts";
import { CommandError } from "../exit.ts";
import { blockLines } from "./block-lines.ts";
import { forkFounding } from "./fork.ts";
import { listFiles } from "./lists.ts";
import type { History } from "./open-history.ts";
import { pageFiles } from "./pages.ts";
import { readerInForce } from "./reader-in-force.ts";
import { plainRows } from "./table-lines.ts";
import { textReader } from "./texts.ts";

/** What an export holds. */
export interface Exported {
  readonly folder: string;
  readonly height: number;
  /** The first block of the history that is in it. */
  readonly historyFrom: number;
  readonly appHash: string;
  readonly rows: number;
  readonly blocks: number;
  readonly texts: number;
}

/** Writes everything that a community has into a new folder, in open formats. */
export async function writeExport(history: History, folder: string): Promise<Exported> {
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    throw new CommandError(`The folder ${folder} is not empty.`, {
      why: "An export never overwrites or mixes with what is there.",
      remedy: "Choose a new folder with --to.",
      code: "cli/not-empty",
    });
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const rows = writeTables(history, join(folder, "tables"));
  const blocks = await writeBlocks(history, join(folder, "blocks.ndjson"));
  const texts = copyTexts(history, join(folder, "texts"));
  const reader = textReader(history);
  for (const { name, text } of [...listFiles(history, reader), ...pageFiles(history, reader)]) {
    writeFileSync(join(folder, name), text);
  }
  writeFileSync(join(folder, "founding.json"), forkFounding(history));
  copyFileSync(history.layout.founding, join(folder, "founding-of-the-original.json"));
  const { height, root, time } = history.head;
  const historyFrom = history.firstBlock;
  const summary = { height, historyFrom, appHash: toHex(root), rows, blocks, texts };
  const manifest = {
    format: 1,
    name: history.file.name,
    community: toHex(history.ledger.community),
    time: new Date(time).toISOString(),
    version: packageVersion(),
    ...summary,
  };
  writeFileSync(join(folder, "manifest.json"), `${JSON.stringify(manifest, undefined, 2)}\n`);
  return { folder, ...summary };
}

function writeTables({ law, ledger }: History, folder: string): number {
  const state = ledger.reader();
  let rows = 0;
  for (const table of law.tableByName.values()) {
    const path = join(folder, `${table.name}.ndjson`);
    mkdirSync(join(path, ".."), { recursive: true });
    rows += writeLines(path, plainRows(state, table));
  }
  return rows;
}

function writeLines(path: string, values: Iterable<unknown>): number {
  const file = openSync(path, "w");
  let lines = 0;
  try {
    for (const value of values) {
      writeSync(file, `${JSON.stringify(value)}\n`);
      lines += 1;
    }
  } finally {
    closeSync(file);
  }
  return lines;
}

async function writeBlocks(history: History, path: string): Promise<number> {
  const file = openSync(path, "w");
  let blocks = 0;
  try {
    for await (const line of blockLines(history)) {
      writeSync(file, `${line}\n`);
      blocks += 1;
    }
  } finally {
    closeSync(file);
  }
  return blocks;
}

/** Copies the texts that the ledger knows and that nobody has erased. */
function copyTexts({ layout, ledger }: History, folder: string): number {
  mkdirSync(folder, { recursive: true });
  if (!existsSync(layout.blobs)) return 0;
  const state = readerInForce(ledger);
  let texts = 0;
  for (const name of readdirSync(layout.blobs)) {
    const hash = fromHex(name);
    if (hash?.length !== 32 || textOf(state, hash)?.erasedAt !== 0) continue;
    copyFileSync(join(layout.blobs, name), join(folder, name));
    texts += 1;
  }
  return texts;
}
