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
import { rowsOf } from "../reading.ts";
import { act, highest, oneOf, peopleWith, type Scene, type Stage } from "../stage.ts";
import { drawSeating } from "./machines.ts";
import { drawSpending } from "./purse.ts";
import { createPen, type Pen, publishOne, textsOfKind, writersOf } from "./writing.ts";

interface Effect {
  readonly option: number;
  readonly tag: number;
  readonly payload: Uint8Array;
}

/** Something for a circle to do. */
export function effect({ ledger }: Stage, type: string, input: unknown): Effect {
  const action = ledger.law.actionByType.get(type);
  if (action === undefined) throw new Error(`there is no action ${type}`);
  return { option: 0, tag: action.tag, payload: encode(action.input, input) };
}

/** A figure that a rule could get: mostly one step away, sometimes too far. */
function newFigure(stage: Stage): Effect {
  const declared = stage.random.pick([...parameterList, parameterList[0], parameterList[0]]);
  const isOfSeats = declared.kind === "seat" && stage.random.once(4);
  return figureOf(stage, declared, isOfSeats);
}

/** A figure that a rule about machines could get, now and then one of another kind. */
function newSeatFigure(stage: Stage): Effect {
  const ofSeats = parameterList.filter(({ kind }) => kind === "seat");
  const declared = stage.random.once(8) ? stage.random.pick(parameterList) : undefined;
  return figureOf(stage, declared ?? stage.random.pick(ofSeats), true);
}

function figureOf(stage: Stage, declared: Parameter, isOfSeats: boolean): Effect {
  const { random, ledger } = stage;
  const held = ledger.reader().read(tableOf(stage, "constitution/parameters"), [declared.number]) as
    | { readonly value: number }
    | undefined;
  const figure = held?.value ?? declared.default;
  const { step } = declared;
  const by = step.kind === "absolute" ? step.by : Math.floor((figure * 10) / 100);
  const value = Math.max(0, figure + random.pick([by, -by, by, -by, by + 1, 1, 0, 10 * by]));
  const type = isOfSeats ? "constitution/set-seat-parameter" : "constitution/set-parameter";
  return effect(stage, type, { parameter: declared.name, value });
}

function tableOf({ ledger }: Stage, name: string) {
  const table = ledger.law.tableByName.get(name);
  if (table === undefined) throw new Error(`there is no table ${name}`);
  return table;
}

/** How a circle could decide: mostly itself or one right within it, mostly named after today's way. */
function newPolicy(stage: Stage, deciding: number): Effect {
  const { random, ledger } = stage;
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
  const within = Math.max(1, random.between(1, highest(stage, "circle")));
  const circle = random.once(4) ? within : deciding;
  const held = policyOf(ledger.reader(), circle as CircleId, kind);
  const replaces = random.once(9) ? random.bytes(32) : policyHash(nativeHasher, held);
  return effect(stage, "circles/set-policy", { circle, kind, policy, replaces });
}

function articleEffect(stage: Stage, _deciding: number, pen: Pen): Effect {
  const article = stage.random.pick([0, 0, 1, 2]);
  return stage.random.once(4)
    ? effect(stage, "constitution/repeal-article", { article })
    : effect(stage, "constitution/adopt-article", { article, text: pen.text("article") });
}

function roleEffect(stage: Stage, deciding: number, pen: Pen): Effect {
  const role = Math.max(1, stage.random.between(0, highest(stage, "role")));
  const inside = peopleIn(stage, deciding);
  const person = oneOf(stage, inside) ?? oneOf(stage, peopleWith(stage, "member")) ?? 1;
  const until = stage.now + stage.random.pick([DAY, 20 * DAY, 100 * DAY, 1000 * DAY]);
  return stage.random.pick([
    () => effect(stage, "circles/open-role", { purpose: pen.text("purpose") }),
    () => effect(stage, "circles/fill-role", { role, person, until }),
    () => effect(stage, "circles/fill-role", { role, person, until }),
    () => effect(stage, "circles/empty-role", { role }),
  ])();
}

/** Growing, or excluding somebody, mostly one who is being heard. */
function memberEffect(stage: Stage): Effect {
  const { random, ledger } = stage;
  if (random.once(3)) return effect(stage, "membership/open-growing-phase", {});
  const heard = rowsOf<readonly [number], unknown>(
    ledger.law,
    ledger.reader(),
    "membership/hearings",
  );
  const person = oneOf(stage, heard)?.key[0] ?? oneOf(stage, peopleWith(stage, "member")) ?? 1;
  return effect(stage, "membership/exclude", { person });
}

function seatEffect(stage: Stage): Effect {
  const [type, input] = drawSeating(stage);
  return effect(stage, type, input);
}

function moneyEffect(stage: Stage, deciding: number): Effect {
  const [type, input] = drawSpending(stage, deciding);
  return effect(stage, type, input);
}

/** Who is written down as in a circle; nobody for the circle of everyone. */
function peopleIn({ ledger }: Stage, circle: number): readonly number[] {
  const rows = rowsOf<readonly [number, number], unknown>(
    ledger.law,
    ledger.reader(),
    "circles/memberships",
    [circle],
  );
  return rows.map(({ key }) => key[1]);
}

/** Mostly about a circle right within the one that decides, or about itself. */
function circleEffect(stage: Stage, deciding: number, pen: Pen): Effect {
  const { random, ledger } = stage;
  type Circle = { readonly parent: number; readonly closedAt: number };
  const rows = rowsOf<readonly [number], Circle>(ledger.law, ledger.reader(), "circles/circles");
  const near = rows.filter(
    ({ key, row }) => row.closedAt === 0 && (row.parent === deciding || key[0] === deciding),
  );
  const isOwn = deciding !== 1 && random.once(2);
  const drawn = random.once(6) ? undefined : oneOf(stage, near.slice(-4))?.key[0];
  const circle = isOwn ? deciding : (drawn ?? 2);
  const member = oneOf(stage, peopleWith(stage, "member")) ?? 1;
  const inside = oneOf(stage, peopleIn(stage, circle)) ?? member;
  return random.pick([
    () => effect(stage, "circles/open-circle", { purpose: pen.text("purpose") }),
    () => effect(stage, "circles/admit", { circle, person: member }),
    () => effect(stage, "circles/admit", { circle, person: member }),
    () => effect(stage, "circles/admit", { circle, person: member }),
    () => effect(stage, "circles/admit", { circle, person: member }),
    () => effect(stage, "circles/dismiss", { circle, person: inside }),
    () => effect(stage, "circles/close-circle", { circle }),
  ])();
}

/** Makes something for a circle to do. */
type Propose = (stage: Stage, deciding: number, pen: Pen) => Effect;

/** A circle that somebody is in, if there is one. */
function someCircle(stage: Stage): number {
  const { law } = stage.ledger;
  const state = stage.ledger.reader();
  const inside = rowsOf<readonly [number, number], unknown>(law, state, "circles/memberships");
  return oneOf(stage, inside)?.key[0] ?? 1;
}

const open: Scene = (stage) => {
  const { random } = stage;
  const circle = random.pick([1, someCircle(stage), random.between(1, highest(stage, "circle"))]);
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
  const people = peopleIn(stage, circle);
  const named =
    kind === "article" ? "article" : kind === "role" || kind === "circle" ? "purpose" : "proposal";
  const prepared = circle === 1 || people.length > 0 ? writersOf(stage, named, people) : [];
  const ready = random.once(4) ? undefined : oneOf(stage, prepared);
  const person = ready ?? oneOf(stage, people) ?? oneOf(stage, peopleWith(stage, "member"));
  const pen = createPen(stage, person);
  const count = one === undefined ? 0 : random.pick([1, 1, 2, 3]);
  const effects =
    one === undefined ? [] : Array.from({ length: count }, () => one(stage, circle, pen));
  const text = pen.text("proposal");
  const missing = pen.missing();
  if (missing !== undefined && !random.once(6)) return publishOne(stage, person, missing);
  return act(stage, person, "decisions/open", openFor({ circle, kind, text, effects }));
};

interface Decision {
  readonly circle: number;
  readonly stage: string;
  readonly proposer: number;
  readonly policy: Policy;
  readonly eligible: number;
  readonly answered: number;
}

function openDecisions({ ledger }: Stage) {
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
const vote: Scene = (stage) => {
  const found = oneOf(stage, openDecisions(stage));
  if (found === undefined) return undefined;
  const decision = found.key[0];
  const { policy, eligible, answered } = found.row;
  const enough = Math.ceil((policy.quorum * eligible) / 10_000) - (decision % 2);
  if (decision % 3 === 1 && answered >= enough) return undefined;
  const liked =
    decision % 4 === 0 && decision % 3 !== 1
      ? ["yes", "no", "abstain"]
      : ["yes", "yes", "yes", "no"];
  const input = voteFor(decision, stage.random.pick(liked));
  const inside = oneOf(stage, peopleIn(stage, found.row.circle));
  const outside = peopleWith(stage, stage.random.once(20) ? "applicant" : "member");
  return act(stage, inside ?? oneOf(stage, outside), "decisions/cast-vote", input);
};

const withdraw: Scene = (stage) => {
  const found = oneOf(stage, openDecisions(stage));
  return found && act(stage, found.row.proposer, "decisions/withdraw", { decision: found.key[0] });
};

/** Mostly whoever is asked answers, mostly to accept. */
const answerOffer: Scene = (stage) => {
  const { law } = stage.ledger;
  type Due = readonly [until: number, person: number, circle: number, role: number];
  const open = rowsOf<Due, unknown>(law, stage.ledger.reader(), "circles/offers-due");
  const found = oneOf(stage, open)?.key;
  if (found === undefined) return undefined;
  const [, asked, circle, role] = found;
  const person = stage.random.once(9) ? oneOf(stage, peopleWith(stage, "member")) : asked;
  const verb = stage.random.once(5) ? "decline" : "accept";
  return role === 0
    ? act(stage, person, `circles/${verb}-place`, { circle })
    : act(stage, person, `circles/${verb}-role`, { role });
};

/** Mostly whoever would be put out answers. */
const answerDismissal: Scene = (stage) => {
  const { law } = stage.ledger;
  type Heard = readonly [decision: number, person: number];
  const heard = rowsOf<Heard, unknown>(law, stage.ledger.reader(), "decisions/hearings");
  const found = oneOf(stage, heard.slice(-3))?.key;
  if (found === undefined) return undefined;
  const [decision, asked] = found;
  const person = stage.random.once(5) ? oneOf(stage, peopleWith(stage, "member")) : asked;
  return act(stage, person, "decisions/answer-hearing", {
    decision,
    answer: textsOfKind(stage, "answer")[0]?.hash ?? stage.random.bytes(32),
  });
};

const leaveCircle: Scene = (stage) => {
  const { law } = stage.ledger;
  const state = stage.ledger.reader();
  const memberships = rowsOf<readonly [number, number], unknown>(law, state, "circles/memberships");
  const found = oneOf(stage, memberships);
  return found && act(stage, found.key[1], "circles/leave-circle", { circle: found.key[0] });
};

/** What people do to decide, and to say something about it. */
export const decidingScenes: { readonly [name: string]: Scene } = {
  open,
  vote,
  withdraw,
  answerCircle: answerOffer,
  answerDismissal,
  leaveCircle,
};
