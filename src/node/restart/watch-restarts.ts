import { EngineFault } from "../../engine/engine-fault.ts";
import { nativeHasher } from "../../engine/native-hasher.ts";
import { nativeVerify } from "../../engine/native-signature.ts";
import type { Header } from "../../protocol/chain/index.ts";
import { decodeRestart, type RestartCertificate } from "../../protocol/chain/restart.ts";
import { checkRestart } from "../../protocol/check-restart.ts";
import { equalBytes } from "../../protocol/kernel/bytes.ts";
import { askSite } from "../ask-site.ts";
import type { Closers } from "../closers.ts";
import type { NodeContext } from "../context.ts";
import { climb } from "./climb.ts";

/** Between two rounds of asking. Units: milliseconds. */
const PAUSE = 15_000;
/** The longest answer that is read: a certificate in base64. Units: bytes. */
const ANSWER_MAX = 6_000_000;

/**
 * Asks the other machines whether the members have restarted the chain without this one, and tells
 * why this one must not go on when they have.
 *
 * Why: a machine that was away comes back to the end of the old run. It could wait there for ever;
 * instead it stops and says what has happened. Only what more than half of the members have signed
 * stops it: nobody else can.
 */
export function watchRestarts(
  context: NodeContext,
  closers: Closers,
  onRestarted: (fault: EngineFault) => void,
): void {
  const { network, sites } = context;
  if (network === undefined || sites.length === 0) return;
  const next = context.restarts.length + 1;
  let isOver = false;
  let timer: NodeJS.Timeout | undefined;
  const round = async (): Promise<void> => {
    for (const site of sites) {
      const told = await toldBy(context, site, next).catch(() => undefined);
      const fault = told && (await faultOf(context, site, told));
      if (isOver) return;
      if (fault === undefined) continue;
      onRestarted(fault);
      return;
    }
    timer = setTimeout(() => void round(), PAUSE).unref();
  };
  void round();
  closers.add(() => {
    isOver = true;
    clearTimeout(timer);
  });
}

async function certificateFrom(site: string, run: number): Promise<RestartCertificate | undefined> {
  const json = await askSite(site, `/network/restarts/${run}`, ANSWER_MAX);
  if (typeof json !== "object" || json === null || !("certificate" in json)) return undefined;
  const { certificate } = json;
  if (typeof certificate !== "string") return undefined;
  const read = decodeRestart(new Uint8Array(Buffer.from(certificate, "base64")));
  return read.ok ? read.value : undefined;
}

/** Says what a restart means for this machine, where its members have signed it; else nothing. */
async function faultOf(
  { engine }: NodeContext,
  site: string,
  { certificate, header }: AnnouncedRestart,
): Promise<EngineFault | undefined> {
  const { restart } = certificate;
  if (!checkRestart(nativeHasher, nativeVerify, header, certificate).ok) return undefined;
  const head = engine.head().height;
  const lost =
    head <= restart.height
      ? ""
      : `; blocks ${restart.height + 1} to ${head}, which this machine holds, are not part of it`;
  return new EngineFault(
    "restarted",
    `more than half of the members have restarted the chain from block ${restart.height} on, while this machine was away${lost}`,
    head === restart.height
      ? "Run `folkmoot network restart apply FILE` with the file that they signed, or join again."
      : `Keep this home as it is, and join again with another one: \`folkmoot network join ${site}\`.`,
  );
}

interface AnnouncedRestart {
  readonly certificate: RestartCertificate;
  /** The last one before the restart, verified. */
  readonly header: Header;
}

/** Asks a machine for a restart and verifies the header that it goes on from. */
async function toldBy(
  { engine }: NodeContext,
  site: string,
  run: number,
): Promise<AnnouncedRestart | undefined> {
  const certificate = await certificateFrom(site, run);
  if (certificate === undefined) return undefined;
  const { height, community } = certificate.restart;
  if (!equalBytes(community, engine.ledger.community)) return undefined;
  const own = await engine.lightBlock(Math.min(engine.head().height, height));
  const header = own === undefined ? undefined : await climb(site, own, height);
  return header === undefined ? undefined : { certificate, header };
}
