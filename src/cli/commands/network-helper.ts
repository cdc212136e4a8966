import { resolve } from "node:path";
import type { Command } from "commander";
import type { Client } from "../../client/client.ts";
import { portableHasher } from "../../client/portable-hasher.ts";
import type { AnswerOf } from "../../client/view-types.ts";
import { packageVersion } from "../../engine/package-root.ts";
import { homeLayout, keepValidatorKey, readValidatorKey } from "../../node/index.ts";
import { fromHex, toHex } from "../../protocol/kernel/bytes.ts";
import { percentText } from "../../protocol/kernel/figures.ts";
import type { PersonId } from "../../protocol/kernel/ids.ts";
import { offerProof } from "../../protocol/validators/index.ts";
import { carryOut, carryOutWithText, publish } from "../acting.ts";
import { type Call, type Cli, declare, declareGroup, withSigner } from "../command.ts";
import { CommandError } from "../exit.ts";
import { openMemberSession, openReaderSession } from "../member.ts";
import { formatMoment } from "../moments.ts";
import { called, readNames } from "../names.ts";
import type { Outcome } from "../outcome.ts";
import { addNetworkSeats } from "./network-seats.ts";

/** Helping to keep the community's record with a machine of one's own. */
export function addNetworkHelper(network: Command, cli: Cli): void {
  const group = declareGroup(network, "helper", "offer a machine, take a seat, look who helps");
  const add = (usage: string, summary: string, run: (call: Call) => Promise<Outcome>) =>
    withSigner(declare(group, cli, { usage, summary }, run));
  add("list", "show whose machines there are, and how reliably they are there", list);
  add("offer", "offer the machine whose home this is; makes its key if it has none", offer)
    .option("--place <text>", "roughly where it stands, such as a town", "")
    .option("--provider <text>", "whose building or service it is in", "")
    .option("--address <url>", "where its node answers, if anybody may ask it", "");
  add("take [machine]", "take the seat that was given to your machine: it is ready", take);
  addNetworkSeats(group, cli);
  add("withdraw [machine]", "take your machine off offer, and give its seat back", withdraw);
}

async function readHelpers(client: Client): Promise<AnswerOf<"validators/helpers">> {
  const reading = await client.view("validators/helpers", {});
  return reading?.value ?? [];
}

async function list(call: Call): Promise<Outcome> {
  const session = await openReaderSession(call);
  const helpers = await readHelpers(session.client);
  const names = await readNames(session);
  const lines = helpers.flatMap((each) => {
    const who = each.operator === 0 ? "nobody has said who runs it" : called(names, each.operator);
    const seat = each.seatUntil === 0 ? "" : `, seat until ${formatMoment(each.seatUntil)}`;
    const there = each.uptime === null ? "" : `, there ${percentText(each.uptime)} of the time`;
    return [
      `${String(each.machine).padStart(4)}  ${each.standing}: ${who}${seat}${there}`,
      `      ${each.sentence}`,
    ];
  });
  const none = "Nobody has offered a machine yet. One machine keeps this community.";
  return {
    plain: helpers,
    lines: lines.length === 0 ? [none] : lines,
  };
}

async function offer(call: Call): Promise<Outcome> {
  const home = resolve(call.settings.get("home").value);
  const member = await openMemberSession(call);
  const layout = homeLayout(home);
  const signer = await keepValidatorKey(layout);
  const community = fromHex(member.community.community) ?? new Uint8Array(0);
  const world = { community, sha256: portableHasher.sha256 };
  const proof = signer.sign(offerProof(world, member.person as PersonId, signer.publicKey));
  const { place, provider, address } = call.flags as { readonly [flag: string]: string };
  const said = { place, provider, address, software: `folkmoot ${packageVersion()}` };
  const audience = { audience: "public", kind: "machine" } as const;
  const declaration = await publish(call, member, { content: said, ...audience });
  const input = { key: signer.publicKey, proof, declaration };
  const request = {
    type: "validators/offer-machine" as const,
    input,
    done: ({ machine }: { readonly [name: string]: unknown }) =>
      `Machine ${machine} is on offer. Everyone together can give it a seat.`,
  };
  const outcome = await carryOutWithText(call, member, request, declaration);
  return {
    ...outcome,
    lines: [...(outcome.lines ?? []), `Its key is ${toHex(signer.publicKey)}, kept in ${home}.`],
  };
}

async function take(call: Call): Promise<Outcome> {
  const member = await openMemberSession(call);
  const machine = await machineOf(call, member.client);
  return carryOut(call, member, {
    type: "validators/take-seat",
    input: { machine },
    done: () => `Machine ${machine} begins to sign within a few blocks. Keep it running.`,
  });
}

async function withdraw(call: Call): Promise<Outcome> {
  const member = await openMemberSession(call);
  const machine = await machineOf(call, member.client);
  return carryOut(call, member, {
    type: "validators/withdraw-machine",
    input: { machine },
    done: () =>
      `Machine ${machine} is withdrawn. Keep it running until \`folkmoot network helper list\` no longer calls it leaving.`,
  });
}

/** The machine that is named, or the one whose key lies in this home. */
async function machineOf(call: Call, client: Client): Promise<number> {
  const word = call.words[0];
  if (typeof word === "string" && /^[1-9][0-9]{0,8}$/.test(word)) return Number(word);
  const home = resolve(call.settings.get("home").value);
  const { publicKey } = await readValidatorKey(homeLayout(home));
  const own = toHex(publicKey);
  const found = (await readHelpers(client)).find(({ key }) => key === own);
  if (found !== undefined) return found.machine;
  throw new CommandError("The machine of this home is not on offer.", {
    why: `Its key is ${own}, and nobody has offered a machine with that key.`,
    remedy: "Offer it with `folkmoot network helper offer`, or name a machine by its number.",
    code: "cli/no-machine",
  });
}
