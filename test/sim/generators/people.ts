import { nativeHasher } from "#engine/native-hasher.js";
import { DAY, HOUR, inDomain } from "#protocol/index.js";
import {
  type ActionGenerator,
  act,
  type DrawContext,
  momentOf,
  oneOf,
  peopleWith,
} from "../draw-context.ts";
import type { Key } from "../keys.ts";
import { rowsOf } from "../reading.ts";
import { createPen, publishOne } from "./writing.ts";

const NO_KEY = new Uint8Array(32);
const NO_PROOF = new Uint8Array(64);

const invite: ActionGenerator = (context) =>
  act(context, oneOf(context, peopleWith(context, "member")), "membership/invite", {
    key: context.cast.newKey().publicKey,
    uses: context.random.pick([0, 1, 2, 3, 3, 50, 51]),
    until: context.now + context.random.pick([HOUR, DAY, 20 * DAY]),
  });

interface Invitation {
  readonly key: Uint8Array;
  readonly until: number;
}

function invitationsOf({ ledger }: DrawContext) {
  return rowsOf<readonly [number], Invitation>(
    ledger.law,
    ledger.reader(),
    "membership/invitations",
  ).slice(-6);
}

function proofOf({ cast }: DrawContext, secret: Key | undefined, key: Key): Uint8Array {
  const message = inDomain("invitation-proof", cast.community, key.publicKey);
  return (secret ?? key).sign(nativeHasher.sha256(message));
}

function recoverySaid({ cast }: DrawContext, key: Key): Uint8Array {
  return nativeHasher.sha256(inDomain("recovery-proof", cast.community, key.publicKey));
}

const join: ActionGenerator = (context) => {
  const found = oneOf(context, invitationsOf(context));
  if (found === undefined) return undefined;
  const key = context.cast.newKey();
  const secret = context.random.once(12) ? undefined : context.cast.keyOf(found.row.key);
  const recovering = context.random.once(3) ? context.cast.newKey() : undefined;
  const signing = context.random.once(9) ? key : recovering;
  const proof = proofOf(context, secret, key);
  const input = {
    invitation: found.key[0],
    key: key.publicKey,
    recovery: recovering?.publicKey ?? NO_KEY,
    proof,
    recoveryProof: signing?.sign(recoverySaid(context, key)) ?? NO_PROOF,
  };
  return context.cast.signJoin(key, "membership/join", input, momentOf(context));
};

/** Mostly for one of the first who wait, so that enough vouches come together. */
const vouch: ActionGenerator = (context) => {
  const waiting = peopleWith(context, "applicant");
  const applicant = oneOf(context, context.random.once(3) ? waiting : waiting.slice(0, 2));
  const member = oneOf(context, peopleWith(context, "member"));
  const person = context.random.once(4) ? member : (applicant ?? member);
  return act(context, oneOf(context, peopleWith(context, "member")), "membership/vouch", {
    person,
  });
};

const withdrawVouch: ActionGenerator = (context) => {
  const { law } = context.ledger;
  const given = rowsOf<readonly [number, number], unknown>(
    law,
    context.ledger.reader(),
    "membership/vouches",
  );
  const one = oneOf(context, given);
  return one && act(context, one.key[0], "membership/withdraw-vouch", { person: one.key[1] });
};

const revokeInvitation: ActionGenerator = (context) => {
  const found = oneOf(context, invitationsOf(context));
  const member = oneOf(context, peopleWith(context, "member"));
  return (
    found && act(context, member, "membership/revoke-invitation", { invitation: found.key[0] })
  );
};

/** Those who have said that they leave. */
function leaving({ ledger }: DrawContext): readonly number[] {
  const given = rowsOf<readonly [number], unknown>(ledger.law, ledger.reader(), "identity/notices");
  return given.map(({ key }) => key[0]);
}

/** A few always stay. */
const leave: ActionGenerator = (context) => {
  const members = peopleWith(context, "member");
  return members.length - leaving(context).length < 4
    ? undefined
    : act(context, oneOf(context, members), "membership/leave", {});
};

/** Does something with any key of somebody who leaves. */
function whileLeaving(type: string): ActionGenerator {
  return (context) => {
    const person = oneOf(context, leaving(context));
    const by = person && context.cast.deviceOf(person, (own) => context.random.pick(own));
    return by ? context.cast.sign(by, type, {}, momentOf(context)) : undefined;
  };
}

const apply: ActionGenerator = (context) => {
  const waiting = [...peopleWith(context, "left"), ...peopleWith(context, "applicant")];
  return act(context, oneOf(context, waiting), "membership/apply", {});
};

const handOverPlaces: ActionGenerator = (context) => {
  const [from, person] = [1, 2].map(() => oneOf(context, peopleWith(context, "member")));
  const places = context.random.pick([0, 1, 1, 2, 100]);
  return act(context, from, "membership/hand-over-places", { person: person ?? 1, places });
};

const callHearing: ActionGenerator = (context) => {
  const [by, person] = [1, 2].map(() => oneOf(context, peopleWith(context, "member")));
  const pen = createPen(context, by);
  const reason = context.random.once(9) ? new Uint8Array(32) : pen.text("reason");
  const missing = pen.missing();
  if (missing !== undefined) return publishOne(context, by, missing);
  return act(context, by, "membership/call-hearing", { person: person ?? 1, reason });
};

const answerHearing: ActionGenerator = (context) => {
  const { law } = context.ledger;
  const open = rowsOf<readonly [number], unknown>(
    law,
    context.ledger.reader(),
    "membership/hearings",
  );
  const person = oneOf(context, open)?.key[0] ?? oneOf(context, peopleWith(context, "member"));
  const pen = createPen(context, person);
  const answer = pen.text("answer");
  const missing = pen.missing();
  if (missing !== undefined) return publishOne(context, person, missing);
  return act(context, person, "membership/answer-hearing", { answer });
};

/** What people do about being here: who they are, who is in. */
export const peopleGenerators = {
  invite,
  join,
  vouch,
  withdrawVouch,
  revokeInvitation,
  leave,
  leaveNow: whileLeaving("membership/leave"),
  stay: whileLeaving("membership/stay"),
  apply,
  handOverPlaces,
  callHearing,
  answerHearing,
} satisfies { readonly [name: string]: ActionGenerator };
