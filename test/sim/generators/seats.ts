import { openFor } from "#protocol/index.js";
import { type ActionGenerator, act, oneOf, peopleWith } from "../draw-context.ts";
import { effect } from "./deciding.ts";
import { drawSeating, machinesIn, offerMachine } from "./machines.ts";
import { createPen, publishOne } from "./writing.ts";

/** Somebody proposes something about machines, as soon as there are some to decide about. */
const proposeSeats: ActionGenerator = (context) => {
  if (machinesIn(context).length < 3) return offerMachine(context);
  const effects = Array.from({ length: context.random.pick([1, 1, 2]) }, () => {
    const [type, input] = drawSeating(context);
    return effect(context, type, input);
  });
  const person = oneOf(context, peopleWith(context, "member"));
  const pen = createPen(context, person);
  const text = pen.text("proposal");
  const missing = pen.missing();
  if (missing !== undefined) return publishOne(context, person, missing);
  const given = openFor({ circle: 1, kind: "seat", text, effects });
  return act(context, person, "decisions/open", given);
};

/** What everyone decides about machines, as often as there is something to decide. */
export const seatGenerators = { proposeSeats } satisfies {
  readonly [name: string]: ActionGenerator;
};
