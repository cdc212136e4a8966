import { offerProof } from "../validators/index.js";
import { decide, rehearse, textHash } from "./deciding.js";
import { foundVillage, keyOf, outcomeOf } from "./village.js";
/** A machine's key; the same for the same number. */
export function machineKey(number) {
  return keyOf(`machine ${number}`);
}
/** The address of a key. */
export function addressOf(village, key) {
  return village.machine.surroundings(village.now).sha256(key.publicKey).slice(0, 20);
}
let declarations = 0;
/** Publishes what a helper says about a machine, and returns its hash. */
export function declare(village, person, changed = {}) {
  declarations += 1;
  const hash = textHash(`machine ${declarations}`);
  const input = { hash, audience: "public", kind: "machine", bytes: 100, ...changed };
  const receipt = village.act(person, "records/publish", input);
  if (receipt.code !== 0) throw new Error(outcomeOf(receipt));
  return hash;
}
/** Has a person offer a machine, and returns what came of it. */
export function offer(village, person, key, changed = {}) {
  const world = village.machine.surroundings(village.now);
  const proof = key.sign(offerProof(world, person, key.publicKey));
  const declaration = declare(village, person);
  const input = { key: key.publicKey, proof, declaration, ...changed };
  return outcomeOf(village.act(person, "validators/offer-machine", input));
}
/** Wishes about machines, as tests write them. */
export const machineWish = {
  seat: (machine, until) => {
    return { type: "validators/seat-machine", input: { machine, until } };
  },
  lot: (count, until) => {
    return { type: "validators/seat-by-lot", input: { count, until } };
  },
  unseat: (machine) => ({ type: "validators/unseat-machine", input: { machine } }),
  lift: (machine) => ({ type: "validators/lift-bar", input: { machine } }),
};
/** The machines as people see them. */
export function helpers(village) {
  return village.view("validators/helpers", {});
}
/** How each machine stands, in the order of their numbers. */
export function standings(village) {
  return helpers(village).map(({ standing }) => standing);
}
/** The numbers of the machines that sign. */
export function signing(village) {
  return helpers(village)
    .filter(({ isSigning }) => isSigning)
    .map(({ machine }) => machine);
}
/** Lets a block come at a moment, in which this was witnessed. */
export function block(village, after, witnessed = {}) {
  village.now += after;
  const told = { absent: [], misbehaviours: [], ...witnessed };
  village.machine.begin(village.state, village.now, told);
}
/** Founds a village whose machines 1 to n sign from the first block on; nobody has said who runs them. */
export function foundNetwork(people, machines, founding = {}) {
  const keys = Array.from({ length: machines }, (_, at) => machineKey(at + 1));
  return foundVillage(people, founding, undefined, keys);
}
/** Everyone decides, with the votes of the first two founders. */
export function everyoneDecides(village, ...wishes) {
  const people = village.keys.slice(0, 2).map((_, at) => at + 1);
  return decide(village, { kind: "role", wishes }, people);
}
/** The code of the fault with which everyone would be refused now, or "done". */
export function wouldEveryone(village, ...wishes) {
  return rehearse(village, 1, ...wishes);
}
//# sourceMappingURL=helping.js.map
