import { count, plural } from "../format.ts";

/** What this device has signed and the community has not agreed on yet. */
export const unfinished = {
  label: "Unfinished",
  summary: (waiting: number, over: number): string =>
    waiting === 0
      ? plural(over, { one: "One thing came to its end", other: "# things came to their end" })
      : plural(waiting, { one: "One thing is on its way", other: "# things are on their way" }),
  how: {
    device:
      "It is signed and kept on this device. It is sent by itself as soon as your node answers; it may wait for six days.",
    node: "Your node has it and keeps it. It goes on by itself once enough helpers agree.",
  },
  agreed: (height: number): string =>
    `Agreed by the community, on page ${count(height)} of the record.`,
  check: "Check it",
  seen: "Seen",
  full: "Too much is on its way from this device.",
  fullHelp: "Wait until your node has taken some of it.",
  something: "Something you did",
  what: {
    "circles/leave-circle": "Leaving a circle",
    "decisions/cast-vote": "Your answer",
    "decisions/open": "Your proposal",
    "decisions/withdraw": "Taking a proposal back",
    "identity/revoke-device": "Removing a device",
    "membership/leave": "Leaving",
    "membership/revoke-invitation": "Taking an invitation back",
    "membership/vouch": "Your vouch",
    "membership/withdraw-vouch": "Withdrawing a vouch",
    "money/accept-offer": "Taking an offer",
    "money/claim": "Your income",
    "money/decline-offer": "Declining an offer",
    "money/offer": "Your offer",
    "money/pay": "Your payment",
    "money/trust": "Taking somebody\u2019s money",
    "money/untrust": "No longer taking somebody\u2019s money",
    "money/withdraw-offer": "Taking an offer back",
    "records/erase": "Erasing a text",
    "records/publish": "A text of yours",
    "records/set-profile": "Your profile",
    "validators/take-seat": "Taking a seat",
    "validators/withdraw-machine": "Withdrawing a machine",
  } as Readonly<Record<string, string>>,
};
