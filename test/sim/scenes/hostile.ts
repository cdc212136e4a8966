import { NONCE_JUMP_MAX } from "#protocol/index.js";
import { draw } from "../arbitrary.ts";
import { act, highest, oneOf, type Scene, type Stage, surroundingOf } from "../stage.ts";

const WEEK_AND_A_DAY = 8 * 86_400_000;

/** Any action with any input, by anybody. */
const anything: Scene = (stage) => {
  const actions = [...stage.ledger.law.actionByType.values()];
  const action = stage.random.pick(actions);
  const person = stage.random.between(1, highest(stage, "person"));
  const input = draw(stage.random, action.input.description, surroundingOf(stage));
  if (action.input.problem(input) !== undefined) return undefined;
  return act(stage, person, action.type, input);
};

const again: Scene = (stage) => oneOf(stage, stage.sent.slice(-60));

const damaged: Scene = (stage) => {
  const wire = oneOf(stage, stage.sent.slice(-60))?.slice();
  if (wire === undefined) return undefined;
  const at = stage.random.below(wire.length);
  wire[at] = (wire[at] as number) ^ (1 << stage.random.below(8));
  return stage.random.once(4) ? wire.subarray(0, at) : wire;
};

const garbage: Scene = ({ random }) => random.bytes(random.pick([0, 1, 64, 65, 200, 20_000]));

function claimWith(stage: Stage, changed: Parameters<typeof act>[4]): Uint8Array | undefined {
  const person = stage.random.between(1, highest(stage, "person"));
  return act(stage, person, "money/claim", { until: 0 }, changed);
}

const otherCommunity: Scene = (stage) => claimWith(stage, { community: stage.random.bytes(32) });
const expired: Scene = (stage) =>
  claimWith(stage, { expires: stage.now + stage.random.pick([-1, -1000, WEEK_AND_A_DAY]) });
const wrongNonce: Scene = (stage) =>
  claimWith(stage, { nonce: stage.random.pick([0, 1, NONCE_JUMP_MAX * 3]) });
const wrongKey: Scene = (stage) => claimWith(stage, { signer: stage.cast.keys.make("a stranger") });
const noDevice: Scene = (stage) => claimWith(stage, { device: 77 as never });

/** Signed by a device to which somebody has shown another history. */
const seenElsewhere: Scene = (stage) => {
  const { height } = stage.random.pick([stage.ledger.seen(), ...stage.past.slice(-3)]);
  return claimWith(stage, { seen: { height, root: stage.random.bytes(32) } });
};
/** Signed by a device that has verified what this history does not have yet. */
const seenAhead: Scene = (stage) => {
  const { height, root } = stage.ledger.seen();
  return claimWith(stage, { seen: { height: height + stage.random.between(1, 3), root } });
};

/** What must never come to anything, and what is merely odd. */
export const hostileScenes: { readonly [name: string]: Scene } = {
  anything,
  again,
  damaged,
  garbage,
  otherCommunity,
  expired,
  wrongNonce,
  wrongKey,
  noDevice,
  seenElsewhere,
  seenAhead,
};
