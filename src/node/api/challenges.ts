import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { fromHex } from "../../protocol/kernel/bytes.ts";

/** Bytes that a device signs to show that it is there now. */
export interface Challenges {
  /** A new one, in hexadecimal. */
  give(): string;
  /** Tells whether one was given here, is not too old, and was not used. */
  isFresh(challenge: string): boolean;
  /** Uses one up. */
  use(challenge: string): void;
}

const LIFE = 120_000;
const USED_MAX = 10_000;
const RANDOM_BYTES = 16;
const BODY_BYTES = RANDOM_BYTES + 8;

/**
 * Gives challenges.
 *
 * Why they carry their own seal: asking for one costs the node no memory; only those that were used
 * are remembered, until they would be too old anyway.
 */
export function createChallenges(now: () => number): Challenges {
  const secret = randomBytes(32);
  const used = new Map<string, number>();
  const seal = (body: Uint8Array) => createHmac("sha256", secret).update(body).digest();
  return {
    give() {
      const body = Buffer.alloc(BODY_BYTES);
      randomBytes(RANDOM_BYTES).copy(body);
      body.writeBigUInt64BE(BigInt(Math.floor(now()) + LIFE), RANDOM_BYTES);
      return Buffer.concat([body, seal(body)]).toString("hex");
    },
    isFresh(challenge) {
      const bytes = fromHex(challenge);
      if (bytes?.length !== BODY_BYTES + 32 || used.has(challenge)) return false;
      const body = Buffer.from(bytes.subarray(0, BODY_BYTES));
      if (!timingSafeEqual(seal(body), bytes.subarray(BODY_BYTES))) return false;
      return Number(body.readBigUInt64BE(RANDOM_BYTES)) > now();
    },
    use(challenge) {
      for (const [each, until] of used) {
        if (until > now() && used.size < USED_MAX) break;
        used.delete(each);
      }
      used.set(challenge, now() + LIFE);
    },
  };
}
