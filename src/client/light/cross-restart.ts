import type { Header, LightBlock } from "../../protocol/chain/index.ts";
import type { RestartCertificate } from "../../protocol/chain/restart.ts";
import type { Result } from "../../protocol/kernel/result.ts";
import { firstBlockProblem } from "../../protocol/restarted-block.ts";
import { bisect, type Start, type VerifiedBlock } from "./bisect.ts";
import { type LightFault, lightFault } from "./fault.ts";
import type { Guide } from "./guide.ts";
import { isWithinTrust } from "./trust.ts";
import { type Judge, tooManySignatures, verifyAlone } from "./verify.ts";

type Crossed = Result<readonly VerifiedBlock[], LightFault>;

/**
 * Brings trust from one run of the chain to the first block of the next.
 *
 * Why machines are not believed here: those who stayed on may be few, or the ones who lie. More than
 * half of all members must have signed, each proved under the last header that was agreed on.
 * Shape: answers the last block of the one run, where it was not trusted before, and the first of
 * the next.
 */
export async function crossRestart(judge: Judge, guide: Guide, start: Start): Promise<Crossed> {
  const { from, now } = start;
  const fetched = await guide.restart(from.run + 1n);
  if (!fetched.ok) return fetched;
  const certificate = fetched.value;
  const height = BigInt(certificate.restart.height);
  const path = await reachLast(judge, guide, start, height);
  if (!path.ok) return path;
  const last = path.value[path.value.length - 1]?.block.signedHeader.header ?? from.header;
  if (last === undefined) return refuse("it goes on from no block", height);
  if (!isWithinTrust(last.time, judge.rules, now)) {
    const detail = "the last header before the restart is older than the trusting period";
    return { ok: false, reason: lightFault("trust-expired", detail, height) };
  }
  const objection = await objectionTo(judge, last, certificate);
  if (objection === "many") return { ok: false, reason: tooManySignatures(height) };
  if (objection !== undefined) return refuse(objection, height);
  const first = await guide.block(height + 1n);
  if (!first.ok) return first;
  const verified = await verifyFirst(judge, certificate, first.value, now);
  return verified.ok ? { ok: true, value: [...path.value, verified.value] } : verified;
}

/** Verifies the last block of a run; nothing where it is the trusted one itself. */
async function reachLast(
  judge: Judge,
  guide: Guide,
  start: Start,
  height: bigint,
): Promise<Crossed> {
  const { from } = start;
  if (height === from.height) return { ok: true, value: [] };
  if (height < from.height) {
    return refuse("it leaves out a block that this device has verified", height);
  }
  const last = await guide.block(height);
  if (!last.ok) return last;
  return bisect(judge, guide.block, start, last.value);
}

/**
 * Says what stands against a certificate, or nothing; `many` where too much would have to be checked.
 *
 * Why it is fetched only now: it reads rows by the tables' codecs, which few who check headers need.
 */
async function objectionTo(
  judge: Judge,
  last: Header,
  certificate: RestartCertificate,
): Promise<string | undefined> {
  const { restartClaims } = await import("../../protocol/check-restart.ts");
  const claims = restartClaims(judge.hasher, last, certificate);
  if (!claims.ok) return claims.reason;
  if (judge.mayCheck !== undefined && !(await judge.mayCheck(claims.value.length))) return "many";
  const right = await Promise.all(
    claims.value.map(({ publicKey, message, signature }) =>
      judge.verify(publicKey, message, signature),
    ),
  );
  return right.every((isRight) => isRight) ? undefined : "a member\u2019s signature is wrong";
}

async function verifyFirst(
  judge: Judge,
  { restart }: RestartCertificate,
  block: LightBlock,
  now: bigint,
): Promise<Result<VerifiedBlock, LightFault>> {
  const { header } = block.signedHeader;
  const problem = firstBlockProblem(judge.hasher, restart, header);
  if (problem !== undefined) return refuse(`its first block: ${problem}`, header.height);
  const step = await verifyAlone(judge, block, now);
  if (step.verdict !== "SUCCESS") return { ok: false, reason: step.fault };
  return { ok: true, value: { block, how: "signed", signers: step.signers } };
}

function refuse(why: string, height: bigint): { ok: false; reason: LightFault } {
  const detail = `the members\u2019 restart: ${why}`;
  return { ok: false, reason: lightFault("restart-refused", detail, height) };
}
