import { personId } from "../kernel/ids.ts";
import { moment, record, u16, type ValueOf } from "../kernel/schema.ts";
import { part, table } from "../kernel/table.ts";

/** Stands where a key's number is asked for and there is none. */
export const NO_KEY = 65_535;

const removalRow = record({ by: u16, together: u16, vetoedBy: u16, at: moment });

/** A removal that waits: which key began it, which joined it, which objects so far, when it happens. */
export type Removal = ValueOf<typeof removalRow>;

/** Removals of devices that wait. */
export const removals = table({
  id: 0x0209,
  name: "identity/removals",
  about:
    "A device that is being removed: which key began it, which one joined it and which one objects so far (65535: none), and when it happens.",
  visibility: "everyone",
  key: [part("person", personId), part("device", u16)],
  row: removalRow,
});

/** Removals by the moment at which they happen. */
export const removalsDue = table({
  id: 0x020a,
  name: "identity/removals-due",
  about: "A removal, found by the moment at which it happens.",
  visibility: "everyone",
  key: [part("at", moment), part("person", personId), part("device", u16)],
  row: record({}),
});

const freezeRow = record({ until: moment, askedBy: u16 });

/** A stretch of time in which a person's keys were frozen. */
export type Freeze = ValueOf<typeof freezeRow>;

/** Stretches of time in which a person's keys were frozen. */
export const freezes = table({
  id: 0x020b,
  name: "identity/freezes",
  about:
    "A stretch in which a person's keys are or were frozen: since when, until when, and which key asks to lift it (65535: none).",
  visibility: "everyone",
  key: [part("person", personId), part("from", moment)],
  row: freezeRow,
});

/** How many keys each key added lately. */
export const adders = table({
  id: 0x020d,
  name: "identity/adders",
  about:
    "How many keys a key has added within the days that began at a moment; all keys of a person that are new share one row, numbered 65535.",
  visibility: "everyone",
  key: [part("person", personId), part("slot", u16)],
  row: record({ since: moment, added: u16 }),
});

/** When each key froze last. */
export const freezers = table({
  id: 0x020c,
  name: "identity/freezers",
  about:
    "When a key froze last, and which it was; all keys of a person that are new share one row, numbered 65535.",
  visibility: "everyone",
  key: [part("person", personId), part("slot", u16)],
  row: record({ at: moment, by: u16 }),
});

const noticeRow = record({ by: u16, since: moment, at: moment });

/** A notice: which key gave it, when, and when it takes effect. */
export type Notice = ValueOf<typeof noticeRow>;

/** Notices that people have given. */
export const notices = table({
  id: 0x020e,
  name: "identity/notices",
  about:
    "A person has given notice that they leave: with which key, since when, and when it takes effect.",
  visibility: "everyone",
  key: [part("person", personId)],
  row: noticeRow,
});

/** Notices by the moment at which they take effect. */
export const noticesDue = table({
  id: 0x020f,
  name: "identity/notices-due",
  about: "A notice, found by the moment at which it takes effect.",
  visibility: "everyone",
  key: [part("at", moment), part("person", personId)],
  row: record({}),
});

/** Who called off a notice of another key last. */
export const noticeRests = table({
  id: 0x0210,
  name: "identity/notice-rests",
  about:
    "Which key called off a notice of another one last, and until when keys that rank behind it give none.",
  visibility: "everyone",
  key: [part("person", personId)],
  row: record({ by: u16, until: moment }),
});
