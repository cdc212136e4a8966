import { rowsOf } from "../reading.ts";
import { act, oneOf, peopleWith, type Scene, type Stage } from "../stage.ts";

const KINDS = ["proposal", "profile", "note", "article", "purpose", "reason", "answer"];

interface Row {
  readonly hash: Uint8Array;
  readonly owner: number;
  readonly kind: string;
  readonly erasedAt: number;
}

/** The texts of a kind that are there. */
export function textsOfKind({ ledger }: Stage, kind: string): readonly Row[] {
  const rows = rowsOf<readonly [Uint8Array], Row>(ledger.law, ledger.reader(), "records/texts");
  return rows.map(({ row }) => row).filter((row) => row.kind === kind && row.erasedAt === 0);
}

/**
 * The people who have a text of a kind and, of them, those who have a proposal too, where there are any.
 *
 * Why: what takes two texts of one person would else hardly ever be proposed.
 */
export function writersOf(
  stage: Stage,
  kind: string,
  within: readonly number[],
): readonly number[] {
  const owners = textsOfKind(stage, kind).map(({ owner }) => owner);
  const inside = within.length === 0 ? owners : owners.filter((owner) => within.includes(owner));
  const proposing = new Set(textsOfKind(stage, "proposal").map(({ owner }) => owner));
  const both = inside.filter((owner) => proposing.has(owner));
  return both.length > 0 ? both : inside;
}

/** Has somebody publish a text of a kind. */
export function publishOne(stage: Stage, person: number | undefined, kind: string) {
  const digest = stage.random.bytes(32);
  stage.texts.push(digest);
  const audience = stage.random.pick(["public", "community"]);
  return act(stage, person, "records/publish", { digest, audience, kind, bytes: 100 });
}

/** Takes texts as somebody needs them to refer to, and notes what they have still to write. */
export interface Pen {
  /** Mostly a text of their own of a kind; sometimes another, or one that nobody has published. */
  text(kind: string): Uint8Array;
  /** What they have to publish first. */
  missing(): string | undefined;
}

/** Gives somebody a pen. */
export function createPen(stage: Stage, person: number | undefined): Pen {
  let missing: string | undefined;
  return {
    missing: () => missing,
    text(kind) {
      const { random } = stage;
      if (random.once(20)) return random.bytes(32);
      if (random.once(15))
        return oneOf(stage, textsOfKind(stage, random.pick(KINDS)))?.hash ?? random.bytes(32);
      const own = textsOfKind(stage, kind).filter(({ owner }) => owner === person);
      const found = oneOf(stage, own)?.hash;
      if (found === undefined) missing ??= kind;
      return found ?? random.bytes(32);
    },
  };
}

const publish: Scene = (stage) => {
  const digest = stage.random.bytes(32);
  stage.texts.push(digest);
  const kind = stage.random.pick(KINDS);
  const audience = stage.random.pick(["public", "community"]);
  const bytes = stage.random.pick([36, 37, 100, 2048, 2049, 262_144, 262_145]);
  const person = oneOf(stage, peopleWith(stage, stage.random.once(5) ? "applicant" : "member"));
  return act(stage, person, "records/publish", { digest, audience, kind, bytes });
};

function ownText(stage: Stage) {
  type Own = { readonly hash: Uint8Array };
  const { law } = stage.ledger;
  const own = rowsOf<readonly [number, Uint8Array], Own>(
    law,
    stage.ledger.reader(),
    "records/texts-of",
  );
  return oneOf(stage, own);
}

const setProfile: Scene = (stage) => {
  const own = ownText(stage);
  return own && act(stage, own.key[0], "records/set-profile", { text: own.row.hash });
};

const erase: Scene = (stage) => {
  const own = ownText(stage);
  return own && act(stage, own.key[0], "records/erase", { text: own.row.hash });
};

/** What people do with what they write. */
export const writingScenes: { readonly [name: string]: Scene } = { publish, setProfile, erase };
