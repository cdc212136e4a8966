import {
  type FoundingDocument,
  toHex,
  type VerifySignature,
  type VerifyVrf,
} from "#protocol/index.js";
import type { KeyMaker } from "../keys.ts";
import { type ChallengeBook, createChallengeBook } from "./challenges.ts";
import { type CircleBook, createCircleBook } from "./circles.ts";
import type { ConversationBook } from "./conversation.ts";
import type { DecisionBook } from "./decisions.ts";
import { createEditionBook, type EditionBook } from "./editions.ts";
import type { GrowthBook } from "./growing.ts";
import { createHistoryBook, type HistoryBook } from "./history.ts";
import { createMachineBook, type MachineBook } from "./machines.ts";
import { createMemberBook, type MemberBook } from "./members.ts";
import { createMoneyBook, type MoneyBook } from "./money.ts";
import { createPeopleBook, type PeopleBook } from "./people.ts";
import { createRuleBook, type RuleBook } from "./rules.ts";

/** A link with which people apply. */
export interface AuditedInvitation {
  readonly by: number;
  readonly uses: number;
  readonly until: number;
  readonly used: number;
}

/** A published text. */
export interface AuditedText {
  readonly owner: number;
  readonly kind: string;
  readonly bytes: number;
  readonly isErased: boolean;
}

/** An article: its text in hexadecimal digits, and whether it is in force. */
export interface AuditedArticle {
  readonly text: string;
  readonly isInForce: boolean;
}

/** All that the auditor knows, worked out from the founding document and the actions alone. */
export interface Books {
  readonly foundedAt: number;
  readonly community: Uint8Array;
  readonly verify: VerifySignature;
  /** Verifies a machine's value. */
  readonly vrf: VerifyVrf;
  readonly rules: RuleBook;
  readonly people: PeopleBook;
  readonly history: HistoryBook;
  readonly members: MemberBook;
  readonly circles: CircleBook;
  readonly money: MoneyBook;
  readonly machines: MachineBook;
  readonly editions: EditionBook;
  readonly decisions: DecisionBook;
  readonly challenges: ChallengeBook;
  readonly invitations: Map<number, AuditedInvitation>;
  readonly texts: Map<string, AuditedText>;
  /** The text in which each person says who they are. */
  readonly profiles: Map<number, string>;
  readonly articles: Map<number, AuditedArticle>;
  readonly conversation: ConversationBook;
  /** What people have added today. */
  readonly growth: GrowthBook;
  /** What circles, roles and machines were last described by, such as `circle 2`. */
  readonly named: Map<string, string>;
}

/** Opens the books as the founding document has them. */
export function openBooks(
  document: FoundingDocument,
  community: Uint8Array,
  { verify, vrf }: Pick<KeyMaker, "verify" | "vrf">,
): Books {
  const rules = createRuleBook(document);
  const people = createPeopleBook(document, community, { verify, rules });
  const members = createMemberBook(document, rules, people.keys.notices);
  const texts = foundingTexts(document);
  return {
    foundedAt: document.foundedAt,
    community,
    verify,
    vrf,
    rules,
    history: createHistoryBook(),
    people,
    members,
    circles: createCircleBook(document, rules),
    money: createMoneyBook(document, rules),
    machines: createMachineBook(toHex(document.validators[0]?.key ?? new Uint8Array(0))),
    editions: createEditionBook(),
    decisions: new Map(),
    challenges: createChallengeBook({ members, people, rules }, texts),
    invitations: new Map(),
    texts,
    profiles: foundingProfiles(document),
    articles: new Map(),
    named: new Map(),
    conversation: new Map(),
    growth: new Map(),
  };
}

/** The texts that a founding document names. */
function foundingTexts(document: FoundingDocument): Map<string, AuditedText> {
  type Text = Pick<AuditedText, "owner" | "kind" | "bytes"> & { readonly hash: Uint8Array };
  const { texts } = document.rooms["records"] as { readonly texts: readonly Text[] };
  return new Map(texts.map(({ hash, ...text }) => [toHex(hash), { ...text, isErased: false }]));
}

/** Who says who they are in a founding document, and in which text. */
function foundingProfiles(document: FoundingDocument): Map<number, string> {
  type Profile = { readonly person: number; readonly text: Uint8Array };
  const { profiles } = document.rooms["records"] as { readonly profiles: readonly Profile[] };
  return new Map(profiles.map(({ person, text }) => [person, toHex(text)]));
}

/** Since when somebody is in an open circle, as a member of the community. */
export function inCircleSince(
  { members, circles }: Books,
  circle: number,
  person: number,
): number | undefined {
  const row = members.standing(person);
  if (row?.status !== "member" || !circles.isOpen(circle)) return undefined;
  if (circle === 1) return row.since;
  const since = circles.since(circle, person);
  return since === undefined ? undefined : Math.max(row.since, since);
}

/** Tells whether somebody may answer what is asked of a circle at a moment. */
export function mayAnswer(books: Books, circle: number, person: number, openedAt: number): boolean {
  const since = inCircleSince(books, circle, person);
  return since !== undefined && (since < openedAt || since <= books.foundedAt);
}
