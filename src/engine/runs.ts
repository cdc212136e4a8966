import type { Header } from "../protocol/chain/index.ts";
import type { RestartCertificate } from "../protocol/chain/restart.ts";
import { checkRestart } from "../protocol/check-restart.ts";
import { equalBytes } from "../protocol/kernel/bytes.ts";
import type { Hasher } from "../protocol/kernel/hash.ts";
import type { NetworkStart } from "./comet/options.ts";
import { nativeVerify } from "./native-signature.ts";

/** Returns where a chain goes on after a restart. */
export function startAfter({ restart }: RestartCertificate): NetworkStart {
  const { height, time, root, validators, run, edition } = restart;
  return { height: height + 1, time, root, validators, run, edition };
}

/** Returns where the newest run of a chain begins. */
export function newestStart(
  first: NetworkStart,
  restarts: readonly RestartCertificate[],
): NetworkStart {
  const last = restarts.at(-1);
  return last === undefined ? first : startAfter(last);
}

/** Returns where the run begins that a block belongs to; nothing while one machine makes the blocks. */
export function startUpTo(
  height: number,
  first: NetworkStart | undefined,
  restarts: readonly RestartCertificate[] = [],
): NetworkStart | undefined {
  const starts = [...(first === undefined ? [] : [first]), ...restarts.map(startAfter)];
  return starts.findLast((start) => start.height <= height);
}

/** Finds the run that begins at a height by a restart. */
export function restartAt(
  restarts: readonly RestartCertificate[],
  height: number,
): RestartCertificate | undefined {
  return restarts.find(({ restart }) => restart.height + 1 === height);
}

/** Says why a restart cannot go on from a block and the state after it, or nothing. */
export function restartObjection(
  hasher: Hasher,
  certificate: RestartCertificate,
  last: Header,
  root: Uint8Array,
): string | undefined {
  if (!equalBytes(certificate.restart.root, root)) {
    return "the restart goes on from another state than the one after the last block";
  }
  const checked = checkRestart(hasher, nativeVerify, last, certificate);
  return checked.ok ? undefined : `the restart is not what the members signed: ${checked.reason}`;
}
