import { fromBase64 } from "../../protocol/chain/base64.ts";
import {
  decodeRestart,
  RESTART_BYTES_MAX,
  type RestartCertificate,
} from "../../protocol/chain/restart.ts";
import type { Result } from "../../protocol/kernel/result.ts";
import { type LightFault, lightFault } from "./fault.ts";
import { messageOf } from "./fetch-block.ts";
import type { LightSource } from "./source.ts";

/** Fetches and reads what began a run of the chain; nothing in it is verified yet. */
export type FetchRestart = (run: bigint) => Promise<Result<RestartCertificate, LightFault>>;

/** Asks a node for the certificate of a restart and reads the answer. */
export async function fetchRestart(
  source: LightSource,
  run: bigint,
): Promise<Result<RestartCertificate, LightFault>> {
  const refuse = (detail: string) => ({
    ok: false as const,
    reason: lightFault("restart-refused", `the members\u2019 restart: ${detail}`),
  });
  if (source.restart === undefined) return refuse("the node does not show it");
  let json: unknown;
  try {
    json = await source.restart(run);
  } catch (cause) {
    return refuse(messageOf(cause));
  }
  const bytes = bytesIn(json);
  if (bytes === undefined) return refuse("the answer holds no certificate");
  const read = decodeRestart(bytes);
  if (!read.ok) return refuse(read.reason);
  return BigInt(read.value.restart.run) === run ? read : refuse("it is another one");
}

function bytesIn(json: unknown): Uint8Array | undefined {
  if (typeof json !== "object" || json === null || !("certificate" in json)) return undefined;
  const { certificate } = json;
  if (typeof certificate !== "string" || certificate.length > RESTART_BYTES_MAX * 2) {
    return undefined;
  }
  return fromBase64(certificate);
}
