import { createHash } from "node:crypto";
import { DAY, decode, folkmootLaw, toHex } from "#protocol/index.js";
import type { Books } from "./books.ts";
import type { EffectBytes } from "./decisions.ts";

/** The hash of a text, worked out from its author's number and its digest. */
export function nameOfText(author: number, digest: Uint8Array): string {
  const number = Buffer.alloc(4);
  number.writeUInt32LE(author);
  const domain = Buffer.from("folkmoot/text/1\0", "latin1");
  return createHash("sha256").update(domain).update(number).update(digest).digest("hex");
}

/** Which field of what a circle does names a text, and what kind of text. */
const NAMED: { readonly [type: string]: readonly [field: string, kind: string] } = {
  "constitution/adopt-article": ["text", "article"],
  "circles/open-circle": ["purpose", "purpose"],
  "circles/open-role": ["purpose", "purpose"],
};

/** A text that something names, and what it has to be. */
export interface NamedText {
  readonly name: string;
  readonly kind: string;
}

/** The text that an effect names, or nothing. */
export function textNamedBy({ tag, payload }: EffectBytes): NamedText | undefined {
  const action = folkmootLaw.actionByTag.get(tag);
  const named = NAMED[action?.type ?? ""];
  if (action === undefined || named === undefined) return undefined;
  const input = decode(action.input, payload);
  if (!input.ok) return undefined;
  const hash = (input.value as { readonly [field: string]: unknown })[named[0]];
  return { name: toHex(hash as Uint8Array), kind: named[1] };
}

/** Tells whether a text was published as what it is to be, and not erased. */
export function isReadable({ texts }: Books, name: string, kind: string): boolean {
  const text = texts.get(name);
  return text !== undefined && !text.isErased && text.kind === kind;
}

/** Tells the same of somebody's own text. */
export function isOwn(books: Books, author: number, { name, kind }: NamedText): boolean {
  const owner = books.texts.get(name)?.owner;
  return isReadable(books, name, kind) && (owner === author || owner === 0);
}

/** Looks through everything that is open or in force for what names a text. */
export function isHeld(books: Books, name: string, now: number): boolean {
  const { decisions, articles, circles, machines, members, named } = books;
  for (const { stage, texts } of decisions.values()) {
    if ((stage === "open" || stage === "passed") && texts.includes(name)) return true;
  }
  for (const { isInForce, text } of articles.values()) if (isInForce && text === name) return true;
  for (let circle = 2; circle <= circles.count(); circle += 1) {
    if (circles.isOpen(circle) && named.get(`circle ${circle}`) === name) return true;
  }
  for (const [role, { circle }] of circles.roles) {
    if (circles.isOpen(circle) && named.get(`role ${role}`) === name) return true;
  }
  for (const [machine, { isWithdrawn }] of machines.machines) {
    if (!isWithdrawn && named.get(`machine ${machine}`) === name) return true;
  }
  for (const [at, { stage, reason, named: people }] of books.challenges.all.entries()) {
    if (stage === "over") continue;
    const answers = people.map((person) => named.get(`answer ${at + 1} ${person}`));
    if (reason === name || answers.includes(name)) return true;
  }
  for (const { at, reason, answer } of members.growth.hearings.values()) {
    if (now < at + 180 * DAY && (reason === name || answer === name)) return true;
  }
  return false;
}
