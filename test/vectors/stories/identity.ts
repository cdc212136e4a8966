import { DAY, type PersonId, toHex } from "#protocol/index.js";
import { addInput } from "#protocol/testing/keyring.js";
import { keyOf } from "#protocol/testing/test-keys.js";
import type { Narrator, Story } from "../recorder.ts";

const PHONE = { person: 1, device: 0, key: "person 1" };
const SHEET = { person: 1, device: 1, key: "recovery 1" };
const none = "00".repeat(32);

/** Two people; the first one has a recovery key. */
const founding = {
  identity: {
    people: [
      {
        device: toHex(keyOf("person 1").publicKey),
        recovery: toHex(keyOf("recovery 1").publicKey),
      },
      { device: toHex(keyOf("person 2").publicKey), recovery: none },
    ],
  },
};

/** Somebody adds a key of a word to the first person. */
function add(narrator: Narrator, by: typeof PHONE, word: string, outcome?: string): void {
  const input = addInput(narrator.testLaw, 1 as PersonId, keyOf(word));
  narrator.actWith(by, "identity/add-device", input, outcome);
}

/** What identity's vectors show. */
export const identityStories: readonly Story[] = [
  {
    file: "identity/a-phone-is-stolen",
    name: "a thief adds a key and removes others; the recovery key freezes, refuses, removes, and a new phone goes on",
    people: 2,
    founding,
    shows: ["identity"],
    tell(narrator) {
      narrator.wait(40 * DAY);
      add(narrator, PHONE, "thief's key");
      narrator.actWith(PHONE, "identity/revoke-device", { device: 1 });
      narrator.actWith(SHEET, "identity/freeze", {});
      narrator.actWith(PHONE, "membership/leave", {}, "kernel/device-frozen");
      narrator.actWith(PHONE, "identity/lift-freeze", {});
      narrator.actWith(PHONE, "identity/lift-freeze", {}, "identity/asked-already");
      narrator.actWith(SHEET, "identity/veto-device", { device: 2 });
      narrator.actWith(SHEET, "identity/veto-device", { device: 0 }, "identity/no-longer-new");
      narrator.actWith(SHEET, "identity/revoke-device", { device: 0 });
      narrator.actWith(SHEET, "identity/veto-removal", { device: 1 }, "identity/own-removal");
      narrator.actWith(PHONE, "identity/veto-removal", { device: 0 }, "identity/own-removal");
      add(narrator, SHEET, "new phone");
      narrator.actWith(PHONE, "identity/freeze", {});
      narrator.wait(7 * DAY);
      narrator.actWith(PHONE, "identity/freeze", {}, "kernel/device-ended");
      narrator.actWith(SHEET, "identity/lift-freeze", {});
      const phone = { person: 1, device: 3, key: "new phone" };
      narrator.actWith(phone, "membership/vouch", { person: 2 });
    },
  },
  {
    file: "identity/a-recovery-sheet-is-stolen",
    name: "two old devices together lift the freeze of a stolen recovery key and remove it",
    people: 2,
    founding,
    shows: ["identity"],
    tell(narrator) {
      add(narrator, PHONE, "laptop");
      const laptop = { person: 1, device: 2, key: "laptop" };
      narrator.wait(30 * DAY);
      narrator.actWith(SHEET, "identity/freeze", {});
      narrator.actWith(SHEET, "identity/revoke-device", { device: 0 });
      narrator.actWith(laptop, "identity/veto-removal", { device: 0 });
      narrator.actWith(laptop, "identity/veto-removal", { device: 0 }, "identity/opposed-already");
      for (const device of [PHONE, laptop]) {
        narrator.actWith(device, "identity/lift-freeze", {});
      }
      narrator.actWith(SHEET, "identity/freeze", {}, "identity/froze-recently");
      for (const device of [PHONE, laptop]) {
        narrator.actWith(device, "identity/revoke-device", { device: 1 });
      }
      narrator.actWith(
        laptop,
        "identity/revoke-device",
        { device: 1 },
        "identity/removal-under-way",
      );
      narrator.actWith(SHEET, "identity/revoke-device", { device: 2 }, "identity/being-removed");
      narrator.wait(7 * DAY);
      narrator.actWith(PHONE, "identity/lift-freeze", {}, "identity/not-frozen");
    },
  },
  {
    file: "identity/a-thief-says-that-somebody-leaves",
    name: "a thief's phone begins it, the recovery key and a freeze call it off, and both keys together leave at once",
    people: 2,
    founding,
    shows: ["identity", "membership"],
    tell(narrator) {
      add(narrator, PHONE, "laptop");
      const laptop = { person: 1, device: 2, key: "laptop" };
      narrator.actWith(PHONE, "membership/stay", {}, "membership/not-leaving");
      narrator.actWith(laptop, "membership/leave", {});
      narrator.wait(DAY);
      narrator.actWith(SHEET, "membership/stay", {});
      narrator.actWith(PHONE, "membership/leave", {}, "membership/stayed-lately");
      narrator.wait(30 * DAY - 1);
      narrator.actWith(PHONE, "membership/leave", {}, "membership/stayed-lately");
      narrator.wait(1);
      narrator.actWith(PHONE, "membership/leave", {});
      narrator.actWith(laptop, "identity/freeze", {});
      narrator.actWith(SHEET, "membership/leave", {});
      narrator.actWith(PHONE, "membership/stay", {});
      narrator.wait(30 * DAY);
      narrator.actWith(SHEET, "membership/leave", {});
      narrator.actWith(PHONE, "membership/leave", {});
    },
  },
];
