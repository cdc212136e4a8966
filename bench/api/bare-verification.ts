import type { Signer } from "#engine/embedded/signer.js";
import { nativeHasher } from "#engine/native-hasher.js";
import { nativeVerify } from "#engine/native-signature.js";

/** A signature with what it is over, and whose it is. */
export interface Signed {
  readonly publicKey: Uint8Array;
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
}

/** What was done, and what it took on all cores. Units: microseconds. */
export interface Cost {
  readonly count: number;
  readonly coreUs: number;
}

/** One signed message of each signer. */
export function signedBy(signers: readonly Signer[], community: Uint8Array): readonly Signed[] {
  return signers.map((signer, at) => {
    const message = nativeHasher.sha256(Uint8Array.of(...community, at & 255, at >> 8));
    return { publicKey: signer.publicKey, message, signature: signer.sign(message) };
  });
}

/**
 * Verifies for about as long as asked, and does nothing else.
 *
 * Why one after the other: so it costs what OpenSSL takes, without a share for handing it to others.
 */
export function verifyBarely(signed: readonly Signed[], forMs: number): Cost {
  const before = process.cpuUsage();
  const begun = performance.now();
  let count = 0;
  do {
    for (const { publicKey, message, signature } of signed) {
      if (!nativeVerify(publicKey, message, signature)) throw new Error("it was signed rightly");
    }
    count += signed.length;
  } while (performance.now() - begun < forMs);
  const { user, system } = process.cpuUsage(before);
  return { count, coreUs: user + system };
}
