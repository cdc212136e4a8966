import { createRequire } from "node:module";
import { fromHex } from "../../protocol/kernel/bytes.ts";
import type { VerifySignature } from "../../protocol/kernel/hash.ts";
import { hasStrictShape } from "../../protocol/kernel/signature.ts";
import { PROBES, type Probe } from "../../protocol/kernel/signature-probes.ts";
import { nativeVerify } from "../native-signature.ts";

/** The part of libsodium that is used. */
interface Sodium {
  crypto_sign_verify_detached(
    signature: Uint8Array,
    message: Uint8Array,
    publicKey: Uint8Array,
  ): boolean;
}

const require = createRequire(import.meta.url);

/** Loads libsodium, where this machine is one of those that it is built for. Throws: elsewhere. */
export function loadSodium(): unknown {
  return require("sodium-native");
}

/**
 * The fastest way at hand to verify by the strict rule: libsodium, or Node's own cryptography where
 * it does not load or judges a probe otherwise.
 *
 * Why a choice: libsodium takes less than half as long; but another version of it may follow another
 * rule, and a node that differs over one signature leaves its community.
 */
export function fastestVerify(load: () => unknown = loadSodium): VerifySignature {
  const verify = sodiumVerify(load);
  return verify !== undefined && PROBES.every((probe) => isJudgedRightly(verify, probe))
    ? verify
    : nativeVerify;
}

/** Verifies by the strict rule with libsodium; nothing where it does not load. */
export function sodiumVerify(load: () => unknown = loadSodium): VerifySignature | undefined {
  let sodium: unknown;
  try {
    sodium = load();
  } catch {
    return undefined;
  }
  if (!isSodium(sodium)) return undefined;
  const library = sodium;
  return (publicKey, message, signature) =>
    hasStrictShape(publicKey, signature) &&
    library.crypto_sign_verify_detached(signature, message, publicKey);
}

function isSodium(library: unknown): library is Sodium {
  return (
    typeof library === "object" &&
    library !== null &&
    "crypto_sign_verify_detached" in library &&
    typeof library.crypto_sign_verify_detached === "function"
  );
}

function isJudgedRightly(verify: VerifySignature, probe: Probe): boolean {
  const bytes = (text: string): Uint8Array => fromHex(text) ?? new Uint8Array(0);
  const { publicKey, message, signature, valid } = probe;
  return verify(bytes(publicKey), bytes(message), bytes(signature)) === valid;
}
