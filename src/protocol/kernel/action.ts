import type { DecisionKind } from "./decision-kind.ts";
import type { Demand } from "./demand.ts";
import type { Event } from "./event.ts";
import type { Fault, Refusal } from "./fault.ts";
import type { VerifySignature } from "./hash.ts";
import type { CircleId, DecisionId, PersonId } from "./ids.ts";
import type { RecordOf, Shape } from "./schema.ts";
import type { Seen } from "./seen.ts";
import type { Reader, Writer } from "./state.ts";
import type { TextReference } from "./text-kind.ts";
import type { AnyVisibility, Authored, Visibility } from "./visibility.ts";
import type { Why } from "./why.ts";

/** Who may author an action: nothing else ever changes anything. */
export type AuthorKind = "person" | "circle" | "anonymous" | "machine";

/** A machine that signs blocks, as the author of a word of its own. */
export interface MachineAuthor {
  /** The key with which it signs blocks. */
  readonly key: Uint8Array;
  /** The value that its proof gives (64 bytes); empty where the proof is a signature. */
  readonly value: Uint8Array;
}

/** The author that `check` and `apply` see: a person's or a circle's number, a nullifier, a machine. */
export type AuthorOf<A extends AuthorKind> = A extends "person"
  ? PersonId
  : A extends "circle"
    ? CircleId
    : A extends "machine"
      ? MachineAuthor
      : Uint8Array;

/** An encoded action that a circle is to carry out. */
export interface Effect {
  readonly circle: CircleId;
  /** The decision that carries it; 0 while it is only rehearsed. */
  readonly decision: DecisionId;
  /** The moment at which it was proposed, from which on people could answer. */
  readonly proposedAt: number;
  readonly tag: number;
  readonly payload: Uint8Array;
}

/** Why a row of effects cannot be carried out, and which of them it was (counted from 0). */
export interface EffectRefusal extends Refusal {
  readonly position: number;
}

/** The law's own list of contents: for rules and views that handle actions and faults as data. */
export interface Catalogue {
  action(tag: number): AnyAction | undefined;
  fault(number: number): Fault | undefined;
}

/** What a rule may look at besides the input. */
export interface RuleContext {
  /** Time of the block, in milliseconds since 1970-01-01 UTC. */
  readonly now: number;
  /** The state on which the block stands: what a device can have verified at the latest. */
  readonly before: Seen;
  /** The community: the hash of its founding document (32 bytes). */
  readonly community: Uint8Array;
  /** For signatures inside an input, such as an invitation's. */
  readonly verify: VerifySignature;
  readonly sha256: (bytes: Uint8Array) => Uint8Array;
  readonly catalogue: Catalogue;
  /** Tells why effects, one after another at a moment, would be refused; nothing of it stays. */
  readonly rehearse: (
    state: Reader,
    effects: readonly Effect[],
    at: number,
  ) => EffectRefusal | undefined;
}

/** What `check` receives. */
export interface CheckContext<I, A extends AuthorKind> extends RuleContext {
  readonly state: Reader;
  readonly author: AuthorOf<A>;
  /** The decision by which a circle acts, or within which a member does anonymously; else 0. */
  readonly decision: DecisionId;
  /** The moment at which what a circle does was proposed to it; for others the block's own. */
  readonly proposedAt: number;
  /** The number of the author's key that signed; 0 where no person acts. */
  readonly device: number;
  readonly input: I;
}

/** What `apply` receives: `check` has passed on the same state. */
export interface ApplyContext<I, A extends AuthorKind> extends CheckContext<I, A> {
  readonly state: Writer;
}

/** What is looked at to tell what a decision that carries an action has to meet. */
export interface DemandContext<I> {
  readonly state: Reader;
  /** The circle that decides. */
  readonly author: CircleId;
  readonly input: I;
}

/** How a machine's word is bounded and proven. */
export interface MachineWord<I> {
  /** `signature`: the machine signs it. `vrf`: it proves the one value that its key has for the matter. */
  readonly proof: "signature" | "vrf";
  /** The matter; a machine has one word about each. */
  readonly matter: (input: I) => Uint8Array;
}

/** What an action declares; its bytes, forms, flags, documents and tests are derived from it. */
export interface Action<
  I,
  A extends AuthorKind,
  T extends string = string,
  C extends string = string,
> {
  /** Room and verb, such as `decisions/cast-vote`. */
  readonly type: T;
  /** Number on the wire, unique and never reused: the room's number times 256 plus the action's. */
  readonly tag: number;
  readonly author: A;
  /** Who may read it where it is in a block. */
  readonly visibility: Visibility<Authored<I>>;
  /** What it does, in one sentence that begins with a verb. */
  readonly summary: string;
  readonly input: Shape<I>;
  /** What each field of the input means, in a few words. */
  readonly about: { readonly [field: string]: string };
  /** For an action by which a person joins: the key that signs it, since no device is known yet. */
  readonly joinsWith?: (input: I) => Uint8Array;
  /** For such an action: the number of the invitation by which all who use it are counted while they wait. */
  readonly joinsBy?: (input: I) => number;
  /** For an anonymous member's action: the decision within which it is done, and to which it is bound. */
  readonly scopeOf?: (input: I) => DecisionId;
  /** A recovery key may sign it too; any other action takes a device in use. */
  readonly recovers?: boolean;
  /** A frozen device may sign it too. */
  readonly whileFrozen?: boolean;
  /** For a circle's action: the kind of decision that may carry it. */
  readonly decidedAs?: DecisionKind;
  /** For a circle's action: what a decision that carries it has to meet, beyond the circle's policy. */
  readonly demands?: (context: DemandContext<I>) => Demand;
  /** For a machine's word: what it is about, and by what proof. */
  readonly says?: MachineWord<I>;
  /** Why it is never charged for what it makes the state grow by; without a reason it is. */
  readonly free?: string;
  /** For an action that brings bytes which lie beside the ledger: how many. */
  readonly keeps?: (input: I) => number;
  /** The texts that its input names: an open proposal that is to do it holds them. */
  readonly refersTo?: (input: I) => readonly TextReference[];
  /**
   * The codes of the faults with which `check` can refuse it, by the alphabet.
   *
   * Why here: those who act are told by types what can stand in the way. What refuses every action alike
   * (`kernel/` and `witness/`) goes without saying.
   */
  readonly refuses: readonly C[];
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
  readonly visibility: AnyVisibility;
  readonly summary: string;
  readonly input: Shape<unknown>;
  readonly about: { readonly [field: string]: string };
  readonly joinsWith?: (input: never) => Uint8Array;
  readonly joinsBy?: (input: never) => number;
  readonly scopeOf?: (input: never) => DecisionId;
  /** A recovery key may sign it too; any other action takes a device in use. */
  readonly recovers?: boolean;
  /** A frozen device may sign it too. */
  readonly whileFrozen?: boolean;
  /** For a circle's action: the kind of decision that may carry it. */
  readonly decidedAs?: DecisionKind;
  readonly demands?: (context: never) => Demand;
  readonly says?: MachineWord<never>;
  /** Why it is never charged for what it makes the state grow by; without a reason it is. */
  readonly free?: string;
  readonly keeps?: (input: never) => number;
  readonly refersTo?: (input: never) => readonly TextReference[];
  /** The codes of the faults with which `check` can refuse it. */
  readonly refuses: readonly string[];
  readonly check: (context: never) => Refusal | undefined;
  readonly apply: (context: never) => readonly Event[];
  readonly why: (context: never) => Why;
}

/** Declares an action. */
export function defineAction<
  const T extends string,
  const F extends { readonly [name: string]: unknown },
  const A extends AuthorKind,
  const C extends string,
>(declared: Action<RecordOf<F>, A, T, C>): Action<RecordOf<F>, A, T, C> {
  return declared;
}
