import type { Signer } from "../../engine/embedded/signer.ts";
import { nativeVerify } from "../../engine/native-signature.ts";
import { fromHex, toHex } from "../../protocol/kernel/bytes.ts";
import { inDomain } from "../../protocol/kernel/domain.ts";

/** A node's question for texts, as JSON. */
export interface TextRequest {
  readonly hashes: readonly string[];
  /** The key with which the asking machine signs blocks. */
  readonly key: string;
  /** When it asks. Units: milliseconds since 1970. */
  readonly at: number;
  readonly signature: string;
}

/** Texts in one question at most. */
export const TEXTS_PER_REQUEST_MAX = 100;
/** How old a question may be. Units: milliseconds. */
const AGE_MAX = 120_000;

function messageOf(community: Uint8Array, at: number, hashes: readonly string[]): Uint8Array {
  const words = new TextEncoder().encode(`${at} ${hashes.join(" ")}`);
  return inDomain("node-texts", community, words);
}

/** Asks for texts in the name of a machine that signs blocks. */
export function signTextRequest(
  signer: Signer,
  community: Uint8Array,
  at: number,
  hashes: readonly string[],
): TextRequest {
  const signature = toHex(signer.sign(messageOf(community, at, hashes)));
  return { hashes, key: toHex(signer.publicKey), at, signature };
}

/** What is asked for, and whether by a machine that signs blocks. */
export interface AskedTexts {
  readonly hashes: readonly Uint8Array[];
  readonly isSeated: boolean;
}

/**
 * Reads a question for texts; nothing where it is malformed, old, or not signed by its own key.
 *
 * Why machines that sign blocks may read what is for the community: they keep it for everybody, and
 * they carry out every action anyway. Others are given what is public.
 */
export function readTextRequest(
  given: { readonly [field: string]: unknown },
  community: Uint8Array,
  now: number,
  seated: readonly Uint8Array[],
): AskedTexts | undefined {
  const { hashes, key, at, signature } = given;
  const publicKey = typeof key === "string" ? fromHex(key) : undefined;
  const signed = typeof signature === "string" ? fromHex(signature) : undefined;
  if (!Array.isArray(hashes) || hashes.length > TEXTS_PER_REQUEST_MAX) return undefined;
  if (publicKey === undefined || signed?.length !== 64 || !Number.isSafeInteger(at)) {
    return undefined;
  }
  if (Math.abs(now - (at as number)) > AGE_MAX) return undefined;
  const wanted = hashes.map((hash) => fromHex(String(hash)));
  if (wanted.some((hash) => hash?.length !== 32)) return undefined;
  const message = messageOf(community, at as number, hashes as readonly string[]);
  if (!nativeVerify(publicKey, message, signed)) return undefined;
  const isSeated = seated.some((seat) => toHex(seat) === key);
  return { hashes: wanted as Uint8Array[], isSeated };
}
