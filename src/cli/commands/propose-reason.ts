import { everyRow } from "../../client/every-row.ts";
import { carryOut, carryOutBringing } from "../acting.ts";
import type { Call } from "../command.ts";
import { usageError } from "../exit.ts";
import { openMemberSession } from "../member.ts";
import { called, type Names, printable } from "../names.ts";
import type { Outcome } from "../outcome.ts";
import type { Session } from "../session.ts";

const NO_TEXT = "00".repeat(32);

/** Says why somebody has answered a proposal as they did, or takes that back. */
export async function giveReason(call: Call): Promise<Outcome> {
  const decision = Number(call.words[0]);
  const { text, takeBack } = call.flags as { readonly text?: string; readonly takeBack?: true };
  const body = text?.trim() ?? "";
  if ((body === "") !== (takeBack === true)) {
    throw usageError(
      "Either there is a reason, or it is taken back.",
      "--text says why; --take-back takes back what you said.",
      'Write: folkmoot propose reason 6 --text "Because …"',
    );
  }
  const audience = call.flags["public"] === true ? "public" : "community";
  const member = await openMemberSession(call);
  if (takeBack === true) {
    return carryOut(call, member, {
      type: "decisions/give-reason",
      input: { decision, digest: NO_TEXT, audience, bytes: 0 },
      done: () => `You give no reason for your answer to proposal ${decision} any more.`,
    });
  }
  const readers = audience === "public" ? "Anybody" : "Members";
  return carryOutBringing(call, member, {
    type: "decisions/give-reason",
    content: { body },
    inputOf: (given) => ({ decision, audience, ...given }),
    done: () =>
      `Your reason stands beside your answer to proposal ${decision}. ${readers} can read it once voting has ended; nobody sees it before.`,
  });
}

/** Why people have answered as they did, a few lines for each; none while voting lasts. */
export async function reasonLines(
  { client }: Pick<Session, "client">,
  decision: number,
  names: Names,
): Promise<readonly string[]> {
  const given = (await everyRow(client, "decisions/reasons", { decision })) ?? [];
  const texts = await client.texts(given.slice(0, 200).map(({ text }) => text));
  return given.flatMap(({ person, text }) => {
    const body = (texts.get(text) as { readonly body?: unknown } | undefined)?.body;
    const words = typeof body === "string" ? printable(body) : "(not readable here)";
    return [`${called(names, person)} says why: ${words}`];
  });
}
