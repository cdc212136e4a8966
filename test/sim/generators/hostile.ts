import { NONCE_JUMP_MAX } from "#protocol/index.js";
import { draw } from "../arbitrary.ts";
import {
  type ActionGenerator,
  act,
  type DrawContext,
  drawDepsOf,
  highest,
  oneOf,
} from "../draw-context.ts";

const WEEK_AND_A_DAY = 8 * 86_400_000;

/** Any action with any input, by anybody. */
const anything: ActionGenerator = (context) => {
  const actions = [...context.ledger.law.actionByType.values()];
  const action = context.random.pick(actions);
  const person = context.random.between(1, highest(context, "person"));
  const input = draw(context.random, action.input.description, drawDepsOf(context));
  if (action.input.problem(input) !== undefined) return undefined;
  return act(context, person, action.type, input);
};

const again: ActionGenerator = (context) => oneOf(context, context.sent.slice(-60));

const damaged: ActionGenerator = (context) => {
  const wire = oneOf(context, context.sent.slice(-60))?.slice();
  if (wire === undefined) return undefined;
  const at = context.random.below(wire.length);
  wire[at] = (wire[at] as number) ^ (1 << context.random.below(8));
  return context.random.once(4) ? wire.subarray(0, at) : wire;
};

const garbage: ActionGenerator = ({ random }) =>
  random.bytes(random.pick([0, 1, 64, 65, 200, 20_000]));

function claimWith(
  context: DrawContext,
  changed: Parameters<typeof act>[4],
): Uint8Array | undefined {
  const person = context.random.between(1, highest(context, "person"));
  return act(context, person, "money/claim", { until: 0 }, changed);
}

const otherCommunity: ActionGenerator = (context) =>
  claimWith(context, { community: context.random.bytes(32) });
const expired: ActionGenerator = (context) =>
  claimWith(context, { expires: context.now + context.random.pick([-1, -1000, WEEK_AND_A_DAY]) });
const wrongNonce: ActionGenerator = (context) =>
  claimWith(context, { nonce: context.random.pick([0, 1, NONCE_JUMP_MAX * 3]) });
const wrongKey: ActionGenerator = (context) =>
  claimWith(context, { signer: context.cast.keys.make("a stranger") });
const noDevice: ActionGenerator = (context) => claimWith(context, { device: 77 as never });

/** Signed by a device to which somebody has shown another history. */
const seenElsewhere: ActionGenerator = (context) => {
  const { height } = context.random.pick([context.ledger.seen(), ...context.past.slice(-3)]);
  return claimWith(context, { seen: { height, root: context.random.bytes(32) } });
};
/** Signed by a device that has verified what this history does not have yet. */
const seenAhead: ActionGenerator = (context) => {
  const { height, root } = context.ledger.seen();
  return claimWith(context, { seen: { height: height + context.random.between(1, 3), root } });
};

/** What must never come to anything, and what is merely odd. */
export const hostileGenerators = {
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
} satisfies { readonly [name: string]: ActionGenerator };
