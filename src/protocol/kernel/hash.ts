/**
 * Hashing, as the law is given it.
 *
 * Why: the law must hash the same bytes natively on a node, in WebAssembly-free JavaScript in a
 * browser, and through a counting double in a test; so it receives a hasher and never imports one.
 */
export interface Hasher {
  /** Returns the SHA-256 digest (32 bytes) of any bytes. */
  sha256(bytes: Uint8Array): Uint8Array;
  /**
   * Hashes each consecutive 64-byte block of `blocks` and writes its 32-byte digest into `digests`.
   *
   * Bounds: `blocks.length` is a multiple of 64 and `digests.length` is half of it.
   */
  sha256Blocks(blocks: Uint8Array, digests: Uint8Array): void;
}

/**
 * Verifies the proof of a value that only one key could compute, and none other with that key;
 * returns the value (64 bytes), or nothing where the proof does not hold.
 *
 * Why: handed in like signatures; ECVRF-EDWARDS25519-SHA512-TAI of RFC 9381, strictly decoded.
 */
export type VerifyVrf = (
  publicKey: Uint8Array,
  alpha: Uint8Array,
  proof: Uint8Array,
) => Uint8Array | undefined;

/**
 * Verifies one Ed25519 signature under Folkmoot's single strict rule (see `signature.ts`).
 *
 * Why: native on nodes, WebCrypto or noble elsewhere; the law is given one that answers at once.
 */
export type VerifySignature = (
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
) => boolean;

/** What an anonymous member proves: to be one of a group, for one scope and these words alone. */
export interface MembershipProof {
  /** The group, as it stood when the scope was opened. */
  readonly group: Uint8Array;
  readonly scope: Uint8Array;
  readonly nullifier: Uint8Array;
  /** The words to which the proof is bound: 32 bytes. */
  readonly message: Uint8Array;
  readonly proof: Uint8Array;
}

/** Verifies an anonymous member's proof; the law is given one, as it is for signatures. */
export type VerifyMembership = (proof: MembershipProof) => boolean;
