import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Command } from "commander";
import { askJson } from "../../client/ask.ts";
import { httpTransport } from "../../client/transport/http.ts";
import { nativeHasher } from "../../engine/native-hasher.ts";
import { wordsOf } from "../../engine/system-words.ts";
import {
  applyRestart,
  combineProposals,
  homeLayout,
  prepareRestart,
  type RestartProposal,
  readNetworkFile,
  readProposal,
  readValidatorKey,
  signerOf,
  tallyOf,
  withSignatures,
  writeProposal,
} from "../../node/index.ts";
import { headerHash } from "../../protocol/chain/header.ts";
import { lightBlockFromJson } from "../../protocol/chain/index.ts";
import { encodeRestart } from "../../protocol/chain/restart.ts";
import { equalBytes, fromHex, toHex } from "../../protocol/kernel/bytes.ts";
import { folkmootLaw } from "../../protocol/rooms.ts";
import { confirm } from "../asking.ts";
import { type Call, type Cli, declare, declareGroup, withNode } from "../command.ts";
import { CommandError, usageError } from "../exit.ts";
import { type KeptKey, keptKeys, readKey } from "../key-store.ts";
import { nodeAddress } from "../node-address.ts";
import type { Outcome } from "../outcome.ts";
import { restartLines, tallyLine } from "../restart-lines.ts";

/** What members do together when too many machines are gone for good. */
export function addNetworkRestart(network: Command, cli: Cli): void {
  const group = declareGroup(
    network,
    "restart",
    "go on with other machines when too many are gone for good",
  );
  declare(
    group,
    cli,
    { usage: "key", summary: "print the key with which this machine signs blocks" },
    key,
  );
  declare(
    group,
    cli,
    { usage: "prepare", summary: "write a restart for the members to sign" },
    prepare,
  )
    .option(
      "--seats <keys...>",
      "the keys of the machines that are to sign; one machine alone names itself",
    )
    .option("--machines <file>", "the same, one key at the beginning of each line")
    .option("--out <file>", "where it is written", "restart.json");
  withNode(
    declare(group, cli, { usage: "sign <file>", summary: "sign a restart as a member" }, sign),
  )
    .option("--as <name>", "whose key signs")
    .option("--keys <dir>", "the folder of your keys");
  declare(
    group,
    cli,
    { usage: "combine <files...>", summary: "put signatures from several files together" },
    combine,
  ).option("--out <file>", "where it is written; the first file unless given");
  declare(
    group,
    cli,
    { usage: "apply <file>", summary: "carry a signed restart out in a home" },
    apply,
  );
}

async function key(call: Call): Promise<Outcome> {
  const home = resolve(call.settings.get("home").value);
  const publicKey = toHex((await readValidatorKey(homeLayout(home))).publicKey);
  return { plain: { ok: true, home, key: publicKey }, lines: [publicKey] };
}

async function prepare(call: Call): Promise<Outcome> {
  const home = resolve(call.settings.get("home").value);
  const out = resolve(String(call.flags["out"]));
  const seats = await seatsOf(call, home);
  const proposal = await prepareRestart({ law: folkmootLaw, home, seats, time: Date.now() });
  await writeProposal(out, proposal);
  return {
    plain: { ok: true, file: out, mayLackBlock: proposal.mayLackBlock, ...figuresOf(proposal) },
    lines: [
      ...restartLines(proposal),
      ...(proposal.mayLackBlock ? [MAY_LACK_BLOCK] : []),
      tallyLine(proposal),
      `Written to ${out}. Each member signs it with:`,
      `  folkmoot network restart sign "${out}" --as NAME`,
    ],
  };
}

const MAY_LACK_BLOCK =
  "Look first: this machine has voted for one more block, and another machine may have it. Prepare the restart on the machine with the highest block.";

/** The keys that were given; in the home of one machine its own, unless others are. */
async function seatsOf({ flags }: Call, home: string): Promise<Uint8Array[]> {
  const { seats = [], machines } = flags as {
    readonly seats?: readonly string[];
    readonly machines?: string;
  };
  const listed = machines === undefined ? [] : linesOf(machines);
  const keys = [...seats.flatMap((each) => each.split(",")), ...listed];
  const layout = homeLayout(home);
  if (keys.length === 0 && (await readNetworkFile(layout.network)) === undefined) {
    return [(await readValidatorKey(layout)).publicKey];
  }
  if (keys.length === 0) {
    throw usageError(
      "It is not said which machines are to sign.",
      "A restart names every machine that signs from then on.",
      "Give --seats with their keys; `folkmoot network restart key --home DIR` prints one.",
    );
  }
  return keys.map((text) => {
    const bytes = fromHex(text);
    if (bytes?.length === 32) return bytes;
    throw usageError(
      `${text} is not the key of a machine.`,
      "A key has 64 hexadecimal digits.",
      "Print it with `folkmoot network restart key --home DIR`.",
    );
  });
}

function linesOf(path: string): string[] {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw usageError(
      `${path} cannot be read.`,
      wordsOf(error),
      "Name a file with a key at the beginning of each line.",
    );
  }
  return text.split("\n").flatMap((line) => line.trim().split(/\s+/)[0] || []);
}

async function sign(call: Call): Promise<Outcome> {
  const file = resolve(String(call.words[0]));
  const proposal = await readProposal(file);
  const signer = chooseKey(call, proposal);
  const { person, device, message } = signerOf(proposal, signer.signer.publicKey);
  const compared = await compareWithNode(call, proposal);
  const lines = [...restartLines(proposal), compared];
  if (!call.isJson && !call.isYes) for (const line of lines) call.terminal.out(line);
  await confirm(call, `Sign this as ${signer.name}?`);
  const signature = await signer.signer.sign(message);
  const signed = withSignatures(proposal, [{ person, device, signature }]);
  await writeProposal(file, signed);
  return {
    plain: { ok: true, file, person, ...figuresOf(signed) },
    lines: [
      ...(call.isYes ? lines : []),
      `Signed as ${signer.name}. ${tallyLine(signed)}`,
      `Pass ${file} on, or send it back to be combined with others.`,
    ],
  };
}

function chooseKey({ settings }: Call, { certificate }: RestartProposal): KeptKey {
  const folder = settings.get("keys").value;
  const name = settings.given("as");
  if (name !== undefined) return readKey(folder, name);
  const community = toHex(certificate.restart.community);
  const fitting = keptKeys(folder).filter((kept) => kept.community === community);
  const [only] = fitting;
  if (only !== undefined && fitting.length === 1) return only;
  throw new CommandError("It is not clear whose key signs.", {
    why: `${fitting.length === 0 ? "No key" : "More than one key"} of this community is in ${folder}.`,
    remedy: "Name the key with --as.",
    code: "keys/which",
  });
}

/**
 * Compares what is to be signed with a node, where one was named.
 *
 * Why: the last block is signed by the machines, but that the state after it has this root only
 * somebody knows who has carried the block out.
 */
async function compareWithNode(call: Call, { certificate }: RestartProposal): Promise<string> {
  // A node that is merely set may be the one that is lost.
  if (call.settings.get("node").origin !== "flag") {
    return "No node was named with --node: that the state is the right one rests on who prepared this.";
  }
  const transport = httpTransport(nodeAddress(call.settings));
  const { height, headerHash: named, root } = certificate.restart;
  const json = await askJson<unknown>(transport, { method: "GET", path: `/light/${height}` });
  const block = lightBlockFromJson(nativeHasher, json);
  const isSame =
    block.ok && equalBytes(headerHash(nativeHasher, block.value.signedHeader.header), named);
  const state = await askJson<{ height: number; root: string }>(transport, {
    method: "GET",
    path: "/network",
  });
  if (isSame && state.height === height && state.root === toHex(root)) {
    return "The node that was named stands at this very block, with the same state.";
  }
  throw new CommandError("The node does not stand where this restart goes on.", {
    why: isSame
      ? `It is at block ${state.height}, with the root ${state.root}.`
      : `Its block ${height} is another one.`,
    remedy: "Do not sign. Ask the person who prepared it, and compare the homes of all machines.",
    code: "restart/differs",
  });
}

async function combine(call: Call): Promise<Outcome> {
  const files = (call.words[0] as readonly string[]).map((file) => resolve(file));
  const [first, ...others] = await Promise.all(files.map((file) => readProposal(file)));
  if (first === undefined) throw new Error("a list of files has a first one");
  for (const [at, other] of others.entries()) {
    if (isSame(first, other)) continue;
    throw new CommandError("These files are not of the same restart.", {
      why: `${files[at + 1]} differs from ${files[0]} in what is signed.`,
      remedy: "Combine only copies of one file.",
      code: "restart/differs",
    });
  }
  const { proposal: whole, leftOut: left } = combineProposals(first, others);
  const out =
    call.flags["out"] === undefined ? (files[0] as string) : resolve(String(call.flags["out"]));
  await writeProposal(out, whole);
  return {
    plain: { ok: true, file: out, leftOut: left, ...figuresOf(whole) },
    lines: [
      ...(left === 0 ? [] : [`Signatures that are wrong were left out: ${left}.`]),
      tallyLine(whole),
      `Written to ${out}.`,
      ...(tallyOf(whole).signed < tallyOf(whole).needed
        ? []
        : [
            "On every machine that goes on:",
            `  folkmoot network restart apply "${out}" --home DIR`,
          ]),
    ],
  };
}

function isSame(left: RestartProposal, right: RestartProposal): boolean {
  return equalBytes(
    encodeRestart({ ...left.certificate, signatures: [] }),
    encodeRestart({ ...right.certificate, signatures: [] }),
  );
}

async function apply(call: Call): Promise<Outcome> {
  const home = resolve(call.settings.get("home").value);
  const proposal = await readProposal(resolve(String(call.words[0])));
  const applied = await applyRestart(folkmootLaw, home, proposal.certificate);
  const { height, isSeated, isKnown } = applied;
  return {
    plain: { ok: true, home, ...applied },
    lines: [
      isKnown
        ? `${home} has taken this restart over before.`
        : `${home} goes on with block ${height}, as the members have signed.`,
      isSeated
        ? "This machine signs from then on."
        : "This machine has no seat from then on: it follows, serves the app and takes actions.",
      "What it signed before stays as it is, and its old folder can sign nothing any more.",
      `Next: folkmoot start --home "${home}"`,
    ],
  };
}

function figuresOf(proposal: RestartProposal) {
  const { restart } = proposal.certificate;
  const { signed, members, needed } = tallyOf(proposal);
  return {
    run: restart.run,
    height: restart.height,
    root: toHex(restart.root),
    validators: restart.validators.map(toHex),
    signed,
    members,
    needed,
  };
}
