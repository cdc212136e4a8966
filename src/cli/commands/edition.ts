import type { Command } from "commander";
import { askJson } from "../../client/ask.ts";
import type { EditionState } from "../../node/index.ts";
import { editionWords } from "../../node/index.ts";
import type { Plain } from "../../protocol/kernel/plain.ts";
import { type Call, type Cli, declare, withNode } from "../command.ts";
import { visit } from "../member.ts";
import type { Outcome } from "../outcome.ts";

/** Says which edition of the law holds, which one waits, and which ones this program has. */
export function addEdition(program: Command, cli: Cli): void {
  withNode(
    declare(program, cli, "edition", "show the edition of the law, and the one that waits", show),
  );
}

async function show(call: Call): Promise<Outcome> {
  const { transport } = await visit(call);
  const answer = await askJson<{ readonly edition: EditionState }>(transport, {
    method: "GET",
    path: "/network",
  });
  const { edition } = answer;
  const known = edition.known.map(({ number, digest }) => `Edition ${number} here: ${digest}`);
  const next = edition.known.find(({ number }) => number === edition.number + 1);
  return {
    plain: { ok: true, ...edition } as unknown as Plain,
    lines: [
      `Edition ${edition.number} of the law holds.`,
      ...editionWords(edition),
      ...known,
      ...(next === undefined || edition.ahead !== null
        ? []
        : [
            "To propose the next one:",
            `folkmoot propose new --kind rule --title "Edition ${next.number} of the law" --effect "constitution/adopt-edition edition=${next.number},digest=${next.digest},moment=DATE"`,
          ]),
    ],
  };
}
