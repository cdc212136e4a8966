export { freePorts } from "../engine/comet/free-ports.ts";
export { joinBatch } from "./api/batch.ts";
export { sessionMessage } from "./api/sessions.ts";
export { readPublicAddress } from "./asking/public-address.ts";
export type { BackupAbout } from "./backup/about.ts";
export { isOf, type NamedBackup, readBackupName } from "./backup/backup-name.ts";
export {
  type BackupSchedule,
  forgetNote,
  type LastBackup,
  type LastDrill,
  readNote,
  writeNote,
} from "./backup/notes.ts";
export { type PackedHome, packHome } from "./backup/pack-home.ts";
export {
  aboutBackup,
  type BackupFile,
  type RestoredHome,
  restoreHome,
  unpackHome,
} from "./backup/restore-home.ts";
export { KEPT } from "./backup/retention.ts";
export { noteBackup } from "./backup/schedule.ts";
export { createBackupKey, readIdentities, recipientProblem } from "./backup/seal.ts";
export { type PackEntry, readTar } from "./backup/tar.ts";
export {
  type BackupTarget,
  filesIn,
  type WrittenBackup,
  writeBackup,
} from "./backup/write-backup.ts";
export {
  type DemoHelper,
  type DemoHelpers,
  HELPER_ORDERS,
  type HelperAnswer,
  type HelperOrder,
  type HelperState,
} from "./demo-helpers.ts";
export { type EditionState, editionWords } from "./edition-state.ts";
export { charterHash, withCharter } from "./founding/charter.ts";
export { CLAIM_LIFE, makeClaim, type NewClaim } from "./founding/claim.ts";
export { hashOf, openText, SALT_BYTES, type SealedText, sealText } from "./founding/content.ts";
export {
  type Founded,
  type Founder,
  foundingByOne,
  USUAL_PHASE,
} from "./founding/founding-by-one.ts";
export {
  type FoundingFile,
  readFoundingFile,
  writeFounding,
} from "./founding/founding-file.ts";
export {
  assertFree,
  createWaitingHome,
  readWaiting,
  type Waiting,
} from "./founding/waiting-home.ts";
export { createWaitingNode, type WaitingNode } from "./founding/waiting-node.ts";
export { allOrNothing } from "./home/all-or-nothing.ts";
export { type CreatedHome, createHome, type NewHome } from "./home/create-home.ts";
export {
  type CreatedNetwork,
  connectLocally,
  createNetwork,
  localHomes,
  localPlaces,
  type NewNetwork,
  networkStart,
} from "./home/create-network.ts";
export { type DemoFile, type DemoPerson, readDemoFile, writeDemoFile } from "./home/demo-file.ts";
export { type Grown, type Growth, growNetwork } from "./home/grow-network.ts";
export { HomeFault } from "./home/home-fault.ts";
export { type Joined, type Joining, joinNetwork, type QuickJoining } from "./home/join-network.ts";
export { type HomeLayout, homeLayout } from "./home/layout.ts";
export { type LocalToken, makeLocalToken, readLocalToken } from "./home/local-token.ts";
export { type LockHolder, lockHolder } from "./home/lock.ts";
export { saveMachineKeys } from "./home/machine-keys.ts";
export { type MachineKeys, publicNames, readMachineKeys } from "./home/machine-keys-file.ts";
export {
  type NetworkFile,
  readNetworkFile,
  writeNetworkFile,
} from "./home/network-file.ts";
export { readHomeFounding } from "./home/open-home.ts";
export { keepValidatorKey, readValidatorKey } from "./home/validator-key.ts";
export { DEFAULT_NODE_LIMITS, type NodeLimits } from "./limits.ts";
export { createNode, type NodeOptions, type QuickHome, type RunningNode } from "./node.ts";
export { type Applied, applyRestart } from "./restart/apply-restart.ts";
export { type Preparation, type Prepared, prepareRestart } from "./restart/prepare-restart.ts";
export {
  combineProposals,
  type RestartProposal,
  readProposal,
  signerOf,
  tallyOf,
  withSignatures,
  writeProposal,
} from "./restart/proposal.ts";
export { addressesOf, openableUrl } from "./serving/openable.ts";
export { type HomeVerdict, type VerifyOptions, verifyHome } from "./verify/verify-home.ts";
