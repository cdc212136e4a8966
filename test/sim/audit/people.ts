import { nativeHasher } from "#engine/native-hasher.js";
import {
  DAY,
  type DecodedAction,
  EXPIRY_MAX,
  equalBytes,
  type FoundingDocument,
  NONCE_JUMP_MAX,
  type PersonBody,
  signedMessage,
  toHex,
  type VerifySignature,
} from "#protocol/index.js";
import { createKeyBook, type KeyBook } from "./keys.ts";
import type { RuleBook } from "./rules.ts";

interface Device {
  readonly key: Uint8Array;
  readonly kind: string;
  readonly oldFrom: number;
  until: number;
  frozenUntil: number;
  last: number;
}

/** What a frozen device may still do. */
const WHILE_FROZEN = [
  "identity/freeze",
  "identity/lift-freeze",
  "identity/veto-device",
  "identity/veto-removal",
  "membership/stay",
];

/** The auditor's own list of people's devices, and the number of what each signed last. */
export interface PeopleBook {
  count(): number;
  /** Tells whether an action is its author's; nothing where the author is yet to come. */
  isAuthors(decoded: DecodedAction, now: number): boolean | undefined;
  /** Notes the number of an action that counted, and that its author has signed something. */
  use(body: PersonBody, now: number): void;
  /** The day on which somebody signed anything last; 0 before the first time. */
  lastDay(person: number): number;
  register(
    keys: { readonly device: Uint8Array; readonly recovery: Uint8Array },
    now: number,
  ): number;
  add(person: number, device: Pick<Device, "key" | "kind" | "until" | "oldFrom">): void;
  freeze(person: number, device: number, until: number): void;
  end(person: number, device: number, now: number): void;
  devicesOf(person: number): readonly Readonly<Device>[];
  /** Tells whether a key was ever somebody's. */
  isKnown(key: Uint8Array): boolean;
  /** Removals and freezes. */
  readonly keys: KeyBook;
}

interface Section {
  readonly people: readonly { readonly device: Uint8Array; readonly recovery: Uint8Array }[];
}

/** Opens the list as the founding document has it. */
export function createPeopleBook(
  document: FoundingDocument,
  community: Uint8Array,
  { verify, rules }: { readonly verify: VerifySignature; readonly rules: RuleBook },
): PeopleBook {
  const people: Device[][] = [];
  const keys = new Set<string>();
  const signed = new Map<number, number>();
  const deviceAt = (person: number, device: number) => people[person - 1]?.[device];
  const book: Omit<PeopleBook, "keys"> = {
    count: () => people.length,
    isAuthors({ envelope, action }, now) {
      if (envelope.kind !== "person") return false;
      const { body, signature } = envelope;
      const isTimely = body.expires >= now && body.expires <= now + EXPIRY_MAX;
      if (!equalBytes(body.community, community) || !isTimely) return false;
      if (action.joinsWith !== undefined) return undefined;
      const device = deviceAt(body.person, body.device);
      if (device === undefined || (device.until !== 0 && device.until <= now)) return false;
      if (body.nonce <= device.last || body.nonce > device.last + NONCE_JUMP_MAX) return false;
      const isFree = WHILE_FROZEN.includes(action.type);
      if (now < device.frozenUntil && !isFree) return false;
      if (device.kind === "recovery" && action.recovers !== true) return false;
      return verify(device.key, signedMessage(nativeHasher, body), signature);
    },
    use({ person, device, nonce }, now) {
      signed.set(person, Math.floor(now / DAY));
      const used = deviceAt(person, device);
      if (used !== undefined) used.last = nonce;
    },
    lastDay: (person) => signed.get(person) ?? 0,
    register({ device, recovery }, now) {
      const first = { until: 0, oldFrom: now };
      people.push([]);
      book.add(people.length, { key: device, kind: "device", ...first });
      if (recovery.some((byte) => byte !== 0)) {
        book.add(people.length, { key: recovery, kind: "recovery", ...first });
      }
      return people.length;
    },
    add(person, { key, kind, until, oldFrom }) {
      people[person - 1]?.push({ key, kind, until, oldFrom, frozenUntil: 0, last: 0 });
      keys.add(toHex(key));
    },
    freeze(person, device, until) {
      const frozen = deviceAt(person, device);
      if (frozen !== undefined) frozen.frozenUntil = until;
    },
    end(person, device, now) {
      const ended = deviceAt(person, device);
      if (ended !== undefined) ended.until = now;
    },
    devicesOf: (person) => people[person - 1] ?? [],
    isKnown: (key) => keys.has(toHex(key)),
  };
  for (const keys of (document.rooms["identity"] as Section).people) {
    book.register(keys, document.foundedAt);
  }
  return { ...book, keys: createKeyBook(book, rules) };
}
