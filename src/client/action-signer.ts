import { fromHex, toHex } from "../protocol/kernel/bytes.ts";
import { readEnvelope, signedMessage, writeEnvelope } from "../protocol/kernel/envelope.ts";
import type { Hasher } from "../protocol/kernel/hash.ts";
import { NOBODY, type PersonId } from "../protocol/kernel/ids.ts";
import { NONCE_JUMP_MAX } from "../protocol/kernel/limits.ts";
import type { Seen } from "../protocol/kernel/seen.ts";
import { DAY } from "../protocol/kernel/time.ts";
import type { EncodedAction } from "./action-input.ts";
import { askJson } from "./ask.ts";
import { FolkmootError } from "./error.ts";
import type { Signer } from "./keys/signer.ts";
import { type KeptSeen, seenFromKept, seenToKept } from "./seen.ts";
import type { Remembered, SigningMemory } from "./signing-memory.ts";
import type { Transport } from "./transport/transport.ts";

/** Whose key signs: who, with which of their devices. */
export interface KnownSigner {
  readonly person: PersonId;
  readonly device: number;
  readonly signer: Signer;
}

/** Puts actions into signed envelopes, numbered one after the other. */
export interface ActionSigner {
  signerOf(): Promise<KnownSigner>;
  /** Asks the node again who signs, how far they have counted, and what time it is. */
  refresh(): Promise<KnownSigner>;
  prepare(encoded: EncodedAction): Promise<Uint8Array>;
  renew(wire: Uint8Array): Promise<Uint8Array>;
}

/** For which community it is signed, and what time it is there. */
interface Around {
  readonly community: string;
  readonly time: number;
}

/** What an action signer needs. */
export interface ActionSignerDeps {
  readonly transport: Transport;
  readonly hasher: Hasher;
  readonly signer: Signer | undefined;
  readonly community: () => Promise<Around>;
  /** The newest state that this device has verified; throws where it finds another history. */
  readonly seen: () => Promise<Seen>;
  /** The newest verified state that every history keeps for a month; nothing where there is none yet. */
  readonly lasting?: (() => Promise<Seen | undefined>) | undefined;
  readonly memory?: SigningMemory | undefined;
  readonly now?: (() => number) | undefined;
  readonly validMs?: number | undefined;
}

/**
 * How long what was verified is signed without another look. Units: milliseconds.
 *
 * Why: an older state is as good a witness of all that came before it, and asking costs a round trip.
 */
const SEEN_FOR = 20_000;

/** How often it is looked for a state that lasts: there is a new one every ten minutes. Units: milliseconds. */
const LASTING_FOR = 600_000;

/** Makes an action signer. */
export function createActionSigner(deps: ActionSignerDeps): ActionSigner {
  const { hasher, memory, now, validMs = DAY } = deps;
  let nonce = 0;
  let known: KnownSigner | undefined;
  let clock: Promise<Around> | undefined;
  let verified: { readonly seen: Seen; readonly at: number } | undefined;
  let lasting: KeptSeen | undefined;
  let looking: Promise<Seen> | undefined;
  let lookAgainAt = 0;

  const refresh = async (): Promise<KnownSigner> => {
    clock = undefined;
    verified = undefined;
    const found = await askSigner(deps);
    const counted = Math.max(nonce, memory?.recall()?.nonce ?? 0);
    // A count that is too far ahead for the record was never this device's.
    const isLost = counted > found.nonce + NONCE_JUMP_MAX;
    nonce = isLost ? found.nonce : Math.max(counted, found.nonce);
    known = found;
    if (memory !== undefined) {
      clock = deps.community();
      // Kept now, so that this device can sign with it while no node answers.
      await newestSeen().catch(() => undefined);
      const { person, device } = found;
      note({ community: (await clock).community, person, device, nonce });
    }
    return found;
  };
  const note = (counted: Omit<Remembered, "seen" | "lasting">): void => {
    const before = memory?.recall();
    const seen = verified === undefined ? before?.seen : seenToKept(verified.seen);
    const lasts = lasting ?? before?.lasting;
    memory?.note({ ...counted, ...(seen && { seen }), ...(lasts && { lasting: lasts }) });
  };
  // Looked for while nobody waits: it is needed only once no node answers any more.
  const keepLasting = async (): Promise<void> => {
    if (memory === undefined || deps.lasting === undefined) return;
    if (performance.now() < lookAgainAt) return;
    lookAgainAt = performance.now() + LASTING_FOR;
    const found = await deps.lasting();
    lasting = found && seenToKept(found);
    const before = memory.recall();
    if (before !== undefined && lasting !== undefined) memory.note({ ...before, lasting });
  };
  /**
   * What this device has verified: just now, or before where no node answers.
   *
   * Why then what lasts: nobody knows how long it waits until a node carries it out.
   */
  const newestSeen = (): Promise<Seen> => {
    looking ??= lookUp().finally(() => {
      looking = undefined;
    });
    return looking;
  };
  const lookUp = async (): Promise<Seen> => {
    if (verified !== undefined && performance.now() - verified.at < SEEN_FOR) return verified.seen;
    try {
      verified = { seen: await deps.seen(), at: performance.now() };
      void keepLasting().catch(() => undefined);
      return verified.seen;
    } catch (error) {
      const before = memory?.recall();
      const kept = seenFromKept(before?.lasting) ?? seenFromKept(before?.seen);
      const isAway = (error as { readonly code?: unknown }).code === "client/unreachable";
      if (kept === undefined || !isAway) throw error;
      return kept;
    }
  };
  // What was remembered may be of weeks ago, and no node may answer once it is needed.
  const lookAround = async (): Promise<void> => {
    await newestSeen();
    const before = memory?.recall();
    if (before === undefined || verified === undefined) return;
    memory?.note({ ...before, seen: seenToKept(verified.seen) });
  };
  const recalled = (): KnownSigner | undefined => {
    const found = memory?.recall();
    if (found === undefined) return undefined;
    known = { person: found.person, device: found.device, signer: required(deps.signer) };
    void lookAround().catch(() => undefined);
    return known;
  };
  const signerOf = async () => known ?? recalled() ?? (await refresh());
  const around = async (): Promise<Around> => {
    const remembered = memory?.recall();
    if (remembered !== undefined && now !== undefined) {
      return { community: remembered.community, time: now() };
    }
    clock ??= deps.community();
    return clock;
  };
  // What another window has signed meanwhile is counted too.
  const countOn = (community: string, { person, device }: KnownSigner): number => {
    nonce = Math.max(nonce, memory?.recall()?.nonce ?? 0) + 1;
    note({ community, person, device, nonce });
    return nonce;
  };
  const seal = async (who: KnownSigner, tag: number, payload: Uint8Array): Promise<Uint8Array> => {
    const { community, time } = await around();
    const seen = await newestSeen();
    const body = {
      community: fromHex(community) ?? new Uint8Array(0),
      person: who.person,
      device: who.device,
      nonce: who.person === NOBODY ? 0 : countOn(community, who),
      expires: time + validMs,
      seen,
      tag,
      payload,
    };
    const signature = await who.signer.sign(signedMessage(hasher, body));
    return writeEnvelope({ kind: "person", body, signature });
  };

  return {
    signerOf,
    refresh,
    async prepare({ action, payload }) {
      const joins = action.joinsWith !== undefined;
      const newcomer = { person: NOBODY, device: 0, signer: required(deps.signer) };
      return seal(joins ? newcomer : await signerOf(), action.tag, payload);
    },
    async renew(wire) {
      const envelope = readEnvelope(wire);
      if (!envelope.ok || envelope.value.kind !== "person") {
        throw new FolkmootError("client/bad-wire", "These bytes are no signed action.", "Redo it.");
      }
      const { tag, payload } = envelope.value.body;
      return seal(await refresh(), tag, payload);
    },
  };
}

/** Asks the node whose key this is, and how far they have counted. */
async function askSigner({ transport, signer }: ActionSignerDeps) {
  const key = required(signer);
  const path = `/views/identity/signer?key=${toHex(key.publicKey)}`;
  const found = await askJson<{ value: { person: PersonId; device: number; nonce: number } }>(
    transport,
    { method: "GET", path },
    "or nothing",
  );
  if (found === undefined) {
    throw new FolkmootError(
      "client/unknown-key",
      "This device does not belong to any person here.",
      "Join with an invitation, or approve this device from one that you already use.",
    );
  }
  const { person, device, nonce } = found.value;
  return { person, device, nonce, signer: key };
}

function required(signer: Signer | undefined): Signer {
  if (signer !== undefined) return signer;
  throw new FolkmootError(
    "client/no-key",
    "There is no key on this device.",
    "Join with an invitation or open your recovery file.",
  );
}
