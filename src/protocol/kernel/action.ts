import type { Event } from "./event.ts";
import type { Refusal } from "./fault.ts";
import type { VerifySignature } from "./hash.ts";
import type { CircleId, PersonId } from "./ids.ts";
import type { RecordOf, Shape } from "./schema.ts";
import type { Reader, Writer } from "./state.ts";
import type { Why } from "./why.ts";

/** Who may author an action: nothing else ever changes anything. */
export type AuthorKind = "person" | "circle" | "anonymous";

/** The author that `check` and `apply` see: a person's number, a circle's number, or a nullifier. */
export type AuthorOf<A extends AuthorKind> = A extends "person"
  ? PersonId
  : A extends "circle"
    ? CircleId
    : Uint8Array;

/** An encoded action that a circle is to carry out. */
export interface Effect {
  readonly circle: CircleId;
  readonly tag: number;
  readonly payload: Uint8Array;
}

/** What a rule may look at besides the input. */
export interface Surroundings {
  /** Time of the block, in milliseconds since 1970-01-01 UTC. */
  readonly now: number;
  /** The community: the hash of its founding document (32 bytes). */
  readonly community: Uint8Array;
  /** For signatures inside an input, such as an invitation's. */
  readonly verify: VerifySignature;
  readonly sha256: (bytes: Uint8Array) => Uint8Array;
  /** Tells whether a circle could carry out an effect on this state, without doing it. */
  readonly rehearse: (state: Reader, effect: Effect) => Refusal | undefined;
}

/** What `check` receives. */
export interface CheckContext<I, A extends AuthorKind> extends Surroundings {
  readonly state: Reader;
  readonly author: AuthorOf<A>;
  readonly input: I;
}

/** What `apply` receives: `check` has passed on the same state. */
export interface ApplyContext<I, A extends AuthorKind> extends CheckContext<I, A> {
  readonly state: Writer;
}

/** What an action declares; its bytes, forms, flags, documents and tests are derived from it. */
export interface Action<I, A extends AuthorKind> {
  /** Room and verb, such as `decisions/cast-vote`. */
  readonly type: string;
  /** Number on the wire, unique and never reused: the room's number times 256 plus the action's. */
  readonly tag: number;
  readonly author: A;
  /** What it does, in one sentence that begins with a verb. */
  readonly summary: string;
  readonly input: Shape<I>;
  /** What each field of the input means, in a few words. */
  readonly about: { readonly [field: string]: string };
  /** For an action by which a person joins: the key that signs it, since no device is known yet. */
  readonly joinsWith?: (input: I) => Uint8Array;
  /** A recovery key may sign it too; any other action takes a device in use. */
  readonly recovers?: boolean;
  /** Refuses, or lets pass. Reads only. */
  readonly check: (context: CheckContext<I, A>) => Refusal | undefined;
  /** Writes, and tells what happened. Never refuses. */
  readonly apply: (context: ApplyContext<I, A>) => readonly Event[];
  /** Explains what the action does under the rules in force. */
  readonly why: (context: CheckContext<I, A>) => Why;
}

/** Any action, for code that handles all of them alike; it casts what it has decoded itself. */
export interface AnyAction {
  readonly type: string;
  readonly tag: number;
  readonly author: AuthorKind;
  readonly summary: string;
  readonly input: Shape<unknown>;
  readonly about: { readonly [field: string]: string };
  readonly joinsWith?: (input: never) => Uint8Array;
  /** A recovery key may sign it too; any other action takes a device in use. */
  readonly recovers?: boolean;
  readonly check: (context: never) => Refusal | undefined;
  readonly apply: (context: never) => readonly Event[];
  readonly why: (context: never) => Why;
}

/** Declares an action. */
export function defineAction<
  const F extends { readonly [name: string]: unknown },
  const A extends AuthorKind,
>(declared: Action<RecordOf<F>, A>): Action<RecordOf<F>, A> {
  return declared;
}
