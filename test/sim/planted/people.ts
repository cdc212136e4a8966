import { devices, nonces } from "#protocol/index.js";
import type { Bug } from "./bug.ts";
import { withFigure } from "./money.ts";
import { lawSeeing, twisted } from "./wrapping.ts";

/** Lets a table's rows be read otherwise, by everybody, until it is put back. */
function misread<K, R>(
  table: { get(state: never, key: K): R | undefined },
  change: (row: R) => R,
): () => void {
  const { get } = table;
  table.get = (state, key) => {
    const row = get(state, key);
    return row === undefined ? undefined : change(row);
  };
  return () => {
    table.get = get;
  };
}

/** Bugs in who may do what. */
export const peopleBugs: readonly Bug[] = [
  {
    name: "replayed nonce accepted",
    where: "law",
    deps: () => ({}),
    install: () => misread(nonces, ({ last, ...row }) => ({ ...row, last: Math.max(0, last - 1) })),
  },
  {
    name: "expired device accepted",
    where: "law",
    deps: () => ({}),
    install: () => misread(devices, (device) => ({ ...device, until: 0 })),
  },
  {
    name: "frozen device accepted",
    where: "law",
    deps: () => ({}),
    install: () => misread(devices, (device) => ({ ...device, frozenUntil: 0 })),
  },
  {
    name: "a younger key removes an older one at once",
    where: "law",
    deps: () => ({
      makeLaw: () =>
        lawSeeing("identity/revoke-device", ["apply"], (context) =>
          withFigure(context, "removal-of-older-days", () => 0),
        ),
    }),
  },
  {
    name: "an added key is old at once",
    where: "law",
    deps: () => ({
      makeLaw: () =>
        lawSeeing("identity/add-device", ["apply"], (context) =>
          withFigure(context, "key-new-days", () => 0),
        ),
    }),
  },
  {
    name: "a key freezes as often as it likes",
    where: "law",
    deps: () => ({
      makeLaw: () =>
        lawSeeing("identity/freeze", ["check"], (context) =>
          withFigure(context, "freeze-again-days", () => 0),
        ),
    }),
  },
  {
    name: "a key begins again what was called off",
    where: "law",
    deps: () => ({
      often: ["leave", "stay", "addDevice"],
      makeLaw: () =>
        lawSeeing("membership/leave", ["check"], (context) => ({
          ...context,
          state: twisted(context.state, "identity/notice-rests", { read: () => undefined }),
        })),
    }),
  },
  {
    name: "vouch pace ignored",
    where: "law",
    deps: () => ({
      makeLaw: () =>
        lawSeeing("membership/vouch", ["check"], (context) => ({
          ...context,
          state: twisted(context.state, "membership/pace", { read: () => undefined }),
        })),
    }),
  },
  {
    name: "admission one vouch short",
    where: "law",
    deps: () => ({
      often: ["invite", "join", "vouch"],
      makeLaw: () =>
        lawSeeing("membership/vouch", ["apply"], (context) =>
          withFigure(context, "vouches-needed", (needed) => Math.max(1, needed - 1)),
        ),
    }),
  },
  {
    name: "a place of a phase that is not charged",
    where: "law",
    deps: () => ({
      placesEach: 1,
      often: ["invite", "join", "vouch"],
      makeLaw: () =>
        lawSeeing("membership/vouch", ["apply"], (context) => ({
          ...context,
          state: twisted(context.state, "membership/places", {
            write: (row, [person]) =>
              row["root"] === person ? { ...row, left: Number(row["left"]) + 1 } : row,
          }),
        })),
    }),
  },
  {
    name: "one admission more than the pace",
    where: "law",
    deps: () => ({
      makeLaw: () =>
        lawSeeing("membership/vouch", ["apply"], (context) =>
          withFigure(context, "intake-month-least", (least) => least + 1),
        ),
    }),
  },
  {
    name: "applications that are not counted against anyone who invited",
    where: "law",
    deps: () => ({
      often: ["invite", "join"],
      makeLaw: () =>
        lawSeeing("membership/join", ["check"], (context) =>
          withFigure(context, "applications-live-max", (most) => most + 1),
        ),
    }),
  },
];
