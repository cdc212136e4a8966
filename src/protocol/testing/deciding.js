import { encode } from "../kernel/schema.js";
import { outcomeOf, testHasher } from "./village.js";
/** A hash that stands for a text; the same word gives the same hash. */
export function textHash(word) {
  return testHasher.sha256(new TextEncoder().encode(word));
}
/** Publishes a text of a person and returns its hash. */
export function publishText(village, person, word, kind = "proposal") {
  const hash = textHash(word);
  const input = { hash, audience: "community", kind, bytes: 100 };
  const receipt = village.act(person, "records/publish", input);
  if (receipt.code !== 0) throw new Error(outcomeOf(receipt));
  return hash;
}
/** Writes a wish as an effect. */
export function effectOf(village, { type, input }) {
  const action = village.law.actionByType.get(type);
  if (action === undefined) throw new Error(`no action ${type}`);
  return { tag: action.tag, payload: encode(action.input, input) };
}
let proposals = 0;
/** Opens a proposal and returns the receipt. */
export function propose(village, proposal) {
  const { circle = 1, kind, wishes = [], proposer = 1 } = proposal;
  proposals += 1;
  const text = publishText(village, proposer, `proposal ${proposals}`);
  const effects = wishes.map((wish) => effectOf(village, wish));
  return village.act(proposer, "decisions/open", { circle, kind, text, effects });
}
/** The number of the newest decision. */
export function newest(village) {
  const [first] = village.view("decisions/list", {});
  if (first === undefined) throw new Error("nothing was decided yet");
  return first.decision;
}
/** Answers a decision as several people. */
export function answerAs(village, people, choice) {
  const decision = newest(village);
  for (const person of people) {
    const receipt = village.act(person, "decisions/cast-vote", { decision, choice });
    if (receipt.code !== 0) throw new Error(`${person}: ${outcomeOf(receipt)}`);
  }
}
/** Lets the newest decision run its course and returns what it came to. */
export function runItsCourse(village) {
  const decision = newest(village);
  const read = () =>
    village.view("decisions/decision", {
      decision,
      person: 0,
    });
  village.pass(read().closesAt - village.now);
  if (read().stage === "passed") village.pass(read().effectAt - village.now);
  return read().stage;
}
/** Proposes, has people say yes, and lets it run its course. */
export function decide(village, proposal, voters) {
  const receipt = propose(village, proposal);
  if (receipt.code !== 0) {
    throw new Error(`${outcomeOf(receipt)} ${JSON.stringify(receipt.refusal?.details)}`);
  }
  answerAs(village, voters, "yes");
  return runItsCourse(village);
}
/** The code of the fault with which a circle would be refused now, or "done". */
export function rehearse(village, circle, ...wishes) {
  return rehearsal(village, circle, ...wishes)?.fault.code ?? "done";
}
/** Why a circle would be refused now. */
export function rehearsal(village, circle, ...wishes) {
  const effects = wishes.map((wish) => {
    const { tag, payload } = effectOf(village, wish);
    return { circle: circle, decision: 0, tag, payload };
  });
  return village.machine.surroundings(village.now).rehearse(village.state, effects, village.now);
}
//# sourceMappingURL=deciding.js.map
