import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import type { Command } from "commander";
import { seedSigner } from "../../client/keys/seed-signer.ts";
import type { Signer } from "../../client/keys/signer.ts";
import { readDeviceCode, writeLinkPage } from "../../client/link-secret.ts";
import { portableHasher } from "../../client/portable-hasher.ts";
import { unlockedRecoveryFile } from "../../client/recovery-file.ts";
import { deviceProof } from "../../protocol/identity/index.ts";
import { fromHex, toHex } from "../../protocol/kernel/bytes.ts";
import type { PersonId } from "../../protocol/kernel/ids.ts";
import { toPlain } from "../../protocol/kernel/plain.ts";
import { carryOut } from "../acting.ts";
import { enter, withAnyOwnKey } from "../any-own-key.ts";
import { confirm } from "../asking.ts";
import { type Call, type Cli, declare, declareGroup } from "../command.ts";
import { deviceLines } from "../device-lines.ts";
import { CommandError, usageError } from "../exit.ts";
import { pageToHandOn, requireSame } from "../handed-page.ts";
import { assertKeyName, keepKey, readKey, writeSecret } from "../key-store.ts";
import { openSession } from "../member.ts";
import { formatMoment } from "../moments.ts";
import type { Outcome } from "../outcome.ts";
import { withQr, withQrLines } from "../qr-lines.ts";

/** Your devices: how they rank, adding, removing, refusing, freezing. */
export function addDevice(program: Command, cli: Cli): void {
  const group = declareGroup(program, "device", "your devices: list, add, remove, freeze");
  const add = (usage: string, summary: string, run: (call: Call) => Promise<Outcome>) =>
    withAnyOwnKey(declare(group, cli, { usage, summary }, run));
  add("list", "show your devices, how they rank and what is going on with them", list);
  withQr(
    add(
      "code <name>",
      "print the code with which another device adds this computer's key",
      code,
    ).requiredOption("--person <number>", "your number in the community"),
  );
  add("add <code>", "add the device that shows this code", addByCode);
  add("add-recovery <file>", "make a new recovery file", addRecovery);
  add("come-back <name>", "make a key on this computer and add it, with --recovery", comeBack);
  add("remove <number>", "remove a device: itself at once, another one after some days", remove);
  add("keep <number>", "object to the removal of a device", about("veto-removal", "It is said."));
  add("refuse <number>", "end a device that was added lately", about("veto-device", "It ends."));
  add("freeze", "freeze all your everyday devices, because one is lost", freeze);
  add("lift", "lift the freeze, or ask for it as one of two", lift);
}

async function list(call: Call): Promise<Outcome> {
  const { client, person } = await enter(call);
  const devices = (await client.view("identity/devices", { person }))?.value ?? [];
  const freeze = (await client.view("identity/freeze", { person }))?.value;
  return { plain: toPlain({ person, devices, freeze }), lines: deviceLines(devices, freeze) };
}

async function code(call: Call): Promise<Outcome> {
  const { settings, words, flags } = call;
  const key = readKey(settings.get("keys").value, String(words[0]));
  const person = wholeNumber(String(flags["person"]), "--person");
  const own = toHex(key.signer.publicKey) + (await proofOf(key.signer, key.community, person));
  const shown = `${own}${await pageBehind(call)}`;
  const how = "Write it into a device that you already use, or scan it there.";
  // In capitals a QR code of these digits is smaller by a third, and they mean the same.
  const said = { plain: { code: shown }, lines: [shown, how] };
  return withQrLines(call, said, shown.toUpperCase());
}

/** The newest page that this computer has verified, behind a code; nothing where it cannot verify any. */
async function pageBehind(call: Call): Promise<string> {
  const session = await openSession(call).catch(() => undefined);
  const page = session === undefined ? undefined : await pageToHandOn(call, session);
  return page === undefined ? "" : `.${writeLinkPage(page)}`;
}

async function proofOf(signer: Signer, community: string, person: number): Promise<string> {
  const named = fromHex(community) ?? new Uint8Array(0);
  const world = { sha256: portableHasher.sha256, community: named };
  return toHex(await signer.sign(deviceProof(world, person as PersonId, signer.publicKey)));
}

async function addByCode(call: Call): Promise<Outcome> {
  const text = String(call.words[0]).trim().toLowerCase();
  const code = readDeviceCode(text);
  if (code === undefined) {
    throw usageError(
      "That is not a whole code.",
      "A code has 192 hexadecimal digits, and behind a dot the page that the other device has verified.",
      "See `folkmoot device code` on the other computer, or its web app.",
    );
  }
  const { key, proof, page } = code;
  const member = await enter(call);
  if (page !== undefined) await requireSame(call, member, page);
  return carryOut(call, member, {
    type: "identity/add-device",
    input: { key, kind: "device", until: 0, proof },
    done: ({ device }) =>
      `Device ${Number(device) + 1} can sign for you now. It ranks last for a while.`,
  });
}

/** Writes the file before the key is used: a key that the community knows must never be lost. */
async function addRecovery(call: Call): Promise<Outcome> {
  const file = String(call.words[0]);
  if (existsSync(file)) {
    throw new CommandError(`The file ${file} is there already.`, {
      why: "Keys are never overwritten.",
      remedy: "Choose another name.",
      code: "keys/taken",
    });
  }
  const member = await enter(call);
  const { community } = member.community;
  const seed = new Uint8Array(randomBytes(32));
  const signer = seedSigner(seed);
  const proof = await proofOf(signer, community, member.person);
  const name = call.settings.given("as") ?? `person ${member.person}`;
  const handed = await pageToHandOn(call, member);
  const page = handed === undefined ? undefined : writeLinkPage(handed);
  const isReal = call.flags["dryRun"] !== true;
  if (isReal)
    writeSecret(
      file,
      unlockedRecoveryFile({ community, name, seed, ...(page === undefined ? {} : { page }) }),
    );
  return carryOut(call, member, {
    type: "identity/add-device",
    input: { key: signer.publicKey, kind: "recovery", until: 0, proof },
    done: () =>
      `Your new recovery file is ${file}. It ranks last for a while; keep the old one until then.`,
  });
}

async function comeBack(call: Call): Promise<Outcome> {
  const name = String(call.words[0]);
  const folder = call.settings.get("keys").value;
  assertKeyName(folder, name);
  const member = await enter(call);
  const { community } = member.community;
  const seed = new Uint8Array(randomBytes(32));
  const signer = seedSigner(seed);
  const proof = await proofOf(signer, community, member.person);
  if (call.flags["dryRun"] !== true) keepKey(folder, name, community, seed);
  return carryOut(call, member, {
    type: "identity/add-device",
    input: { key: signer.publicKey, kind: "device", until: 0, proof },
    done: () => `Welcome back. Your key on this computer is ${name}.`,
  });
}

async function remove(call: Call): Promise<Outcome> {
  const device = deviceNumber(call);
  const member = await enter(call);
  const isSure = call.flags["dryRun"] === true;
  if (!isSure) await confirm(call, `Remove device ${device + 1}?`);
  return carryOut(call, member, {
    type: "identity/revoke-device",
    input: { device },
    done: ({ at }) =>
      at === undefined
        ? `Device ${device + 1} is removed.`
        : `Device ${device + 1} is being removed; it ends on ${formatMoment(Number(at))}.`,
  });
}

function about(verb: "veto-removal" | "veto-device", said: string) {
  return async (call: Call): Promise<Outcome> => {
    const device = deviceNumber(call);
    const type = `identity/${verb}` as const;
    return carryOut(call, await enter(call), { type, input: { device }, done: () => said });
  };
}

async function freeze(call: Call): Promise<Outcome> {
  const member = await enter(call);
  const question = "Freeze all your everyday devices, this one too?";
  if (call.flags["dryRun"] !== true) await confirm(call, question);
  return carryOut(call, member, {
    type: "identity/freeze",
    input: {},
    done: () => "Your devices are frozen. Now remove the one that is lost: `folkmoot device list`.",
  });
}

async function lift(call: Call): Promise<Outcome> {
  return carryOut(call, await enter(call), {
    type: "identity/lift-freeze",
    input: {},
    done: () => "Your word is taken: `folkmoot device list` tells whether one more is needed.",
  });
}

/** Devices are shown counted from 1, as in the web app. */
function deviceNumber(call: Call): number {
  return wholeNumber(String(call.words[0]), "the device") - 1;
}

function wholeNumber(text: string, name: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw usageError(
    `"${text}" is not a number.`,
    `${name} is a whole number from 1 on.`,
    "See `folkmoot device list`.",
  );
}
