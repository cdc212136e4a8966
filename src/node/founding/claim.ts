import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { readFile, rm } from "node:fs/promises";
import type { HomeLayout } from "../home/layout.ts";
import { writeFileSafely } from "../home/write-file.ts";

/** How long a link is good by which a founder's browser becomes their device. Units: milliseconds. */
export const CLAIM_LIFE = 30 * 60_000;

/** Secret bytes in the link. */
const SECRET_BYTES = 16;

/** A link that was just made: its secret, known to nobody else, and until when it is good. */
export interface NewClaim {
  /** 32 hexadecimal digits. */
  readonly secret: string;
  /** Units: milliseconds since 1970. */
  readonly until: number;
}

/** How a secret that was shown stands: it opens, its time is over, or it is no link's of now. */
export type ClaimState = "good" | "over" | "wrong";

interface KeptClaim {
  /** The SHA-256 of the secret, in hexadecimal. */
  readonly digest: string;
  readonly until: number;
}

/**
 * Makes the link's secret; the one before opens nothing any more.
 *
 * Why the home keeps its digest alone: a copy of the home, or a look into it, must give nobody the link.
 */
export async function makeClaim({ claim }: HomeLayout, now: number): Promise<NewClaim> {
  const secret = randomBytes(SECRET_BYTES).toString("hex");
  const until = now + CLAIM_LIFE;
  const kept: KeptClaim = { digest: digestOf(secret).toString("hex"), until };
  await writeFileSafely(claim, `${JSON.stringify(kept)}\n`, 0o600);
  return { secret, until };
}

/**
 * Tells how a secret stands.
 *
 * Why one whose end is further away than its whole life is over too: the clock was set back since.
 */
export async function claimState(
  { claim }: HomeLayout,
  secret: string,
  now: number,
): Promise<ClaimState> {
  const kept = await readClaim(claim);
  if (kept === undefined) return "wrong";
  const wanted = Buffer.from(kept.digest, "hex");
  const given = digestOf(secret);
  if (wanted.length !== given.length || !timingSafeEqual(wanted, given)) return "wrong";
  const left = kept.until - now;
  return left > 0 && left <= CLAIM_LIFE ? "good" : "over";
}

/** Makes every link that was given out open nothing. */
export async function burnClaim({ claim }: HomeLayout): Promise<void> {
  await rm(claim, { force: true });
}

function digestOf(secret: string): Buffer {
  return createHash("sha256").update(`folkmoot founder's link ${secret}`).digest();
}

async function readClaim(path: string): Promise<KeptClaim | undefined> {
  try {
    const { digest, until } = JSON.parse(await readFile(path, "utf8")) as Partial<KeptClaim>;
    if (typeof digest !== "string" || typeof until !== "number") return undefined;
    return { digest, until };
  } catch {
    return undefined;
  }
}
