import {
  DAY,
  type DecisionKind,
  type FoundingDocument,
  kindOf,
  type Policy,
  parameterList,
} from "#protocol/index.js";

/** A figure that a rule was given. */
interface Figure {
  readonly value: number;
  readonly at: number;
  readonly from: number;
  /** Until when it may not be moved again, by the rest of the day on which it was set. */
  readonly rests: number;
  /** By which decision; 0 at the founding. */
  readonly by: number;
}

/** A change of a figure, as a circle would make it. */
interface Change {
  readonly name: string;
  readonly value: number;
  readonly now: number;
  readonly decision: number;
}

/** The auditor's own book of rules: named figures with their history, policies, circles in circles. */
export interface RuleBook {
  /** A figure as it was set last. */
  figure(name: string): number;
  /** A figure as it counts at a moment. */
  figureAt(name: string, moment: number): number;
  /** Tells whether a circle may set a figure now. */
  maySet(circle: number, change: Change): boolean;
  set(change: Change): void;
  /** How far back something reaches that a window of days bounds, hour by hour as it was earned. */
  reach(name: string, now: number): number;
  policyOf(circle: number, kind: DecisionKind): Policy;
  /** Policies that circles have of their own, by circle and kind. */
  readonly policies: ReadonlyMap<string, Policy>;
  setPolicy(circle: number, kind: DecisionKind, policy: Policy): void;
  /** Puts a circle into another. */
  place(circle: number, parent: number): void;
  parentOf(circle: number): number;
  /** Notes how things stand; what it returns goes back there. */
  save(): () => void;
}

interface Section {
  readonly parameters: readonly { readonly parameter: string; readonly value: number }[];
}

interface CircleSection {
  readonly policies: readonly {
    readonly circle: number;
    readonly kind: DecisionKind;
    readonly policy: Policy;
  }[];
}

/** Opens the book as the founding document has it. */
export function createRuleBook(document: FoundingDocument): RuleBook {
  const history = new Map<string, Figure[]>();
  const policies = new Map<string, Policy>();
  const parents = new Map<number, number>([[1, 0]]);
  const given = (document.rooms["constitution"] as Section).parameters;
  const at = document.foundedAt;
  for (const { name, default: usual } of parameterList) {
    const value = given.find(({ parameter }) => parameter === name)?.value ?? usual;
    history.set(name, [{ value, at, from: at, rests: 0, by: 0 }]);
  }
  for (const { circle, kind, policy } of (document.rooms["circles"] as CircleSection).policies) {
    policies.set(`${circle} ${kind}`, policy);
  }
  const of = (name: string): Figure[] => history.get(name) ?? [];
  const figure = (name: string) => of(name).at(-1)?.value ?? 0;
  return {
    figure,
    figureAt(name, moment) {
      const reached = of(name).filter(({ from }) => from <= moment);
      return (reached.at(-1) ?? of(name)[0])?.value ?? 0;
    },
    maySet(circle, { name, value, now, decision }) {
      const declared = parameterList.find((one) => one.name === name);
      const held = figure(name);
      if (circle !== 1 || declared === undefined || value === held) return false;
      if (value < declared.min || value > declared.max) return false;
      const last = of(name).at(-1);
      const isNew = of(name).length === 1 || last?.by !== decision;
      return isNew && now >= (last?.rests ?? 0) && isOneStep(declared.step, held, value);
    },
    set({ name, value, now, decision }) {
      const waits = name === "income-per-hour" || name === "demurrage-per-year";
      const from = waits ? (Math.floor(now / DAY) + 1) * DAY : now;
      const rests = now + figure("parameter-rest-days") * DAY;
      of(name).push({ value, at: now, from, rests, by: decision });
    },
    reach(name, now) {
      const figures = of(name);
      // What was earned under a figure waits for as many days as it said; whatever lies in between too.
      const reached = figures.flatMap(({ value, from }, at) => {
        const begun = at === 0 ? 0 : from;
        const ended = figures[at + 1]?.from ?? Number.POSITIVE_INFINITY;
        const first = Math.max(begun, now - value * DAY);
        return first < ended ? [first] : [];
      });
      return Math.min(...reached);
    },
    policyOf(circle, kind) {
      for (let place = circle; place !== 0; place = parents.get(place) ?? 0) {
        const own = policies.get(`${place} ${kind}`);
        if (own !== undefined) return own;
      }
      return kindOf(kind).initial;
    },
    policies,
    setPolicy: (circle, kind, policy) => policies.set(`${circle} ${kind}`, policy),
    place: (circle, parent) => parents.set(circle, parent),
    parentOf: (circle) => parents.get(circle) ?? 0,
    save() {
      const lengths = [...history].map(([name, figures]) => [name, figures.length] as const);
      const held = [new Map(policies), new Map(parents)] as const;
      return () => {
        for (const [name, length] of lengths) of(name).length = length;
        refill(policies, held[0]);
        refill(parents, held[1]);
      };
    },
  };
}

/** Gives a map back what it held. */
export function refill<K, V>(map: Map<K, V>, held: ReadonlyMap<K, V>): void {
  map.clear();
  for (const [key, value] of held) map.set(key, value);
}

/** One step: so much up or down, a share of what it is, or a multiple of it. */
function isOneStep(
  step: (typeof parameterList)[number]["step"],
  held: number,
  value: number,
): boolean {
  if (step.kind === "absolute") return Math.abs(value - held) <= step.by;
  if (step.kind === "factor") return value <= held * step.by && value * step.by >= held;
  return Math.abs(value - held) * 100 <= held * step.by;
}
