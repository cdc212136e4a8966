import { type ActionGenerator, act, type DrawContext, oneOf, peopleWith } from "../draw-context.ts";
import { rowsOf } from "../reading.ts";

const KINDS = ["proposal", "profile", "note", "article", "purpose", "reason", "answer"];

interface Row {
  readonly hash: Uint8Array;
  readonly owner: number;
  readonly kind: string;
  readonly erasedAt: number;
}

/** The texts of a kind that are there. */
export function textsOfKind({ ledger }: DrawContext, kind: string): readonly Row[] {
  const rows = rowsOf<readonly [Uint8Array], Row>(ledger.law, ledger.reader(), "records/texts");
  return rows.map(({ row }) => row).filter((row) => row.kind === kind && row.erasedAt === 0);
}

/**
 * The people who have a text of a kind and, of them, those who have a proposal too, where there are any.
 *
 * Why: what takes two texts of one person would else hardly ever be proposed.
 */
export function writersOf(
  context: DrawContext,
  kind: string,
  within: readonly number[],
): readonly number[] {
  const owners = textsOfKind(context, kind).map(({ owner }) => owner);
  const inside = within.length === 0 ? owners : owners.filter((owner) => within.includes(owner));
  const proposing = new Set(textsOfKind(context, "proposal").map(({ owner }) => owner));
  const both = inside.filter((owner) => proposing.has(owner));
  return both.length > 0 ? both : inside;
}

/** Has somebody publish a text of a kind. */
export function publishOne(context: DrawContext, person: number | undefined, kind: string) {
  const digest = context.random.bytes(32);
  context.texts.push(digest);
  const audience = context.random.pick(["public", "community"]);
  return act(context, person, "records/publish", { digest, audience, kind, bytes: 100 });
}

/** Takes texts as somebody needs them to refer to, and notes what they have still to write. */
export interface Pen {
  /** Mostly a text of their own of a kind; sometimes another, or one that nobody has published. */
  text(kind: string): Uint8Array;
  /** What they have to publish first. */
  missing(): string | undefined;
}

/** Gives somebody a pen. */
export function createPen(context: DrawContext, person: number | undefined): Pen {
  let missing: string | undefined;
  return {
    missing: () => missing,
    text(kind) {
      const { random } = context;
      if (random.once(20)) return random.bytes(32);
      if (random.once(15))
        return oneOf(context, textsOfKind(context, random.pick(KINDS)))?.hash ?? random.bytes(32);
      const own = textsOfKind(context, kind).filter(({ owner }) => owner === person);
      const found = oneOf(context, own)?.hash;
      if (found === undefined) missing ??= kind;
      return found ?? random.bytes(32);
    },
  };
}

const publish: ActionGenerator = (context) => {
  const digest = context.random.bytes(32);
  context.texts.push(digest);
  const kind = context.random.pick(KINDS);
  const audience = context.random.pick(["public", "community"]);
  const bytes = context.random.pick([36, 37, 100, 2048, 2049, 262_144, 262_145]);
  const person = oneOf(
    context,
    peopleWith(context, context.random.once(5) ? "applicant" : "member"),
  );
  return act(context, person, "records/publish", { digest, audience, kind, bytes });
};

function ownText(context: DrawContext) {
  type Own = { readonly hash: Uint8Array };
  const { law } = context.ledger;
  const own = rowsOf<readonly [number, Uint8Array], Own>(
    law,
    context.ledger.reader(),
    "records/texts-of",
  );
  return oneOf(context, own);
}

const setProfile: ActionGenerator = (context) => {
  const own = ownText(context);
  return own && act(context, own.key[0], "records/set-profile", { text: own.row.hash });
};

const erase: ActionGenerator = (context) => {
  const own = ownText(context);
  return own && act(context, own.key[0], "records/erase", { text: own.row.hash });
};

/** What people do with what they write. */
export const writingGenerators = {
  publish,
  setProfile,
  erase,
} satisfies { readonly [name: string]: ActionGenerator };
