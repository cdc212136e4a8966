import type { Command } from "commander";
import { createClient } from "../../client/client.ts";
import type { PageHandedOn } from "../../client/device-light.ts";
import { everyRow } from "../../client/every-row.ts";
import { seedSigner } from "../../client/keys/seed-signer.ts";
import { readLinkSecret } from "../../client/link-secret.ts";
import { portableHasher } from "../../client/portable-hasher.ts";
import { httpTransport } from "../../client/transport/http.ts";
import { recoveryProof as recoveryMessage } from "../../protocol/identity/index.ts";
import { fromHex } from "../../protocol/kernel/bytes.ts";
import { inDomain } from "../../protocol/kernel/domain.ts";
import { carryOut, refusal } from "../acting.ts";
import { withAnyOwnKey } from "../any-own-key.ts";
import { type Call, type Cli, declare, declareGroup, withSigner } from "../command.ts";
import { CommandError, usageError } from "../exit.ts";
import { takeIn } from "../handed-page.ts";
import { openMemberSession, openReaderSession } from "../member.ts";
import { formatMoment } from "../moments.ts";
import { called, personOf, readNames } from "../names.ts";
import { forgetNewcomer, keepNewcomer, newNewcomer } from "../newcomer.ts";
import { ownOutbox } from "../outbox/computer-outbox.ts";
import type { Outcome } from "../outcome.ts";
import { signingClient } from "../signing-client.ts";
import { leave, leavingLine, stay } from "./leaving.ts";

/** Who belongs to the community, who vouches for whom, joining and leaving. */
export function addMember(program: Command, cli: Cli): void {
  const group = declareGroup(program, "member", "the people: list, show, join, vouch, leave, stay");
  const add = (usage: string, summary: string, run: (call: Call) => Promise<Outcome>) =>
    withSigner(declare(group, cli, { usage, summary }, run));
  add("list", "show everybody", list);
  add("show <who>", "show one person", show);
  add("join <link>", "join with the link of an invitation", join)
    .requiredOption("--name <name>", "what you are called")
    .option("--about <text>", "a sentence about you", "");
  add("vouch <who>", "say that you know somebody and that they should belong", vouch("vouch"));
  add("unvouch <who>", "take your vouch back", vouch("withdraw-vouch"));
  add("growth", "show places, the pace, and who waits for a place", growth);
  add("hand-over <who>", "hand over places for new people to a member", handOver).option(
    "--places <number>",
    "how many",
    "1",
  );
  withAnyOwnKey(
    declare(group, cli, { usage: "leave", summary: "leave the community, in seven days" }, leave),
  );
  withAnyOwnKey(declare(group, cli, { usage: "stay", summary: "call off that you leave" }, stay));
}

async function list(call: Call): Promise<Outcome> {
  const session = await openReaderSession(call);
  const names = await readNames(session);
  const people = (await everyRow(session.client, "membership/people", {})) ?? [];
  const named = people.map((each) => ({ ...each, name: names.get(each.person) ?? null }));
  const lines = named.map(({ person, name, status, isElder, vouches, leavesAt }) => {
    const more = [
      status,
      ...(leavesAt === 0 ? [] : [`leaves on ${formatMoment(leavesAt)}`]),
      ...(isElder ? ["elder"] : []),
      `${vouches} ${vouches === 1 ? "vouch" : "vouches"}`,
    ].join(", ");
    return `${String(person).padStart(4)}  ${name ?? "(name not readable)"}  ${more}`;
  });
  return { plain: named, lines };
}

async function show(call: Call): Promise<Outcome> {
  const session = await openReaderSession(call);
  const { person, names } = await personOf(call, session, call.words[0]);
  const reading = await session.client.view("membership/person", { person });
  if (reading === undefined) throw nobody(person);
  const shown = reading.value;
  const vouchers = shown.vouchedBy.map((each) => called(names, each.person)).join(", ");
  const lines = [
    `${called(names, person)} (person ${person}): ${shown.status} since ${formatMoment(shown.since)}`,
    vouchers === "" ? "Nobody has vouched yet." : `Vouched for by ${vouchers}.`,
    ...(shown.status === "applicant" ? [shown.admission.sentence] : []),
    ...(shown.leaving === null ? [] : [leavingLine(shown.leaving)]),
  ];
  return { plain: { ...shown, name: names.get(person) ?? null }, lines };
}

/** What an invitation's link says: where, which invitation, its secret, and a verified page. */
interface InvitedTo {
  readonly origin: string;
  readonly invitation: number;
  readonly secret: Uint8Array;
  /** Where the inviter's device stood, with which this computer begins to check. */
  readonly page: PageHandedOn | undefined;
}

/** Reads the link of an invitation. */
function readLink(link: string): InvitedTo {
  const url = URL.canParse(link) ? new URL(link) : undefined;
  // A node may be in a folder of a larger site, which then stands before.
  const [, folder = "", invitation] = /^(.*)\/j\/(\d{1,10})$/.exec(url?.pathname ?? "") ?? [];
  const { secret, page } = readLinkSecret(url?.hash.slice(1) ?? "");
  if (url !== undefined && invitation !== undefined && secret !== undefined) {
    return { origin: `${url.origin}${folder}`, invitation: Number(invitation), secret, page };
  }
  throw usageError(
    "This is not the link of an invitation.",
    "A link looks like http://HOST/j/12#… with 64 digits behind the sign #.",
    "Copy the whole link, including what comes after #.",
  );
}

async function join(call: Call): Promise<Outcome> {
  const { origin, invitation, secret, page } = readLink(String(call.words[0]));
  const name = String(call.flags["name"]);
  const transport = httpTransport(origin);
  const community = await createClient({ transport }).community();
  const keys = newNewcomer(call.settings.get("keys").value, name, community.community);
  const signer = seedSigner(keys.device);
  if (page !== undefined) await takeIn(call, { transport, community }, page);
  const client = signingClient(call, { transport, community }, signer);
  const named = fromHex(community.community) ?? new Uint8Array(0);
  const message = portableHasher.sha256(inDomain("invitation-proof", named, signer.publicKey));
  const proof = await seedSigner(secret).sign(message);
  const recovering = seedSigner(keys.recovery);
  const world = { sha256: portableHasher.sha256, community: named };
  const recoveryProof = await recovering.sign(recoveryMessage(world, signer.publicKey));
  const recovery = recovering.publicKey;
  const input = { invitation, key: signer.publicKey, recovery, proof, recoveryProof };
  // Kept before it is used: a key that the community knows must never be lost.
  const kept = keepNewcomer(keys, community.community);
  const { receipt, problem, kept: waits } = await client.act("membership/join", input);
  if (problem !== undefined) {
    forgetNewcomer(keys);
    throw refusal(problem);
  }
  if (waits !== undefined) {
    throw new CommandError("You have applied, but it is not agreed yet.", {
      why: "The node has it; too few machines take part just now.",
      remedy: `Your keys are kept. Look later: folkmoot why ${waits.id}`,
      code: "node/received",
    });
  }
  const about = String(call.flags["about"]);
  // The link is a secret, so it is not kept with what waits.
  const own = ownOutbox(
    { ...call, asked: "member join" },
    { transport, community },
    { client, signer },
  );
  const text = await own.publish({ name, about }, { audience: "community", kind: "profile" });
  await own.send("records/set-profile", { text });
  return {
    plain: { ok: true, person: receipt.person, community: community.community, ...kept },
    lines: [
      `You have applied to ${community.name} as ${name} (person ${receipt.person}).`,
      "You belong as soon as enough members have vouched for you: `folkmoot member show` tells.",
      `Your key is "${keys.key}" in ${keys.folder}.`,
      `Your recovery file is ${keys.recoveryFile}. Keep a copy where it is safe.`,
    ],
  };
}

function vouch(verb: "vouch" | "withdraw-vouch") {
  return async (call: Call): Promise<Outcome> => {
    const member = await openMemberSession(call);
    const { person, names } = await personOf(call, member, call.words[0]);
    const who = called(names, person);
    const done = verb === "vouch" ? `You vouch for ${who}.` : `You no longer vouch for ${who}.`;
    return carryOut(call, member, {
      type: `membership/${verb}`,
      input: { person },
      done: () => done,
    });
  };
}

/** Places are a person's own, so it is somebody with a key who asks. */
async function growth(call: Call): Promise<Outcome> {
  const session = await openMemberSession(call);
  const { person } = session;
  const reading = await session.client.view("membership/growth", { person });
  if (reading === undefined) throw nobody(person);
  const shown = reading.value;
  const names = await readNames(session);
  const { phase, members, month, year, placeAt, waiting } = shown;
  const lines =
    phase === null
      ? [
          `${month.admitted} of at most ${month.most} came in these 30 days, ${year.admitted} of ${year.most} in a year.`,
          ...(placeAt === 0 ? [] : [`The next place is free from ${formatMoment(placeAt)} on.`]),
          ...waiting.map((one) => `${one.place}. ${called(names, one.person)} waits for a place.`),
        ]
      : [
          `The ${phase.kind} phase runs until ${formatMoment(phase.until)}, or up to ${phase.limit} members; ${members} ${members === 1 ? "is" : "are"} here.`,
          `You have ${phase.places} places for new people, together with those who came by you.`,
        ];
  return { plain: shown, lines };
}

async function handOver(call: Call): Promise<Outcome> {
  const member = await openMemberSession(call);
  const { person, names } = await personOf(call, member, call.words[0]);
  const places = Number(call.flags["places"]);
  if (!Number.isSafeInteger(places) || places < 1 || places > 65_535) {
    throw usageError(
      "--places is not a whole number from 1 on.",
      `It says ${String(call.flags["places"])}.`,
      "Leave it out for one place.",
    );
  }
  const who = called(names, person);
  return carryOut(call, member, {
    type: "membership/hand-over-places",
    input: { person, places },
    done: () => `${who} has ${places} more.`,
  });
}

function nobody(person: number): CommandError {
  return new CommandError(`There is no person ${person}.`, {
    why: "Nobody has that number in this community.",
    remedy: "See `folkmoot member list`.",
    code: "cli/nobody",
  });
}
