import type { Command } from "commander";
import { type Call, type Cli, declare } from "../command.ts";
import { checkUp } from "../doctor/check-up.ts";
import { findingLines } from "../doctor/finding-lines.ts";
import { EXIT } from "../exit.ts";
import type { Outcome } from "../outcome.ts";
import { portOf } from "../settings.ts";

/** Looks at everything that commonly gets in a node's way. */
export function addDoctor(program: Command, cli: Cli): void {
  declare(
    program,
    cli,
    { usage: "doctor", summary: "look for what commonly gets in a node's way" },
    doctor,
  )
    .option("--port <number>", "the port that is to be free")
    .option("--host <address>", "the address on which it is to be free");
}

async function doctor({ settings }: Call): Promise<Outcome> {
  const home = settings.get("home").value;
  const findings = await checkUp({
    home,
    host: settings.get("host").value,
    port: portOf(settings.get("port")),
  });
  const isWell = findings.every(({ state }) => state !== "wrong");
  const lines = findingLines(findings);
  const plain = { ok: isWell, home, findings: findings.map((finding) => ({ ...finding })) };
  return { plain, lines, exit: isWell ? EXIT.ok : EXIT.error };
}
