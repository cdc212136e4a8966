import type { Command } from "commander";
import type { AnswerOf } from "../../client/view-types.ts";
import { carryOut } from "../acting.ts";
import { type Call, type Cli, declare, declareGroup, withSigner } from "../command.ts";
import { usageError } from "../exit.ts";
import { openMemberSession } from "../member.ts";
import { formatMoment } from "../moments.ts";
import { readTitles } from "../names.ts";
import type { Outcome } from "../outcome.ts";

/** What somebody has published: who can read it, whether it can be erased now. */
export function addText(program: Command, cli: Cli): void {
  const group = declareGroup(program, "text", "what you have published: list it, erase it");
  withSigner(
    declare(
      group,
      cli,
      { usage: "list", summary: "show your texts, who reads them, what holds them" },
      list,
    ),
  );
  withSigner(
    declare(
      group,
      cli,
      { usage: "erase <hash>", summary: "erase a text of yours everywhere" },
      erase,
    ),
  );
}

async function list(call: Call): Promise<Outcome> {
  const { client, person } = await openMemberSession(call);
  await client.signIn();
  const reading = await client.view("records/texts", { person });
  const texts = reading?.value.texts ?? [];
  const titles = await readTitles(
    client,
    texts.map(({ hash }) => hash),
  );
  const lines = texts.map(({ hash, kind, audience, at, isHeld }) => {
    const readers = audience === "public" ? "anybody" : "members";
    const held = isHeld ? ", open or in force: stays until that is over" : "";
    const title = titles.get(hash) ?? kind;
    return `${hash.slice(0, 12)}  ${kind} for ${readers}, ${formatMoment(at)}${held}: ${title}`;
  });
  const told = await client.view("identity/growth", { person });
  const growth = told?.value;
  return {
    plain: { texts, growth: growth ?? null },
    lines: [
      ...(lines.length === 0 ? ["You have published nothing that is not erased."] : lines),
      ...(growth === undefined ? [] : [roomLine(growth)]),
    ],
  };
}

function roomLine({ rows, bytes, mostRows, mostBytes }: AnswerOf<"identity/growth">): string {
  const kilobytes = (count: number) => Math.ceil(count / 1024);
  return `Added today: ${rows} of ${mostRows} rows, ${kilobytes(bytes)} of ${kilobytes(mostBytes)} kB.`;
}

async function erase(call: Call): Promise<Outcome> {
  const member = await openMemberSession(call);
  const text = await wholeHash(member, String(call.words[0]));
  const done = () => "The text is erased; every machine deletes it.";
  return carryOut(call, member, { type: "records/erase", input: { text }, done });
}

/** Completes the beginning of a hash as the list shows it. */
async function wholeHash(
  { client, person }: Awaited<ReturnType<typeof openMemberSession>>,
  given: string,
): Promise<string> {
  if (!/^[0-9a-f]{4,64}$/.test(given)) {
    throw usageError(
      `"${given}" is no hash of a text.`,
      "A text is named by its hash, or by the beginning of it.",
      "See `folkmoot text list`.",
    );
  }
  if (given.length === 64) return given;
  const reading = await client.view("records/texts", { person });
  const found = (reading?.value.texts ?? []).filter(({ hash }) => hash.startsWith(given));
  const [only] = found;
  if (only !== undefined && found.length === 1) return only.hash;
  throw usageError(
    `${found.length === 0 ? "No text" : "More than one text"} of yours begins with ${given}.`,
    "A text is named by its hash, or by the beginning of it.",
    "See `folkmoot text list`.",
  );
}
