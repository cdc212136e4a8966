import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { isCancel, text } from "@clack/prompts";
import type { Command } from "commander";
import { nativeHasher } from "../../engine/native-hasher.ts";
import { wordsOf } from "../../engine/system-words.ts";
import {
  allOrNothing,
  assertFree,
  createHome,
  createWaitingHome,
  type Founded,
  foundingByOne,
  type HomeLayout,
  homeLayout,
  readPublicAddress,
} from "../../node/index.ts";
import { communityOf, type FoundingDocument } from "../../protocol/founding.ts";
import { toHex } from "../../protocol/kernel/bytes.ts";
import { folkmootLaw } from "../../protocol/rooms.ts";
import { type Call, type Cli, declare } from "../command.ts";
import { CommandError, usageError } from "../exit.ts";
import { printable } from "../names.ts";
import { founderOf, keepNewcomer, type Newcomer, newNewcomer } from "../newcomer.ts";
import type { Outcome } from "../outcome.ts";
import { keepSetting } from "../settings.ts";

/** Founds a real community, or prepares it for its founder's device. */
export function addInit(program: Command, cli: Cli): void {
  declare(
    program,
    cli,
    {
      usage: "init [name]",
      summary: "prepare a community of your own, or found it from a document",
    },
    init,
  )
    .option("--purpose <text>", "what the community is for")
    .option("--founder <name>", "what you, its first member, are called")
    .option("--public-address <url>", "where everybody will open it, such as https://… ; or none")
    .option("--language <tag>", "the language in which it writes", "en")
    .option("--phase-days <number>", "how long one vouch admits people", "90")
    .option("--phase-members <number>", "up to how many members one vouch admits", "80")
    .option("--founding <file>", "found it from a document (docs/founding.md)")
    .option("--from <dir>", "go on from another community's export")
    .option("--keys <dir>", "found it now, with a key of the command line in this folder");
}

async function init(call: Call): Promise<Outcome> {
  const { founding, from } = call.flags;
  const isFile = founding !== undefined;
  const isFork = from !== undefined;
  if (isFile && isFork) {
    throw usageError(
      "A community has one beginning.",
      "--founding and --from were both given.",
      "Choose one of them.",
    );
  }
  // Before anything is asked: nobody wants to answer four questions and then be refused.
  assertFree(homeLayout(homeOf(call)));
  if (isFile) return found(call, readDocument(String(founding)), undefined);
  if (isFork) return found(call, readExport(resolve(String(from))), undefined);
  const answers = await ask(call);
  if (call.settings.given("keys") === undefined) return prepare(call, answers);
  const founder = newNewcomer(call.settings.get("keys").value, answers.founder);
  return found(call, foundingByOne(answers, founderOf(founder)), founder, answers.address);
}

const homeOf = ({ settings }: Call): string => resolve(settings.get("home").value);

/** Makes a home that waits for the founder's own device. */
async function prepare(call: Call, { address, ...waiting }: Answers): Promise<Outcome> {
  const home = homeOf(call);
  await allOrNothing([home], async () => {
    const layout = await createWaitingHome(home, folkmootLaw, waiting);
    keepAddress(layout, address);
  });
  const lines = [
    `${printable(waiting.name)} is prepared, and waits for you.`,
    phaseLine(waiting.phase),
    addressLine(address),
    `Next: folkmoot start${homeFlag(call, home)}`,
    "It prints a link; the browser that opens it becomes your device, and the community is founded.",
  ];
  return { plain: { ok: true, name: waiting.name, home, waiting: true }, lines };
}

function keepAddress({ config }: HomeLayout, address: string | undefined): void {
  if (address !== undefined) keepSetting(config, "public-address", address);
}

function addressLine(address: string | undefined): string {
  return address === undefined
    ? "It has no address of its own yet, so it opens on this computer only."
    : `Everybody will open it at ${address}.`;
}

/** The flag that names this home again, where it is not the usual one. */
function homeFlag({ settings }: Call, home: string): string {
  return settings.get("home").origin === "flag" ? ` --home "${home}"` : "";
}

async function found(
  call: Call,
  founding: string,
  founder: Newcomer | undefined,
  address?: string,
): Promise<Outcome> {
  const home = homeOf(call);
  const { file, layout, community, kept } = await allOrNothing([home], async () => {
    const made = await createHome({ home, law: folkmootLaw, founding });
    requirePublished(made.file.document);
    keepAddress(made.layout, address);
    const hash = toHex(communityOf(nativeHasher, folkmootLaw, made.file.document));
    const keys = founder === undefined ? {} : keepNewcomer(founder, hash);
    return { ...made, community: hash, kept: keys };
  });
  const people = (file.document.rooms["identity"] as { readonly people: readonly unknown[] })
    .people;
  const { phase } = file.document.rooms["membership"] as { readonly phase: Founded["phase"] };
  const lines = [
    `${printable(file.name)} is founded, with ${people.length} ${people.length === 1 ? "person" : "people"}.`,
    phaseLine(phase),
    `Its home is ${layout.home}. Back up its folder keys: anyone who has it makes its blocks.`,
    ...(founder === undefined
      ? []
      : [
          `Your key is "${founder.key}" in ${founder.folder}.`,
          `Your recovery file is ${founder.recoveryFile}. Keep a copy where it is safe;`,
          "open it in the web app to use this community there.",
        ]),
    `Next: folkmoot start --home "${layout.home}"`,
  ];
  return { plain: { ok: true, name: file.name, community, home: layout.home, ...kept }, lines };
}

/** Refuses an edition that still changes: a community under it could not go on. */
function requirePublished({ format }: FoundingDocument): void {
  if (format <= folkmootLaw.published) return;
  throw new CommandError(`Edition ${format} of the law is not published yet.`, {
    why: "It may still change, and a community under it could not go on then.",
    remedy: `Write "format": ${folkmootLaw.published}, or leave it out.`,
    code: "cli/unpublished-edition",
  });
}

/** What a founder can do in the founding phase, if there is one. */
function phaseLine(phase: Founded["phase"]): string {
  return phase.days === 0
    ? "There is no founding phase: three people a month can join, by three vouches each."
    : `For ${phase.days} days, or up to ${phase.members} members, one vouch by a founder lets somebody in.`;
}

/** What a founder says of the community, and of themselves. */
export interface Answers extends Founded {
  readonly founder: string;
  /** Where everybody will open it, where that is known. */
  readonly address: string | undefined;
}

async function ask(call: Call): Promise<Answers> {
  const { purpose, founder, language } = call.flags as { readonly [flag: string]: string };
  return {
    name: await answer(call, call.words[0], "name", "What is your community called?"),
    purpose: await answer(call, purpose, "--purpose", "What is it for?"),
    founder: await answer(call, founder, "--founder", "What are you called?"),
    language: language ?? "en",
    phase: readPhase(call.flags),
    address: await askAddress(call),
  };
}

/** Where everybody will open it: as given, else as a person answers, else nowhere yet. */
async function askAddress(call: Call): Promise<string | undefined> {
  const given = call.flags["publicAddress"] ?? call.settings.given("public-address");
  if (typeof given === "string") return readPublicAddress(given);
  if (!canAsk(call)) return undefined;
  const words = await text({
    message: "At which address will everybody open it? Leave it empty if there is none yet.",
    placeholder: "https://folk.example.org",
    validate: (value) => addressProblem(value ?? ""),
  });
  if (isCancel(words)) throw unanswered();
  return readPublicAddress(words ?? "");
}

function addressProblem(words: string): string | undefined {
  try {
    readPublicAddress(words);
    return undefined;
  } catch {
    return "It begins with https:// and has no question mark or # in it; or leave it empty.";
  }
}

/** The founding phase that was asked for; its bounds are those of the law. */
function readPhase(flags: Call["flags"]): Founded["phase"] {
  const whole = (flag: string, given: unknown, most: number): number => {
    const value = Number(given);
    if (Number.isSafeInteger(value) && value >= 1 && value <= most) return value;
    throw usageError(
      `${flag} is not a number from 1 to ${most}.`,
      `It says ${String(given)}.`,
      "Leave it out for 90 days or 80 members, whichever comes first.",
    );
  };
  return {
    days: whole("--phase-days", flags["phaseDays"], 120),
    members: whole("--phase-members", flags["phaseMembers"], 500),
  };
}

/** What was given beforehand, else what a person answers. */
async function answer(call: Call, given: unknown, what: string, question: string): Promise<string> {
  if (typeof given === "string" && given.trim() !== "") return given;
  if (!canAsk(call)) {
    throw usageError(
      `${what} is missing.`,
      `${question} Nobody is there to answer.`,
      'Write: folkmoot init "Our street" --purpose "…" --founder "Your name"',
    );
  }
  const words = await text({
    message: question,
    validate: (value) => ((value ?? "").trim() === "" ? "A few words are needed." : undefined),
  });
  if (!isCancel(words)) return words;
  throw unanswered();
}

/** Tells whether somebody sits there who can be asked. */
function canAsk({ terminal, isJson, isYes }: Call): boolean {
  return terminal.isInteractive && !isJson && !isYes;
}

function unanswered(): CommandError {
  return new CommandError("Nothing was founded.", {
    why: "The questions were left unanswered.",
    remedy: "Run `folkmoot init` again when you are ready.",
    code: "cli/declined",
  });
}

function readDocument(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    throw new CommandError(`The document ${path} cannot be read.`, {
      why: wordsOf(cause),
      remedy: "Check the path; docs/founding.md describes the document.",
      code: "cli/file",
      cause,
    });
  }
}

/** The founding document of an export, with the texts that lie beside it. */
function readExport(folder: string): string {
  const path = join(folder, "founding.json");
  if (!existsSync(path) || !existsSync(join(folder, "manifest.json"))) {
    throw new CommandError(`There is no export in ${folder}.`, {
      why: "An export holds manifest.json and founding.json.",
      remedy: "Make one with `folkmoot export --to DIR`.",
      code: "cli/no-export",
    });
  }
  let document: object;
  try {
    document = JSON.parse(readDocument(path)) as object;
  } catch (cause) {
    throw new CommandError(`The document ${path} is not JSON.`, {
      why: wordsOf(cause),
      remedy: "Make the export again.",
      code: "cli/file",
      cause,
    });
  }
  const beside = join(folder, "texts");
  const names = existsSync(beside) ? readdirSync(beside).sort() : [];
  const texts = names.map((name) => readFileSync(join(beside, name)).toString("base64"));
  return JSON.stringify({ ...document, texts });
}
