import { openFor } from "#protocol/index.js";
import { act, oneOf, peopleWith, type Scene } from "../stage.ts";
import { effect } from "./deciding.ts";
import { drawSeating, machinesIn, offerMachine } from "./machines.ts";
import { createPen, publishOne } from "./writing.ts";

/** Somebody proposes something about machines, as soon as there are some to decide about. */
const proposeSeats: Scene = (stage) => {
  if (machinesIn(stage).length < 3) return offerMachine(stage);
  const effects = Array.from({ length: stage.random.pick([1, 1, 2]) }, () => {
    const [type, input] = drawSeating(stage);
    return effect(stage, type, input);
  });
  const person = oneOf(stage, peopleWith(stage, "member"));
  const pen = createPen(stage, person);
  const text = pen.text("proposal");
  const missing = pen.missing();
  if (missing !== undefined) return publishOne(stage, person, missing);
  const given = openFor({ circle: 1, kind: "seat", text, effects });
  return act(stage, person, "decisions/open", given);
};

/** What everyone decides about machines, as often as there is something to decide. */
export const seatScenes: { readonly [name: string]: Scene } = { proposeSeats };
