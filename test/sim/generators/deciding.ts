import { nativeHasher } from "#engine/native-hasher.js";
import {
  type CircleId,
  DAY,
  decisionKinds,
  encode,
  openFor,
  type Parameter,
  type Policy,
  parameterList,
  policyHash,
  policyOf,
  voteFor,
} from "#protocol/index.js";
import {
  type ActionGenerator,
  act,
  type DrawContext,
  highest,
  oneOf,
  peopleWith,
} from "../draw-context.ts";
import { rowsOf } from "../reading.ts";
import { drawSeating } from "./machines.ts";
import { drawSpending } from "./purse.ts";
import { createPen, type Pen, publishOne, textsOfKind, writersOf } from "./writing.ts";

interface Effect {
  readonly option: number;
  readonly tag: number;
  readonly payload: Uint8Array;
}

/** Something for a circle to do. */
export function effect({ ledger }: DrawContext, type: string, input: unknown): Effect {
  const action = ledger.law.actionByType.get(type);
  if (action === undefined) throw new Error(`there is no action ${type}`);
  return { option: 0, tag: action.tag, payload: encode(action.input, input) };
}

/** A figure that a rule could get: mostly one step away, sometimes too far. */
function newFigure(context: DrawContext): Effect {
  const declared = context.random.pick([...parameterList, parameterList[0], parameterList[0]]);
  const isOfSeats = declared.kind === "seat" && context.random.once(4);
  return figureOf(context, declared, isOfSeats);
}

/** A figure that a rule about machines could get, now and then one of another kind. */
function newSeatFigure(context: DrawContext): Effect {
  const ofSeats = parameterList.filter(({ kind }) => kind === "seat");
  const declared = context.random.once(8) ? context.random.pick(parameterList) : undefined;
  return figureOf(context, declared ?? context.random.pick(ofSeats), true);
}

function figureOf(context: DrawContext, declared: Parameter, isOfSeats: boolean): Effect {
  const { random, ledger } = context;
  const held = ledger
    .reader()
    .read(tableOf(context, "constitution/parameters"), [declared.number]) as
    | { readonly value: number }
    | undefined;
  const figure = held?.value ?? declared.default;
  const { step } = declared;
  const by = step.kind === "absolute" ? step.by : Math.floor((figure * 10) / 100);
  const value = Math.max(0, figure + random.pick([by, -by, by, -by, by + 1, 1, 0, 10 * by]));
  const type = isOfSeats ? "constitution/set-seat-parameter" : "constitution/set-parameter";
  return effect(context, type, { parameter: declared.name, value });
}

function tableOf({ ledger }: DrawContext, name: string) {
  const table = ledger.law.tableByName.get(name);
  if (table === undefined) throw new Error(`there is no table ${name}`);
  return table;
}

/** How a circle could decide: mostly itself or one right within it, mostly named after today's way. */
function newPolicy(context: DrawContext, deciding: number): Effect {
  const { random, ledger } = context;
  const policy = {
    quorum: random.pick([0, 500, 1000, 2000, 3333, 3334]),
    majority: random.pick([
      { numerator: 1, denominator: 2 },
      { numerator: 2, denominator: 3 },
      { numerator: 4, denominator: 5 },
    ]),
    votingMs: random.pick([1, 3, 5]) * DAY,
    delayMs: random.pick([0, 3, 4]) * DAY,
  };
  const kind = random.pick(decisionKinds);
  const within = Math.max(1, random.between(1, highest(context, "circle")));
  const circle = random.once(4) ? within : deciding;
  const held = policyOf(ledger.reader(), circle as CircleId, kind);
  const replaces = random.once(9) ? random.bytes(32) : policyHash(nativeHasher, held);
  return effect(context, "circles/set-policy", { circle, kind, policy, replaces });
}

function articleEffect(context: DrawContext, _deciding: number, pen: Pen): Effect {
  const article = context.random.pick([0, 0, 1, 2]);
  return context.random.once(4)
    ? effect(context, "constitution/repeal-article", { article })
    : effect(context, "constitution/adopt-article", { article, text: pen.text("article") });
}

function roleEffect(context: DrawContext, deciding: number, pen: Pen): Effect {
  const role = Math.max(1, context.random.between(0, highest(context, "role")));
  const inside = peopleIn(context, deciding);
  const person = oneOf(context, inside) ?? oneOf(context, peopleWith(context, "member")) ?? 1;
  const until = context.now + context.random.pick([DAY, 20 * DAY, 100 * DAY, 1000 * DAY]);
  return context.random.pick([
    () => effect(context, "circles/open-role", { purpose: pen.text("purpose") }),
    () => effect(context, "circles/fill-role", { role, person, until }),
    () => effect(context, "circles/fill-role", { role, person, until }),
    () => effect(context, "circles/empty-role", { role }),
  ])();
}

/** Growing, or excluding somebody, mostly one who is being heard. */
function memberEffect(context: DrawContext): Effect {
  const { random, ledger } = context;
  if (random.once(3)) return effect(context, "membership/open-growing-phase", {});
  const heard = rowsOf<readonly [number], unknown>(
    ledger.law,
    ledger.reader(),
    "membership/hearings",
  );
  const person =
    oneOf(context, heard)?.key[0] ?? oneOf(context, peopleWith(context, "member")) ?? 1;
  return effect(context, "membership/exclude", { person });
}

function seatEffect(context: DrawContext): Effect {
  const [type, input] = drawSeating(context);
  return effect(context, type, input);
}

function moneyEffect(context: DrawContext, deciding: number): Effect {
  const [type, input] = drawSpending(context, deciding);
  return effect(context, type, input);
}

/** Who is written down as in a circle; nobody for the circle of everyone. */
function peopleIn({ ledger }: DrawContext, circle: number): readonly number[] {
  const rows = rowsOf<readonly [number, number], unknown>(
    ledger.law,
    ledger.reader(),
    "circles/memberships",
    [circle],
  );
  return rows.map(({ key }) => key[1]);
}

/** Mostly about a circle right within the one that decides, or about itself. */
function circleEffect(context: DrawContext, deciding: number, pen: Pen): Effect {
  const { random, ledger } = context;
  type Circle = { readonly parent: number; readonly closedAt: number };
  const rows = rowsOf<readonly [number], Circle>(ledger.law, ledger.reader(), "circles/circles");
  const near = rows.filter(
    ({ key, row }) => row.closedAt === 0 && (row.parent === deciding || key[0] === deciding),
  );
  const isOwn = deciding !== 1 && random.once(2);
  const drawn = random.once(6) ? undefined : oneOf(context, near.slice(-4))?.key[0];
  const circle = isOwn ? deciding : (drawn ?? 2);
  const member = oneOf(context, peopleWith(context, "member")) ?? 1;
  const inside = oneOf(context, peopleIn(context, circle)) ?? member;
  return random.pick([
    () => effect(context, "circles/open-circle", { purpose: pen.text("purpose") }),
    () => effect(context, "circles/admit", { circle, person: member }),
    () => effect(context, "circles/admit", { circle, person: member }),
    () => effect(context, "circles/admit", { circle, person: member }),
    () => effect(context, "circles/admit", { circle, person: member }),
    () => effect(context, "circles/dismiss", { circle, person: inside }),
    () => effect(context, "circles/close-circle", { circle }),
  ])();
}

/** Makes something for a circle to do. */
type Propose = (context: DrawContext, deciding: number, pen: Pen) => Effect;

/** A circle that somebody is in, if there is one. */
function someCircle(context: DrawContext): number {
  const { law } = context.ledger;
  const state = context.ledger.reader();
  const inside = rowsOf<readonly [number, number], unknown>(law, state, "circles/memberships");
  return oneOf(context, inside)?.key[0] ?? 1;
}

const open: ActionGenerator = (context) => {
  const { random } = context;
  const circle = random.pick([
    1,
    someCircle(context),
    random.between(1, highest(context, "circle")),
  ]);
  const [kind, one] = random.pick<readonly [string, Propose | undefined]>([
    ["rule", newFigure],
    ["rule", newFigure],
    ["rule", newPolicy],
    ["rule", newPolicy],
    ["article", articleEffect],
    ["member", memberEffect],
    ["role", roleEffect],
    ["seat", seatEffect],
    ["seat", seatEffect],
    ["seat", newSeatFigure],
    ["circle", circleEffect],
    ["circle", circleEffect],
    ["circle", circleEffect],
    ["money", moneyEffect],
    ["money", moneyEffect],
    ["statement", undefined],
  ]);
  const people = peopleIn(context, circle);
  const named =
    kind === "article" ? "article" : kind === "role" || kind === "circle" ? "purpose" : "proposal";
  const prepared = circle === 1 || people.length > 0 ? writersOf(context, named, people) : [];
  const ready = random.once(4) ? undefined : oneOf(context, prepared);
  const person = ready ?? oneOf(context, people) ?? oneOf(context, peopleWith(context, "member"));
  const pen = createPen(context, person);
  const count = one === undefined ? 0 : random.pick([1, 1, 2, 3]);
  const effects =
    one === undefined ? [] : Array.from({ length: count }, () => one(context, circle, pen));
  const text = pen.text("proposal");
  const missing = pen.missing();
  if (missing !== undefined && !random.once(6)) return publishOne(context, person, missing);
  return act(context, person, "decisions/open", openFor({ circle, kind, text, effects }));
};

interface Decision {
  readonly circle: number;
  readonly stage: string;
  readonly proposer: number;
  readonly policy: Policy;
  readonly eligible: number;
  readonly answered: number;
}

function openDecisions({ ledger }: DrawContext) {
  const all = rowsOf<readonly [number], Decision>(
    ledger.law,
    ledger.reader(),
    "decisions/decisions",
  );
  return all.filter(({ row }) => row.stage === "open");
}

/**
 * Most decisions are liked and some are not, so that both outcomes are met; of every third, people
 * stop answering at the quorum or one before it.
 */
const vote: ActionGenerator = (context) => {
  const found = oneOf(context, openDecisions(context));
  if (found === undefined) return undefined;
  const decision = found.key[0];
  const { policy, eligible, answered } = found.row;
  const enough = Math.ceil((policy.quorum * eligible) / 10_000) - (decision % 2);
  if (decision % 3 === 1 && answered >= enough) return undefined;
  const liked =
    decision % 4 === 0 && decision % 3 !== 1
      ? ["yes", "no", "abstain"]
      : ["yes", "yes", "yes", "no"];
  const input = voteFor(decision, context.random.pick(liked));
  const inside = oneOf(context, peopleIn(context, found.row.circle));
  const outside = peopleWith(context, context.random.once(20) ? "applicant" : "member");
  return act(context, inside ?? oneOf(context, outside), "decisions/cast-vote", input);
};

const withdraw: ActionGenerator = (context) => {
  const found = oneOf(context, openDecisions(context));
  return (
    found && act(context, found.row.proposer, "decisions/withdraw", { decision: found.key[0] })
  );
};

/** Mostly anyone who is asked answers, mostly to accept. */
const answerOffer: ActionGenerator = (context) => {
  const { law } = context.ledger;
  type Due = readonly [until: number, person: number, circle: number, role: number];
  const open = rowsOf<Due, unknown>(law, context.ledger.reader(), "circles/offers-due");
  const found = oneOf(context, open)?.key;
  if (found === undefined) return undefined;
  const [, asked, circle, role] = found;
  const person = context.random.once(9) ? oneOf(context, peopleWith(context, "member")) : asked;
  const declines = context.random.once(5);
  return role === 0
    ? act(context, person, declines ? "circles/decline-place" : "circles/accept-place", { circle })
    : act(context, person, declines ? "circles/decline-role" : "circles/accept-role", { role });
};

/** Mostly anyone who would be put out answers. */
const answerDismissal: ActionGenerator = (context) => {
  const { law } = context.ledger;
  type Heard = readonly [decision: number, person: number];
  const heard = rowsOf<Heard, unknown>(law, context.ledger.reader(), "decisions/hearings");
  const found = oneOf(context, heard.slice(-3))?.key;
  if (found === undefined) return undefined;
  const [decision, asked] = found;
  const person = context.random.once(5) ? oneOf(context, peopleWith(context, "member")) : asked;
  return act(context, person, "decisions/answer-hearing", {
    decision,
    answer: textsOfKind(context, "answer")[0]?.hash ?? context.random.bytes(32),
  });
};

const leaveCircle: ActionGenerator = (context) => {
  const { law } = context.ledger;
  const state = context.ledger.reader();
  const memberships = rowsOf<readonly [number, number], unknown>(law, state, "circles/memberships");
  const found = oneOf(context, memberships);
  return found && act(context, found.key[1], "circles/leave-circle", { circle: found.key[0] });
};

/** What people do to decide, and to say something about it. */
export const decidingGenerators = {
  open,
  vote,
  withdraw,
  answerCircle: answerOffer,
  answerDismissal,
  leaveCircle,
} satisfies { readonly [name: string]: ActionGenerator };
