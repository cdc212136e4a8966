import { ed25519 } from "@noble/curves/ed25519.js";
import { sha512 } from "@noble/hashes/sha2.js";
import { present } from "../protocol/kernel/assert.ts";
import { concatBytes, equalBytes, fromHex } from "../protocol/kernel/bytes.ts";
import type { VerifySignature } from "../protocol/kernel/hash.ts";
import { hasStrictShape } from "../protocol/kernel/signature.ts";
import { PROBES, type Probe } from "../protocol/kernel/signature-probes.ts";

const { Point } = ed25519;

function numberOf(littleEndian: Uint8Array): bigint {
  let value = 0n;
  for (let at = littleEndian.length - 1; at >= 0; at -= 1) {
    value = (value << 8n) | BigInt(littleEndian[at] ?? 0);
  }
  return value;
}

function decodePoint(bytes: Uint8Array): InstanceType<typeof Point> | undefined {
  try {
    return Point.fromBytes(bytes, false);
  } catch {
    return undefined;
  }
}

/**
 * Verifies a signature by the strict rule in plain JavaScript.
 *
 * Why: R is computed again and compared byte for byte, because the library's own check multiplies
 * by the cofactor, and so accepts signatures that nodes refuse.
 * Cost: a few milliseconds.
 */
export const portableVerify: VerifySignature = (publicKey, message, signature) => {
  if (!hasStrictShape(publicKey, signature)) return false;
  const key = decodePoint(publicKey);
  if (key === undefined) return false;
  const r = signature.subarray(0, 32);
  const h = numberOf(sha512(concatBytes(r, publicKey, message))) % Point.Fn.ORDER;
  const s = numberOf(signature.subarray(32));
  const computed = Point.BASE.multiplyUnsafe(s).subtract(key.multiplyUnsafe(h));
  return equalBytes(computed.toBytes(), r);
};

/** The part of WebCrypto that is used. */
export type PlatformCrypto = Pick<SubtleCrypto, "importKey" | "verify">;

/** Signature verification with the help of a platform's own cryptography, as far as it is right. */
export interface PlatformVerifier {
  /** Verifies one signature by the strict rule. */
  readonly verify: VerifySignatureLater;
  /** Tells, asking once, whether the platform keeps to the strict rule. */
  isStrict(): Promise<boolean>;
}

/** Verifies one Ed25519 signature by the strict rule and answers later. */
export type VerifySignatureLater = (
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
) => Promise<boolean>;

/**
 * Makes a verifier of what a platform offers; `undefined` for a platform that offers nothing.
 *
 * Why: browsers bring different libraries. One that lacks Ed25519, or judges a probe otherwise
 * than nodes do, is left aside for `portableVerify`: slower, never different.
 */
export function platformVerifier(subtle: PlatformCrypto | undefined): PlatformVerifier {
  let strict: Promise<boolean> | undefined;
  const isStrict = () => {
    strict ??= subtle === undefined ? Promise.resolve(false) : passesProbes(subtle);
    return strict;
  };
  return {
    isStrict,
    async verify(publicKey, message, signature) {
      if (!hasStrictShape(publicKey, signature)) return false;
      if (subtle === undefined || !(await isStrict())) {
        return portableVerify(publicKey, message, signature);
      }
      return verifyBy(subtle, publicKey, message, signature).catch(() =>
        portableVerify(publicKey, message, signature),
      );
    },
  };
}

async function verifyBy(
  subtle: PlatformCrypto,
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
): Promise<boolean> {
  const raw = new Uint8Array(publicKey);
  const key = await subtle.importKey("raw", raw, "Ed25519", false, ["verify"]);
  return subtle.verify("Ed25519", key, new Uint8Array(signature), new Uint8Array(message));
}

async function passesProbes(subtle: PlatformCrypto): Promise<boolean> {
  try {
    const verdicts = await Promise.all(PROBES.map((probe) => judge(subtle, probe)));
    return verdicts.every((verdict, at) => verdict === PROBES[at]?.valid);
  } catch {
    return false;
  }
}

function judge(subtle: PlatformCrypto, probe: Probe): Promise<boolean> {
  const bytes = (text: string) => present(fromHex(text), "a probe is hexadecimal");
  const { publicKey, message, signature } = probe;
  return verifyBy(subtle, bytes(publicKey), bytes(message), bytes(signature));
}

let ofThisPlatform: PlatformVerifier | undefined;

/** Verifies one signature by the strict rule, natively where this platform is known to keep to it. */
export const verifyAsync: VerifySignatureLater = (publicKey, message, signature) => {
  ofThisPlatform ??= platformVerifier(globalThis.crypto?.subtle);
  return ofThisPlatform.verify(publicKey, message, signature);
};
