/** The public door of the law: what engines, clients, nodes and apps build on. */
export * from "./chain/index.ts";
export * from "./challenges/index.ts";
export * from "./check-restart.ts";
export * from "./checked-action.ts";
export * from "./circles/index.ts";
export * from "./constitution/index.ts";
export * from "./conversation/index.ts";
export * from "./decisions/index.ts";
export * from "./editions.ts";
export * from "./electorate.ts";
export * from "./founding.ts";
export * from "./identity/index.ts";
export * from "./kernel/account.ts";
export * from "./kernel/action.ts";
export * from "./kernel/assert.ts";
export * from "./kernel/bytes.ts";
export * from "./kernel/decision-kind.ts";
export * from "./kernel/domain.ts";
export * from "./kernel/envelope.ts";
export * from "./kernel/event.ts";
export * from "./kernel/fault.ts";
export * from "./kernel/faults.ts";
export * from "./kernel/figures.ts";
export * from "./kernel/hash.ts";
export * from "./kernel/ids.ts";
export * from "./kernel/integer.ts";
export {
  ACTION_BYTES_MAX,
  EXPIRY_MAX,
  NONCE_JUMP_MAX,
  PAYLOAD_BYTES_MAX,
} from "./kernel/limits.ts";
export * from "./kernel/overlay.ts";
export * from "./kernel/plain.ts";
export * from "./kernel/result.ts";
export * from "./kernel/room.ts";
export * from "./kernel/salts.ts";
export * from "./kernel/schema.ts";
export * from "./kernel/seen.ts";
export * from "./kernel/signature.ts";
export * from "./kernel/state.ts";
export * from "./kernel/table.ts";
export * from "./kernel/text-kind.ts";
export * from "./kernel/time.ts";
export { createTree } from "./kernel/tree/tree.ts";
export * from "./kernel/tree/verify.ts";
export * from "./kernel/view.ts";
export * from "./kernel/visibility.ts";
export * from "./kernel/why.ts";
export * from "./law.ts";
export * from "./law-digest.ts";
export * from "./law-lines.ts";
export * from "./ledger.ts";
export * from "./membership/index.ts";
export * from "./money/index.ts";
export * from "./past-action.ts";
export * from "./proved-rows.ts";
export * from "./records/index.ts";
export { firstBlockProblem } from "./restarted-block.ts";
export * from "./rooms.ts";
export * from "./run-view.ts";
export * from "./state-machine.ts";
export * from "./texts/index.ts";
export * from "./typed.ts";
export * from "./view-limits.ts";
export * from "./visible.ts";
export * from "./witness/index.ts";
