import type { Command } from "commander";
import { effectOf } from "../../client/action-input.ts";
import { askJson } from "../../client/ask.ts";
import type { EditionState } from "../../node/index.ts";
import { editionWords } from "../../node/index.ts";
import { toHex } from "../../protocol/kernel/bytes.ts";
import { EVERYONE } from "../../protocol/kernel/ids.ts";
import { toPlain } from "../../protocol/kernel/plain.ts";
import { folkmootLaw } from "../../protocol/rooms.ts";
import { adoptionOf } from "../adoption.ts";
import { type Call, type Cli, declare, withNode, withSigner } from "../command.ts";
import { usageError } from "../exit.ts";
import { openMemberSession, openSession } from "../member.ts";
import { formatMoment, parseMoment } from "../moments.ts";
import type { Outcome } from "../outcome.ts";
import { openProposal } from "./propose.ts";

/** Says which edition of the law holds, which one waits, and which ones this program has. */
export function addEdition(program: Command, cli: Cli): void {
  const edition = withNode(
    declare(
      program,
      cli,
      { usage: "edition", summary: "show the edition of the law, and the one that waits" },
      show,
    ),
  );
  withSigner(
    declare(
      edition,
      cli,
      { usage: "adopt", summary: "propose that everyone adopts the next edition" },
      adopt,
    ),
  )
    .option(
      "--from <moment>",
      "from when on it is to hold, such as 2027-05-01; the default is two weeks after the decision takes effect",
    )
    .option("--body <text>", "why, in full (Markdown)", "");
}

async function adopt(call: Call): Promise<Outcome> {
  const member = await openMemberSession(call);
  const { edition } = await askJson<{ readonly edition: EditionState }>(member.transport, {
    method: "GET",
    path: "/network",
  });
  const { time: now } = member.community;
  const everyone = await member.client.view("circles/circle", { circle: EVERYONE });
  const policy = everyone?.value.policies.find(({ kind }) => kind === "rule");
  const { votingMs = 0, delayMs = 0 } = policy ?? {};
  const from = readFrom(call, now);
  const input = adoptionOf(folkmootLaw, edition, { now, votingMs, delayMs, from });
  return openProposal(call, member, {
    title: `Edition ${input.edition} of the law, from ${formatMoment(input.moment)} on`,
    body: `${String(call.flags["body"] ?? "")}\n\nIts digest: ${toHex(input.digest)}`.trim(),
    kind: "rule",
    circle: EVERYONE,
    effects: [effectOf({ type: "constitution/adopt-edition", input })],
  });
}

function readFrom(call: Call, now: number): number | undefined {
  const given = call.flags["from"];
  if (typeof given !== "string") return undefined;
  const moment = parseMoment(given, now);
  if (moment.ok) return moment.value;
  throw usageError(
    `--from: ${moment.reason}.`,
    "It is when the edition begins to hold.",
    "Write it like 2027-05-01 or +80d.",
  );
}

async function show(call: Call): Promise<Outcome> {
  const { transport } = await openSession(call);
  const answer = await askJson<{ readonly edition: EditionState }>(transport, {
    method: "GET",
    path: "/network",
  });
  const { edition } = answer;
  const known = edition.known.map(({ number, digest }) => `Edition ${number} here: ${digest}`);
  const next = edition.known.find(({ number }) => number === edition.number + 1);
  return {
    plain: toPlain({ ok: true, ...edition }),
    lines: [
      `Edition ${edition.number} of the law holds.`,
      ...editionWords(edition),
      ...known,
      ...(next === undefined || edition.ahead !== null
        ? []
        : ["To propose the next one:", "folkmoot edition adopt"]),
    ],
  };
}
