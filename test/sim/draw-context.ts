import { type Ledger, type Noun, peopleCount, type Seen } from "#protocol/index.js";
import type { DrawDeps } from "./arbitrary.ts";
import type { Cast, Changed, Device } from "./cast.ts";
import type { Random } from "./random.ts";
import { rowOf, rowsOf } from "./reading.ts";

/** Where actions are drawn: the state, the time, those who act, chance. */
export interface DrawContext {
  readonly random: Random;
  readonly ledger: Ledger;
  readonly cast: Cast;
  readonly now: number;
  /** Texts that were published. */
  readonly texts: Uint8Array[];
  /** Actions that were sent before, to be sent again. */
  readonly sent: Uint8Array[];
  /** States that were the newest once. */
  readonly past: Seen[];
}

/** Draws one action for the wire; nothing where the state offers none. */
export type ActionGenerator = (context: DrawContext) => Uint8Array | undefined;

/** How many there are of a counted noun. */
export function highest({ ledger }: DrawContext, noun: Noun): number {
  const { law } = ledger;
  const state = ledger.reader();
  const counts = (table: string, field: string) =>
    rowOf<{ readonly [name: string]: number }>(law, state, table, [])?.[field] ?? 0;
  switch (noun) {
    case "person":
    case "currency":
      return peopleCount(state);
    case "circle":
      return counts("circles/counters", "circles");
    case "role":
      return counts("circles/counters", "roles");
    case "decision":
      return counts("decisions/counters", "decisions");
    case "invitation":
      return counts("membership/counters", "invitations");
    case "machine":
      return counts("validators/counters", "machines");
    case "challenge":
      return counts("challenges/counters", "challenges");
    case "account":
      return peopleCount(state);
  }
}

/** What arbitrary values may refer to. */
export function drawDepsOf(context: DrawContext): DrawDeps {
  const keys = context.cast.devices.slice(-8).map(({ key }) => key.publicKey);
  return {
    now: context.now,
    highest: (noun) => highest(context, noun),
    seen: [...context.texts.slice(-8), ...keys],
  };
}

/** The people with a standing. */
export function peopleWith(
  { ledger }: DrawContext,
  status: "member" | "applicant" | "left",
): readonly number[] {
  type Member = { readonly status: string };
  const found = rowsOf<readonly [number], Member>(
    ledger.law,
    ledger.reader(),
    "membership/members",
  );
  return found.filter(({ row }) => row.status === status).map(({ key }) => key[0]);
}

/** Signs an action of a person with one of their devices. */
export function act(
  context: DrawContext,
  person: number | undefined,
  type: string,
  input: unknown,
  changed?: Changed,
): Uint8Array | undefined {
  if (person === undefined) return undefined;
  const usual = context.cast.deviceOf(person);
  const device: Device | undefined = context.random.once(6)
    ? context.cast.deviceOf(person, (own) => context.random.pick(own))
    : usual;
  return device && context.cast.sign(device, type, input, momentOf(context), changed);
}

/** When something is signed here: mostly by who has seen the newest state, at times an older one. */
export function momentOf(context: DrawContext): { readonly now: number; readonly seen: Seen } {
  const { random, ledger, now, past } = context;
  const older = past.length > 0 && random.once(4) ? random.pick(past) : undefined;
  return { now, seen: older ?? ledger.seen() };
}

/** One of a list, or nothing when it is empty. */
export function oneOf<V>({ random }: DrawContext, list: readonly V[]): V | undefined {
  return list.length === 0 ? undefined : random.pick(list);
}
