import { toHex } from "../../protocol/kernel/bytes.ts";
import { sealText } from "./content.ts";

/** The founding phase of a community that says nothing else. */
export const USUAL_PHASE = { days: 90, members: 80 } as const;

/** What a founder says of the community. */
export interface Founded {
  readonly name: string;
  readonly purpose: string;
  readonly language: string;
  /** How long, and up to how many members, one vouch admits. */
  readonly phase: { readonly days: number; readonly members: number };
}

/** The one founder: what they are called, and the public halves of their keys. */
export interface Founder {
  readonly name: string;
  readonly device: Uint8Array;
  /** Absent where the founder adds a way back later. */
  readonly recovery?: Uint8Array;
}

/**
 * Writes the founding document of a community with one founder.
 *
 * Units: `foundedAt` in milliseconds since 1970.
 */
export function foundingByOne(
  { name, purpose, language, phase }: Founded,
  founder: Founder,
  foundedAt = Date.now(),
): string {
  const profile = sealText(1, { name: founder.name, about: "" });
  const hash = toHex(profile.hash);
  const text = {
    hash,
    owner: 1,
    audience: "community",
    kind: "profile",
    bytes: profile.bytes.length,
  };
  const device = toHex(founder.device);
  const recovery = toHex(founder.recovery ?? new Uint8Array(32));
  return JSON.stringify({
    name,
    purpose,
    language,
    foundedAt,
    rooms: {
      identity: { people: [{ device, recovery }] },
      membership: {
        members: [{ person: 1, since: foundedAt, founder: true, invitedBy: 0 }],
        phase,
      },
      records: { texts: [text], profiles: [{ person: 1, text: hash }] },
    },
    texts: [Buffer.from(profile.bytes).toString("base64")],
  });
}
