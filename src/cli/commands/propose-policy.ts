import { type Effect, effectOf } from "../../client/action-input.ts";
import type { PlainInputOf } from "../../client/action-types.ts";
import type { Client } from "../../client/client.ts";
import { FolkmootError } from "../../client/error.ts";
import type { AnswerOf } from "../../client/view-types.ts";
import { openFor } from "../../protocol/decisions/index.ts";
import type { DecisionKind, Policy } from "../../protocol/kernel/decision-kind.ts";
import { DAY } from "../../protocol/kernel/time.ts";
import { carryOutWithText, publish } from "../acting.ts";
import type { Call } from "../command.ts";
import { readKind } from "../decision-kinds.ts";
import { CommandError, usageError } from "../exit.ts";
import { openMemberSession } from "../member.ts";
import type { Outcome } from "../outcome.ts";

/** A policy as the circle's page shows it. */
type ShownPolicy = AnswerOf<"circles/circle">["policies"][number];

/** Proposes that a circle decides matters of a kind in another way, and says what that takes. */
export async function proposePolicy(call: Call): Promise<Outcome> {
  const kind = readKind(call.words[0]);
  const circle = Number(call.flags["circle"] ?? "1");
  const by = Number(call.flags["by"] ?? circle);
  const member = await openMemberSession(call);
  const before = await policyOf(member.client, circle, kind);
  const policy = changed(call, before);
  const effect = changeOf({ circle, kind, policy, replaces: before.hash });
  const terms = await termsOf(member.client, by, effect);
  if (call.flags["dryRun"] === true) {
    return {
      plain: { ok: true, dryRun: true, ...terms },
      lines: ["Nothing was done. The change itself would be decided so:", terms.sentence],
    };
  }
  const content = { title: String(call.flags["title"]), body: String(call.flags["body"] ?? "") };
  const options = { audience: "public", kind: "proposal" } as const;
  const text = await publish(call, member, { content, ...options });
  const input = openFor({ circle: by, kind: "rule", text, effects: [effect] });
  const done = ({ decision }: { readonly [name: string]: unknown }) =>
    `Proposal ${String(decision)} is open. ${terms.sentence}`;
  return carryOutWithText(call, member, { type: "decisions/open", input, done }, text);
}

/** Answers a proposal that would take one out of a circle. */
export async function answerHearing(call: Call): Promise<Outcome> {
  const decision = Number(call.words[0]);
  const member = await openMemberSession(call);
  const body = String(call.flags["text"]);
  const content = { title: `An answer to proposal ${decision}`, body };
  const answer = await publish(call, member, { content, audience: "community", kind: "note" });
  const done = () => `Your answer stands beside proposal ${decision}.`;
  const input = { decision, answer };
  return carryOutWithText(call, member, { type: "decisions/answer-hearing", input, done }, answer);
}

async function policyOf(client: Client, circle: number, kind: DecisionKind): Promise<ShownPolicy> {
  const reading = await client.view("circles/circle", { circle });
  const found = reading?.value.policies.find((each) => each.kind === kind);
  if (found !== undefined) return found;
  throw noCircle(circle);
}

/** Today's policy, with what was given in its place. */
function changed({ flags }: Call, before: Policy): Policy {
  const given = (name: string): string | undefined => flags[name] as string | undefined;
  const quorum = given("quorum");
  const [numerator, denominator] = (given("share") ?? "").split("/");
  const voting = given("votingDays");
  const delay = given("delayDays");
  const policy = {
    quorum: quorum === undefined ? before.quorum : Math.round(Number(quorum) * 100),
    majority:
      denominator === undefined
        ? before.majority
        : { numerator: Number(numerator), denominator: Number(denominator) },
    votingMs: voting === undefined ? before.votingMs : Number(voting) * DAY,
    delayMs: delay === undefined ? before.delayMs : Number(delay) * DAY,
  };
  const figures = [
    policy.quorum,
    ...Object.values(policy.majority),
    policy.votingMs,
    policy.delayMs,
  ];
  if (figures.every((each) => Number.isSafeInteger(each) && each >= 0)) return policy;
  throw usageError(
    "One of the figures is no figure.",
    "The quorum is a percentage, the share looks like 3/5, times are whole days.",
    "Write: folkmoot propose policy role --quorum 20 --share 3/5 --voting-days 7",
  );
}

/** Encodes the change; a figure that no circle may have is said in words. */
function changeOf(input: PlainInputOf<"circles/set-policy">): Effect {
  try {
    return effectOf({ type: "circles/set-policy", input });
  } catch (cause) {
    if (!(cause instanceof FolkmootError)) throw cause;
    throw usageError(
      `No circle may decide in this way: ${cause.message}`,
      "Some figure is too large.",
      "See `folkmoot circle show` for how circles decide today.",
    );
  }
}

async function termsOf(
  client: Client,
  circle: number,
  effect: Effect,
): Promise<AnswerOf<"decisions/terms">> {
  const query = { circle, kind: "rule", effects: [effect] } as const;
  const reading = await client.view("decisions/terms", query);
  if (reading !== undefined) return reading.value;
  throw noCircle(circle);
}

function noCircle(circle: number): CommandError {
  return new CommandError(`There is no circle ${circle}.`, {
    why: "No circle has that number.",
    remedy: "See `folkmoot circle list`.",
    code: "cli/not-found",
  });
}
