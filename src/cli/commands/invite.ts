import { randomBytes } from "node:crypto";
import type { Command } from "commander";
import { askJson } from "../../client/ask.ts";
import type { Client } from "../../client/client.ts";
import { seedSigner } from "../../client/keys/seed-signer.ts";
import { writeLinkSecret } from "../../client/link-secret.ts";
import { reachOf } from "../../client/reach.ts";
import { readPublicAddress } from "../../node/index.ts";
import type { Plain } from "../../protocol/kernel/plain.ts";
import { carryOut } from "../acting.ts";
import { type Call, type Cli, declare, declareGroup, withSigner } from "../command.ts";
import { usageError } from "../exit.ts";
import { pageToHandOn } from "../handed-page.ts";
import { openMemberSession } from "../member.ts";
import { formatMoment, parseSpan } from "../moments.ts";
import { nodeAddress } from "../node-address.ts";
import type { Outcome } from "../outcome.ts";
import { withQr, withQrLines } from "../qr-lines.ts";
import type { MemberSession } from "../session.ts";

/** Invitations: links with a secret that only the invited person learns. */
export function addInvite(program: Command, cli: Cli): void {
  const group = declareGroup(program, "invite", "invitations: make, list, take back");
  withQr(
    withSigner(
      declare(group, cli, { usage: "new", summary: "make an invitation and print its link" }, make),
    ),
  )
    .option("--uses <number>", "how many people may use it", "1")
    .option("--for <span>", "how long it is open, such as 7d", "14d")
    .option("--origin <url>", "the address that the invited person opens, if it is another one");
  withSigner(declare(group, cli, { usage: "list", summary: "show your invitations" }, list));
  withSigner(
    declare(
      group,
      cli,
      { usage: "revoke <invitation>", summary: "take an invitation back" },
      revoke,
    ),
  );
}

async function make(call: Call): Promise<Outcome> {
  const uses = wholeNumber(String(call.flags["uses"]), "--uses");
  const span = parseSpan(String(call.flags["for"]));
  if (!span.ok)
    throw usageError(`--for: ${span.reason}.`, "It is a span of time.", "Write --for 7d.");
  const member = await openMemberSession(call);
  const seed = new Uint8Array(randomBytes(32));
  const input = {
    key: seedSigner(seed).publicKey,
    uses,
    until: member.community.time + span.value,
  };
  const origin = invitedTo(call);
  const card = await cardOf(member);
  const behind = writeLinkSecret(seed, await pageToHandOn(call, member), card);
  const linkOf = (invitation: unknown) => `${origin}/j/${String(invitation)}#${behind}`;
  const outcome = await carryOut(call, member, {
    type: "membership/invite",
    input,
    done: ({ invitation }) => linkOf(invitation),
  });
  if (call.flags["dryRun"] === true) return outcome;
  const { events } = outcome.plain as {
    events?: readonly { readonly data: { readonly invitation?: number } }[];
  };
  const reach = member.community.isDemo ? [] : reachLines(origin);
  if (events === undefined) return keptInvitation(outcome, linkOf("NUMBER"), reach);
  const invitation = events[0]?.data.invitation ?? 0;
  const link = linkOf(invitation);
  const lines = [
    link,
    `Anyone who has this link may join, ${uses} in all, until ${formatMoment(input.until)}.`,
    ...reach,
  ];
  const made = { plain: { ...(outcome.plain as object), invitation, link } as Plain, lines };
  return withQrLines(call, made, link);
}

/**
 * Tells the secret of an invitation that is on its way.
 *
 * Why now: nobody but this process knows it, and the number comes with the block.
 */
function keptInvitation(outcome: Outcome, link: string, reach: readonly string[]): Outcome {
  return {
    plain: { ...(outcome.plain as object), link } as Plain,
    lines: [
      ...outcome.lines,
      "Keep this link. In the place of NUMBER put the number that `folkmoot invite list` then shows:",
      link,
      ...reach,
    ],
  };
}

/** The address that the invited person opens: as given, else the community's own, else this node's. */
function invitedTo({ flags, settings }: Call): string {
  const own = readPublicAddress(settings.get("public-address").value);
  return String(flags["origin"] ?? own ?? nodeAddress(settings)).replace(/\/$/, "");
}

/**
 * Says where a link works, unless it works everywhere.
 *
 * Why now: anyone who joins at an address keeps their key there, and cannot take it along to another one.
 */
function reachLines(origin: string): readonly string[] {
  const reach = reachOf(origin);
  if (reach === "everywhere") return [];
  const where = {
    here: "This link opens on this computer only: others cannot join by it.",
    unsafe: "Browsers keep no keys at this address, so nobody can join by it in a browser.",
  };
  return [
    where[reach],
    "First give the community an address of its own, then invite: folkmoot config set public-address https://…",
  ];
}

/** What the link says of itself; nothing of the inviter where their name cannot be read now. */
async function cardOf({ client, transport, person, community }: MemberSession) {
  const told = await askJson<{ readonly charter?: { readonly purpose?: string } }>(transport, {
    method: "GET",
    path: "/community",
  }).catch(() => undefined);
  const inviter = await ownName(client, person).catch(() => undefined);
  const purpose = told?.charter?.purpose ?? "";
  return { inviter: inviter ?? "", community: community.name, purpose };
}

async function ownName(client: Client, person: number): Promise<string | undefined> {
  await client.signIn();
  const profiles = (await client.view("records/some-profiles", { people: [person] }))?.value ?? [];
  const text = profiles[0]?.text;
  if (text === undefined) return undefined;
  const content = (await client.texts([text])).get(text);
  const name = (content as { readonly name?: unknown } | undefined)?.name;
  return typeof name === "string" ? name : undefined;
}

async function list(call: Call): Promise<Outcome> {
  const { client, person } = await openMemberSession(call);
  const reading = await client.view("membership/invitations", { person });
  const all = reading?.value ?? [];
  const lines = all.map(({ invitation, uses, used, until, isOpen }) => {
    return `${invitation}  used ${used} of ${uses}, ${isOpen ? `open until ${formatMoment(until)}` : "closed"}`;
  });
  const none = ["You have made no invitations. Make one with `folkmoot invite new`."];
  return { plain: all, lines: lines.length === 0 ? none : lines };
}

async function revoke(call: Call): Promise<Outcome> {
  const invitation = wholeNumber(String(call.words[0]), "the invitation");
  const member = await openMemberSession(call);
  const done = () => `Invitation ${invitation} is closed.`;
  return carryOut(call, member, {
    type: "membership/revoke-invitation",
    input: { invitation },
    done,
  });
}

function wholeNumber(text: string, name: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw usageError(
    `"${text}" is not a number.`,
    `${name} is a whole number.`,
    "Write it in digits.",
  );
}
