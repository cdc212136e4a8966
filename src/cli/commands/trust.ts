import { existsSync, writeFileSync } from "node:fs";
import type { Command } from "commander";
import type { LightFault } from "../../client/light/fault.ts";
import type { CheckedBlock } from "../../client/light/report.ts";
import type { Anchor } from "../../client/light/trust.ts";
import { readLinkPage, writeLinkPage } from "../../client/link-secret.ts";
import { unverified } from "../../client/seen.ts";
import { forgetAll, forgetGiven } from "../../client/trust-memory.ts";
import { evidenceOf } from "../../client/two-histories.ts";
import { toHex } from "../../protocol/kernel/bytes.ts";
import { toPlain } from "../../protocol/kernel/plain.ts";
import { confirm } from "../asking.ts";
import { type Call, type Cli, declare, withNode } from "../command.ts";
import { deviceTrust } from "../device-trust.ts";
import { deviceWitnesses } from "../device-witnesses.ts";
import { CommandError, EXIT, usageError } from "../exit.ts";
import { lightOf } from "../handed-page.ts";
import { openSession } from "../member.ts";
import { formatMoment } from "../moments.ts";
import { nodeAddress } from "../node-address.ts";
import type { Outcome } from "../outcome.ts";
import { witnessLine } from "../proved.ts";
import type { Session } from "../session.ts";
import { pageName, twoHistoriesLines } from "../two-histories.ts";

/** What this computer has verified of a community, and what to do where two histories are told. */
export function addTrust(program: Command, cli: Cli): void {
  const summary = "what this computer has verified, and both pages where two histories are told";
  const trust = declare(program, cli, { usage: "trust", summary }, show);
  withKeys(trust).option("--save <file>", "write both pages with their signatures into a file");
  const again = "begin again with what the node shows, after the community has agreed";
  withKeys(declare(trust, cli, { usage: "begin-again <page>", summary: again }, beginAgain));
  const forget = "forget a page that a link or an invitation named, because it was wrong";
  withKeys(declare(trust, cli, { usage: "forget <page>", summary: forget }, forgetPage));
}

const withKeys = (command: Command): Command =>
  withNode(command).option("--keys <dir>", "the folder of your keys");

async function show(call: Call): Promise<Outcome> {
  const session = await openSession(call);
  const light = lightOf(call, session);
  const newest = await light.ask((client) => client.latest());
  if (!newest.ok) return twoHistories(call, session, newest.reason);
  if (call.flags["save"] !== undefined) throw nothingToSave();
  const trust = deviceTrust(call, session.community.chainId);
  const [begun, ...given] = (await trust.anchors()).map(anchorName);
  const { value: block } = newest;
  const state = light.stateOf(block).kind;
  const page = nameOf(block);
  return {
    plain: toPlain({ state, page, begun, given, asked: block.asked, agreeing: block.agreeing }),
    lines: [
      `This computer has verified page ${block.header.height}, written ${formatMoment(Number(block.header.time / 1_000_000n))}.`,
      `Its name, to compare with another member: ${page}`,
      `Signed by ${block.signers.length} of ${block.validatorCount}.`,
      ...witnessLine(block),
      `Trust began with ${begun ?? page}.`,
      ...given.map((each) => `It was also given ${each}.`),
      "Your node shows what this computer has verified: there is one history.",
    ],
  };
}

async function twoHistories(call: Call, session: Session, fault: LightFault): Promise<Outcome> {
  const { conflict } = fault;
  if (conflict === undefined) throw unverified(fault);
  const witnesses = await deviceWitnesses(call, session).toAsk();
  const witness = (place: number) => witnesses[place]?.site ?? "another node";
  const node = nodeAddress(call.settings);
  const evidence = evidenceOf(conflict, { node, witness, now: Date.now() });
  const file = call.flags["save"];
  if (file !== undefined) saveNew(String(file), evidence);
  const site = conflict.by === "witness" ? witness(conflict.witness) : node;
  const saved = file === undefined ? [] : [`Both pages are in ${String(file)}.`];
  return {
    plain: toPlain({ ok: false, twoHistories: evidence }),
    lines: [...twoHistoriesLines(conflict, site), ...saved],
    exit: EXIT.error,
  };
}

function saveNew(file: string, evidence: object): void {
  if (existsSync(file)) {
    throw new CommandError(`The file ${file} is there already.`, {
      why: "Evidence is never overwritten.",
      remedy: "Choose another name.",
      code: "cli/file-taken",
    });
  }
  writeFileSync(file, `${JSON.stringify(evidence, undefined, 2)}\n`);
}

/**
 * Forgets what this computer has verified, and begins with what the node shows.
 *
 * Why only while two histories are told, and only by the name of the page that the node shows: nobody
 * must do this by habit, by an old line of a script, or about another page than the community agreed on.
 */
async function beginAgain(call: Call): Promise<Outcome> {
  const word = String(call.words[0]);
  requirePage(word);
  const session = await openSession(call);
  const found = await lightOf(call, session).ask((client) => client.latest());
  if (found.ok) throw oneHistory();
  const { conflict } = found.reason;
  if (conflict === undefined) throw unverified(found.reason);
  if (conflict.by !== "node") throw notOfNode();
  const shown = pageName(conflict.other);
  if (word !== shown) throw anotherPage(word, shown);
  await confirm(
    call,
    `Forget page ${pageName(conflict.verified)}, which this computer has verified, and believe the node once? Do this only after the community has agreed.`,
  );
  const trust = deviceTrust(call, session.community.chainId);
  await forgetAll(trust);
  const again = await lightOf(call, session).ask((client) => client.latest());
  if (!again.ok) throw unverified(again.reason);
  const page = nameOf(again.value);
  return {
    plain: { ok: true, page },
    lines: [`This computer begins again with what the node shows: page ${page}.`],
  };
}

async function forgetPage(call: Call): Promise<Outcome> {
  const word = String(call.words[0]);
  const page = requirePage(word);
  const { community } = await openSession(call);
  const trust = deviceTrust(call, community.chainId);
  const [first, ...given] = await trust.anchors();
  if (!given.some((anchor) => anchorName(anchor) === word)) {
    const isFirst = first !== undefined && anchorName(first) === word;
    throw new CommandError("No link has named this page.", {
      why: isFirst ? "Trust began with it." : "This computer was not given it.",
      remedy: "See `folkmoot trust` for the pages that it was given.",
      code: "cli/not-found",
    });
  }
  await confirm(call, `Forget that somebody gave you page ${word}?`);
  await forgetGiven(trust, page);
  return { plain: { ok: true }, lines: ["That page is forgotten; it is not compared any more."] };
}

function requirePage(word: string) {
  const page = readLinkPage(word);
  if (page !== undefined) return page;
  throw usageError(
    `"${word}" is no page.`,
    "A page is its number, a dot, and the 64 digits of its name.",
    "Copy it from `folkmoot trust`.",
  );
}

const nameOf = ({ header, hash }: CheckedBlock): string =>
  writeLinkPage({ height: header.height, hash });

const anchorName = (anchor: Anchor): string =>
  anchor.kind === "header"
    ? writeLinkPage(anchor)
    : `the founding, with the machines ${toHex(anchor.validatorsHash)}`;

const oneHistory = (): CommandError =>
  new CommandError("There is nothing to begin again.", {
    why: "This node shows what this computer has verified: there is one history.",
    remedy: "See `folkmoot trust`.",
    code: "cli/one-history",
  });

const notOfNode = (): CommandError =>
  new CommandError("This does not clear it up.", {
    why: "It is a link or another node that contradicts your node, not your node what you have verified.",
    remedy: "See `folkmoot trust` for both pages and what to do.",
    code: "cli/not-of-node",
  });

const anotherPage = (word: string, shown: string): CommandError =>
  new CommandError("The node shows another page than the one that you have named.", {
    why: `You named ${word}, and the node shows ${shown}.`,
    remedy: "Look again with `folkmoot trust`, and compare with the community before you go on.",
    code: "cli/another-page",
  });

const nothingToSave = (): CommandError =>
  new CommandError("There is nothing to save.", {
    why: "This node shows what this computer has verified: there is one history.",
    remedy: "See `folkmoot trust`.",
    code: "cli/one-history",
  });
