import { readFile } from "node:fs/promises";
import { nativeHasher } from "../../engine/native-hasher.ts";
import { nativeVerify } from "../../engine/native-signature.ts";
import { wordsOf } from "../../engine/system-words.ts";
import {
  checkCommit,
  decodeLightBlock,
  encodeLightBlock,
  headerHash,
  type LightBlock,
  validatorsHash,
} from "../../protocol/chain/index.ts";
import {
  decodeRestart,
  encodeRestart,
  type RestartCertificate,
  type RestartSignature,
  restartMessage,
} from "../../protocol/chain/restart.ts";
import { maySignRestart, restartProblem } from "../../protocol/check-restart.ts";
import { type Electorate, readElectorate } from "../../protocol/electorate.ts";
import { equalBytes } from "../../protocol/kernel/bytes.ts";
import type { PersonId } from "../../protocol/kernel/ids.ts";
import { HomeFault } from "../home/home-fault.ts";
import { writeFileSafely } from "../home/write-file.ts";

/** A restart that members are asked to sign, with the last block that it goes on from. */
export interface RestartProposal {
  readonly certificate: RestartCertificate;
  readonly last: LightBlock;
  /** Everybody who may sign, as proved under the last block. */
  readonly electorate: Electorate;
}

const FORMAT = 1;

/** Writes the file that goes from member to member. */
export async function writeProposal(
  path: string,
  { certificate, last }: Pick<RestartProposal, "certificate" | "last">,
): Promise<void> {
  const json = {
    folkmoot: "restart",
    format: FORMAT,
    certificate: Buffer.from(encodeRestart(certificate)).toString("base64"),
    last: Buffer.from(encodeLightBlock(last)).toString("base64"),
  };
  await writeFileSafely(path, `${JSON.stringify(json, undefined, 2)}\n`);
}

/**
 * Reads a proposal and checks all of it that can be checked without knowing the chain.
 *
 * Why so much before anybody signs: a signature under something that cannot hold would be lost work
 * for everybody.
 * Throws: HomeFault, naming what is wrong.
 */
export async function readProposal(path: string): Promise<RestartProposal> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    throw wrong(`${path} cannot be read: ${wordsOf(error)}`);
  }
  return proposalFrom(text);
}

function proposalFrom(text: string): RestartProposal {
  const fields = fieldsOf(text);
  if (fields["folkmoot"] !== "restart" || fields["format"] !== FORMAT) {
    throw wrong("the file is no restart, or comes from another version");
  }
  const certificate = decodeRestart(bytesOf(fields["certificate"]));
  if (!certificate.ok) throw wrong(`the certificate: ${certificate.reason}`);
  const last = decodeLightBlock(nativeHasher, bytesOf(fields["last"]));
  if (!last.ok) throw wrong(`the last block: ${last.reason}`);
  assertSigned(last.value);
  const { header } = last.value.signedHeader;
  const problem = restartProblem(nativeHasher, header, certificate.value.restart);
  if (problem !== undefined) throw wrong(problem);
  const electorate = readElectorate(nativeHasher, header, certificate.value);
  if (!electorate.ok) throw wrong(electorate.reason);
  return { certificate: certificate.value, last: last.value, electorate: electorate.value };
}

function assertSigned({ signedHeader: { header, commit }, validators }: LightBlock): void {
  const isOwn =
    commit.height === header.height &&
    equalBytes(commit.blockId.hash, headerHash(nativeHasher, header)) &&
    equalBytes(header.validatorsHash, validatorsHash(nativeHasher, validators));
  if (!isOwn) throw wrong("the last block: its parts do not belong together");
  const checked = checkCommit(nativeVerify, header.chainId, commit, validators);
  if (!checked.ok) throw wrong(`the last block: ${checked.reason}`);
}

/** Whose key it is that signs: which member, with which device. */
export interface RestartSigner {
  readonly person: PersonId;
  readonly device: number;
  /** The 32 bytes to be signed. */
  readonly message: Uint8Array;
}

/**
 * Finds who signs with a key.
 *
 * Throws: HomeFault where the key is no member's, or may not sign.
 */
export function signerOf(
  { electorate, certificate, last }: RestartProposal,
  publicKey: Uint8Array,
): RestartSigner {
  const owner = electorate.ownerOf(({ key }) => equalBytes(key, publicKey));
  if (owner === undefined || !electorate.members.has(owner.person)) {
    const why = "this key belongs to no member of the community, as it was at the last block";
    throw new HomeFault("restart", why, "Sign with the key of a member: see `folkmoot keys list`.");
  }
  const device = electorate.deviceOf(owner.person, owner.device);
  if (device === undefined || !maySignRestart(device, last.signedHeader.header)) {
    const why = "this key may not sign: it is a recovery key, or the device has ended";
    throw new HomeFault("restart", why, "Sign with a device that you use every day.");
  }
  return { ...owner, message: restartMessage(nativeHasher, certificate.restart) };
}

/** Adds signatures, one for each person; a later one of the same person takes the earlier one's place. */
export function withSignatures(
  proposal: RestartProposal,
  added: readonly RestartSignature[],
): RestartProposal {
  const byPerson = new Map<number, RestartSignature>();
  for (const one of [...proposal.certificate.signatures, ...added]) byPerson.set(one.person, one);
  const signatures = [...byPerson.values()].sort((left, right) => left.person - right.person);
  return { ...proposal, certificate: { ...proposal.certificate, signatures } };
}

/** Copies of one restart put together. */
export interface CombinedProposal {
  readonly proposal: RestartProposal;
  /** How many signatures were left out because they do not count. */
  readonly leftOut: number;
}

/**
 * Puts the signatures of several copies together, and leaves out those that do not count.
 *
 * Why before they are put together: anyone who passes a copy on could otherwise put a wrong signature
 * in the place of somebody's right one, or one that makes the whole restart void.
 */
export function combineProposals(
  first: RestartProposal,
  others: readonly RestartProposal[],
): CombinedProposal {
  let proposal: RestartProposal = withOnly(first, []);
  let leftOut = 0;
  for (const each of [first, ...others]) {
    const { right } = tallyOf(each);
    leftOut += each.certificate.signatures.length - right.length;
    proposal = withSignatures(proposal, right);
  }
  return { proposal, leftOut };
}

function withOnly(
  proposal: RestartProposal,
  signatures: readonly RestartSignature[],
): RestartProposal {
  return { ...proposal, certificate: { ...proposal.certificate, signatures } };
}

/** How many members have signed rightly, of how many, and how many are needed. */
export function tallyOf(proposal: RestartProposal) {
  const { certificate, electorate } = proposal;
  const { header } = proposal.last.signedHeader;
  const message = restartMessage(nativeHasher, certificate.restart);
  const right = certificate.signatures.filter(({ person, device, signature }) => {
    const found = electorate.deviceOf(person, device);
    return (
      found !== undefined &&
      maySignRestart(found, header) &&
      electorate.members.has(person) &&
      nativeVerify(found.key, message, signature)
    );
  });
  const members = electorate.members.size;
  return { signed: right.length, members, needed: Math.floor(members / 2) + 1, right };
}

function fieldsOf(text: string): { readonly [name: string]: unknown } {
  try {
    const json: unknown = JSON.parse(text);
    if (typeof json === "object" && json !== null) return json as { [name: string]: unknown };
  } catch {
    // Told below.
  }
  throw wrong("the file is not JSON");
}

function bytesOf(value: unknown): Uint8Array {
  return new Uint8Array(Buffer.from(typeof value === "string" ? value : "", "base64"));
}

function wrong(what: string): HomeFault {
  return new HomeFault("restart", what, "Ask for the file again, from anyone who prepared it.");
}
