/** Bytes of an action's input at most. */
export const PAYLOAD_BYTES_MAX = 16_384;
/** Bytes of a signed action on the wire at most. */
export const ACTION_BYTES_MAX = 17_408;
/** Actions of one block at most. */
export const BLOCK_ACTIONS_MAX = 10_000;
/** Bytes of all actions of one block at most. */
export const BLOCK_BYTES_MAX = 4_194_304;
/**
 * How long a signed action may stay valid, in milliseconds: 31 days, so that an outbox may wait for weeks.
 *
 * Why as long as an old root is kept: what is signed while no node answers names one of those.
 */
export const EXPIRY_MAX = 2_678_400_000;
/** How far a device's nonce may jump at once, so that no one action can use all of them up. */
export const NONCE_JUMP_MAX = 1_048_576;
