import { nativeHasher } from "#engine/native-hasher.js";
import { DAY, HOUR, inDomain } from "#protocol/index.js";
import type { Key } from "../keys.ts";
import { rowsOf } from "../reading.ts";
import { act, momentOf, oneOf, peopleWith, type Scene, type Stage } from "../stage.ts";
import { createPen, publishOne } from "./writing.ts";

const NO_KEY = new Uint8Array(32);
const NO_PROOF = new Uint8Array(64);

const invite: Scene = (stage) =>
  act(stage, oneOf(stage, peopleWith(stage, "member")), "membership/invite", {
    key: stage.cast.newKey().publicKey,
    uses: stage.random.pick([0, 1, 2, 3, 3, 50, 51]),
    until: stage.now + stage.random.pick([HOUR, DAY, 20 * DAY]),
  });

interface Invitation {
  readonly key: Uint8Array;
  readonly until: number;
}

function invitationsOf({ ledger }: Stage) {
  return rowsOf<readonly [number], Invitation>(
    ledger.law,
    ledger.reader(),
    "membership/invitations",
  ).slice(-6);
}

function proofOf({ cast }: Stage, secret: Key | undefined, key: Key): Uint8Array {
  const message = inDomain("invitation-proof", cast.community, key.publicKey);
  return (secret ?? key).sign(nativeHasher.sha256(message));
}

function recoverySaid({ cast }: Stage, key: Key): Uint8Array {
  return nativeHasher.sha256(inDomain("recovery-proof", cast.community, key.publicKey));
}

const join: Scene = (stage) => {
  const found = oneOf(stage, invitationsOf(stage));
  if (found === undefined) return undefined;
  const key = stage.cast.newKey();
  const secret = stage.random.once(12) ? undefined : stage.cast.keyOf(found.row.key);
  const recovering = stage.random.once(3) ? stage.cast.newKey() : undefined;
  const signing = stage.random.once(9) ? key : recovering;
  const proof = proofOf(stage, secret, key);
  const input = {
    invitation: found.key[0],
    key: key.publicKey,
    recovery: recovering?.publicKey ?? NO_KEY,
    proof,
    recoveryProof: signing?.sign(recoverySaid(stage, key)) ?? NO_PROOF,
  };
  return stage.cast.signJoin(key, "membership/join", input, momentOf(stage));
};

/** Mostly for one of the first who wait, so that enough vouches come together. */
const vouch: Scene = (stage) => {
  const waiting = peopleWith(stage, "applicant");
  const applicant = oneOf(stage, stage.random.once(3) ? waiting : waiting.slice(0, 2));
  const member = oneOf(stage, peopleWith(stage, "member"));
  const person = stage.random.once(4) ? member : (applicant ?? member);
  return act(stage, oneOf(stage, peopleWith(stage, "member")), "membership/vouch", { person });
};

const withdrawVouch: Scene = (stage) => {
  const { law } = stage.ledger;
  const given = rowsOf<readonly [number, number], unknown>(
    law,
    stage.ledger.reader(),
    "membership/vouches",
  );
  const one = oneOf(stage, given);
  return one && act(stage, one.key[0], "membership/withdraw-vouch", { person: one.key[1] });
};

const revokeInvitation: Scene = (stage) => {
  const found = oneOf(stage, invitationsOf(stage));
  const member = oneOf(stage, peopleWith(stage, "member"));
  return found && act(stage, member, "membership/revoke-invitation", { invitation: found.key[0] });
};

const leave: Scene = (stage) => {
  const members = peopleWith(stage, "member");
  return members.length < 4 ? undefined : act(stage, oneOf(stage, members), "membership/leave", {});
};

const apply: Scene = (stage) => {
  const waiting = [...peopleWith(stage, "left"), ...peopleWith(stage, "applicant")];
  return act(stage, oneOf(stage, waiting), "membership/apply", {});
};

const handOverPlaces: Scene = (stage) => {
  const [from, person] = [1, 2].map(() => oneOf(stage, peopleWith(stage, "member")));
  const places = stage.random.pick([0, 1, 1, 2, 100]);
  return act(stage, from, "membership/hand-over-places", { person: person ?? 1, places });
};

const callHearing: Scene = (stage) => {
  const [by, person] = [1, 2].map(() => oneOf(stage, peopleWith(stage, "member")));
  const pen = createPen(stage, by);
  const reason = stage.random.once(9) ? new Uint8Array(32) : pen.text("reason");
  const missing = pen.missing();
  if (missing !== undefined) return publishOne(stage, by, missing);
  return act(stage, by, "membership/call-hearing", { person: person ?? 1, reason });
};

const answerHearing: Scene = (stage) => {
  const { law } = stage.ledger;
  const open = rowsOf<readonly [number], unknown>(
    law,
    stage.ledger.reader(),
    "membership/hearings",
  );
  const person = oneOf(stage, open)?.key[0] ?? oneOf(stage, peopleWith(stage, "member"));
  const pen = createPen(stage, person);
  const answer = pen.text("answer");
  const missing = pen.missing();
  if (missing !== undefined) return publishOne(stage, person, missing);
  return act(stage, person, "membership/answer-hearing", { answer });
};

/** What people do about being here: who they are, who is in. */
export const peopleScenes: { readonly [name: string]: Scene } = {
  invite,
  join,
  vouch,
  withdrawVouch,
  revokeInvitation,
  leave,
  apply,
  handOverPlaces,
  callHearing,
  answerHearing,
};
