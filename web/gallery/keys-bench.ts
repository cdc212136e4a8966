import { openRecoveryFile, writeRecoveryFile } from "folkmoot/client/at-once";
import { hasNativeEd25519 } from "../src/keys/ed25519.ts";
import {
  bringIdentity,
  forgetIdentity,
  identitiesOf,
  makeIdentity,
  namePerson,
  sign,
} from "../src/keys/identity.ts";
import { lockSeed, publicOfSeed, signLocked } from "../src/keys/locked-seed.ts";

/** What the browser tests try of the keys, in a real browser with its real store. */
export const keysBench = {
  hasNativeEd25519,
  bringIdentity,
  forgetIdentity,
  identitiesOf,
  makeIdentity,
  namePerson,
  sign,
  lockSeed,
  publicOfSeed,
  signLocked,
  openRecoveryFile,
  writeRecoveryFile,
};

/** Lets the tests reach the keys through the window of the gallery. */
export function exposeKeys(): void {
  Object.assign(globalThis, { folkmootKeys: keysBench });
}
