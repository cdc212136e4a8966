import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { signedHeaderJson, timeText, validatorsJson } from "#engine/comet/snapshots/light-json.js";
import type { LightBlock } from "#protocol/chain/index.js";
import { judge, SECOND, soonAfter } from "./judge.ts";

/** Whether one light block follows from another, as CometBFT's own light client is asked. */
export interface Question {
  readonly trusted: LightBlock;
  readonly untrusted: LightBlock;
  /** What the whole client may ask for on its way; without it, a single step is verified. */
  readonly via?: readonly LightBlock[];
  /** Shortly after the untrusted block unless given. Units: nanoseconds since 1970. */
  readonly now?: bigint;
}

/** What CometBFT's light client says. */
export interface Verdict {
  readonly accepted: boolean;
  readonly reason?: string;
}

/** Puts questions to CometBFT's own light client, whose program is at `tool`. */
export function askGo(tool: string, questions: readonly Question[]): Verdict[] {
  const folder = mkdtempSync(join(tmpdir(), "folkmoot-lightcheck-"));
  const names = new Map<LightBlock, string>();
  const nameOf = (block: LightBlock): string => {
    const name = names.get(block) ?? `block${names.size}.json`;
    if (!names.has(block)) {
      names.set(block, name);
      writeFileSync(join(folder, name), JSON.stringify(lightBlockJson(block)));
    }
    return name;
  };
  try {
    const asked = questions.map(({ trusted, untrusted, via, now = soonAfter(untrusted) }) => ({
      way: via === undefined ? "step" : "client",
      trusted: nameOf(trusted),
      untrusted: nameOf(untrusted),
      blocks: (via ?? []).map(nameOf),
      now: timeText(now),
      period_seconds: Number(judge.rules.trustingPeriod / SECOND),
    }));
    writeFileSync(join(folder, "questions.json"), JSON.stringify(asked));
    const { status, stdout, stderr } = spawnSync(tool, [folder], { encoding: "utf8" });
    if (status !== 0) throw new Error(`lightcheck has failed: ${stderr}`);
    const lines = stdout.trim().split("\n");
    if (lines.length !== questions.length) throw new Error(`lightcheck said: ${stdout}`);
    return lines.map((line) => JSON.parse(line) as Verdict);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A light block in one piece: what nodes answer is judged, put together. */
function lightBlockJson(block: LightBlock): object {
  const { signed_header } = signedHeaderJson(block);
  const { validators } = validatorsJson(block, [], 1, block.validators.validators.length);
  return { signed_header, validator_set: { validators } };
}
