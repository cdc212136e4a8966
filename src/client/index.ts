/** The door for others: asks a node, acts through it, and checks what it says. */
export {
  type Effect,
  effectOf,
  readAction,
} from "./action-input.ts";
export * from "./action-types.ts";
export * from "./client.ts";
export {
  APART_MAX,
  type CommunityClock,
  createDeviceClock,
  type DeviceClock,
  type RealMemory,
} from "./device-clock.ts";
export {
  type Asked,
  compareOldPage,
  comparePage,
  createDeviceLight,
  type DeviceLight,
  type PageCompared,
  type PageHandedOn,
  type Question as LightQuestion,
  takeInPage,
} from "./device-light.ts";
export * from "./error.ts";
export { everyRow, type PagedView, type RowOf } from "./every-row.ts";
export * from "./fault-types.ts";
export type { InvitationCard } from "./invitation-card.ts";
export { seedSigner } from "./keys/seed-signer.ts";
export type { Signer } from "./keys/signer.ts";
export { lastingSeen } from "./lasting-seen.ts";
export {
  type DeviceCode,
  type LinkSecret,
  readDeviceCode,
  readLinkPage,
  readLinkSecret,
  writeLinkPage,
  writeLinkSecret,
} from "./link-secret.ts";
export { seal, sealAgain, sealText, sealWithText, WAITING_MAX } from "./outbox/seal.ts";
export { memoryOutboxStore } from "./outbox/store.ts";
export { ownFault } from "./own-fault.ts";
export { ownLightOf, verifiedPage } from "./own-light.ts";
export { PAGE_AGE_MAX, type PageState, pageState } from "./page-state.ts";
export {
  type PaymentRequest,
  REQUEST_NOTE_MAX,
  type RequestFields,
  readPaymentRequest,
  requestIn,
  writePaymentRequest,
} from "./payment-request.ts";
export type { GivenAs, PlainOf } from "./plain-types.ts";
export { portableHasher } from "./portable-hasher.ts";
export { readText } from "./read-text.ts";
export { saltPlain } from "./salts.ts";
export { type KeptSeen, seenFromKept, seenOf, seenToKept, unverified } from "./seen.ts";
export { portableVerify, verifyAsync } from "./signature.ts";
export type { Remembered, SigningMemory } from "./signing-memory.ts";
export type { Acknowledged, Kept, Submitted } from "./submit.ts";
export { type SaltedText, saltText } from "./text.ts";
export { httpTransport } from "./transport/http.ts";
export type { Answer, Question, StreamMessage, Transport } from "./transport/transport.ts";
export { forgetAll, forgetfulTrust, forgetGiven, type TrustMemory } from "./trust-memory.ts";
export type { Evidence, Shown } from "./two-histories.ts";
export * from "./view-types.ts";
export type { WitnessEntry } from "./witnesses/entry.ts";
export { siteOf } from "./witnesses/entry.ts";
export { witnessesFromJson, witnessesToJson } from "./witnesses/kept.ts";
export {
  createWitnesses,
  type Witness,
  type Witnesses,
  type WitnessMemory,
} from "./witnesses/witnesses.ts";
