import type { HappeningType, Lines } from "../../rooms/activity/line.ts";
import { amount } from "../amount.ts";
import { plural } from "../format.ts";
import { date } from "../time.ts";

type Name = (person: number) => string;

interface Offered {
  readonly from: number;
  readonly to: number;
}

interface Payment {
  readonly from: number;
  readonly to: number;
  readonly micro: number;
}

interface Thread {
  readonly about: "decision" | "circle" | "challenge" | "article";
  readonly number: number;
}

const thing = ({ about, number }: Thread): string =>
  about === "circle" && number === 1
    ? "the community"
    : `${about === "decision" ? "proposal" : about} ${number}`;

const days = (hours: number): string =>
  hours % 24 === 0 && hours > 0
    ? plural(hours / 24, { one: "one day", other: "# days" })
    : plural(hours, { one: "one hour", other: "# hours" });

/** What happened, one sentence for each kind of event; `title` names a decision. */
export const activity = {
  title: "What happened",
  lead: "The newest first. Everyone can check all of it.",
  whose: "Whose?",
  everybody: "Everyone\u2019s",
  yours: "Yours",
  decision: (title: string): string => `\u201c${title}\u201d`,
  lines: {
    "membership/person-applied": (data: { person: number }, name: Name): string =>
      `${name(data.person)} asked to join.`,
    "membership/person-admitted": (data: { person: number; vouches: number }, name: Name): string =>
      `${name(data.person)} became a member, with ${plural(data.vouches, { one: "one vouch", other: "# vouches" })}.`,
    "membership/application-lapsed": (data: { person: number }, name: Name): string =>
      `${name(data.person)}\u2019s application ended; nobody had decided about it for too long.`,
    "membership/applications-weighed": (): string => "Applications were looked at again.",
    "membership/phase-begun": (data: { limit: number }): string =>
      `A growing phase began: up to ${data.limit} members, by one vouch each.`,
    "membership/phase-ended": (data: { kind: string }): string =>
      data.kind === "founding" ? "The founding phase ended." : "The growing phase ended.",
    "membership/places-handed-over": (
      data: { from: number; to: number; places: number },
      name: Name,
    ): string =>
      `${name(data.from)} handed ${plural(data.places, { one: "one place", other: "# places" })} to ${name(data.to)}.`,
    "membership/hearing-called": (data: { person: number; by: number }, name: Name): string =>
      `${name(data.by)} told ${name(data.person)} why everyone is to exclude them.`,
    "membership/hearing-answered": (data: { person: number }, name: Name): string =>
      `${name(data.person)} answered why they should stay.`,
    "membership/hearing-lapsed": (data: { person: number }, name: Name): string =>
      `The hearing of ${name(data.person)} no longer stands.`,
    "membership/membership-ended": (data: { person: number; cause: string }, name: Name): string =>
      data.cause === "harm"
        ? `${name(data.person)} was excluded.`
        : `${name(data.person)} had to go.`,
    "membership/voucher-barred": (data: { person: number }, name: Name): string =>
      `${name(data.person)} may not vouch for a while.`,
    "membership/leave-announced": (data: { person: number; at: number }, name: Name): string =>
      `${name(data.person)} leaves on ${date(data.at)}.`,
    "membership/person-left": (data: { person: number }, name: Name): string =>
      `${name(data.person)} left.`,
    "challenges/opened": (data: { by: number; accused: readonly number[] }, name: Name): string =>
      `${name(data.by)} challenges ${data.accused.map(name).join(", ")}, and looks for supporters.`,
    "challenges/supported": (data: { challenge: number; by: number }, name: Name): string =>
      `${name(data.by)} supports challenge ${data.challenge}.`,
    "challenges/withdrawn": (data: { challenge: number; by: number }, name: Name): string =>
      `${name(data.by)} took challenge ${data.challenge} back.`,
    "challenges/lapsed": (data: { challenge: number }): string =>
      `Challenge ${data.challenge} found too few supporters.`,
    "challenges/begun": (data: { challenge: number }): string =>
      `Challenge ${data.challenge} has enough supporters; anyone who is named can answer now.`,
    "challenges/hearing-prolonged": (data: { challenge: number }): string =>
      `Anyone who challenge ${data.challenge} names has longer to answer.`,
    "challenges/answered": (data: { challenge: number; person: number }, name: Name): string =>
      `${name(data.person)} answered challenge ${data.challenge}.`,
    "challenges/voting-opened": (data: { challenge: number; way: string }): string =>
      data.way === "jury"
        ? `A jury judges challenge ${data.challenge} now.`
        : `Everyone but those who take part judges challenge ${data.challenge} now.`,
    "challenges/jurors-drawn": (
      data: { challenge: number; drawn: readonly number[] },
      name: Name,
    ): string =>
      data.drawn.length === 0
        ? `All of the jury of challenge ${data.challenge} have answered, or nobody else can.`
        : `Drawn by lot for the jury of challenge ${data.challenge}: ${data.drawn.map(name).join(", ")}.`,
    "challenges/judged": null,
    "challenges/decided": (
      data: { challenge: number; person: number; outcome: string },
      name: Name,
    ): string => {
      if (data.outcome === "confirmed")
        return `${name(data.person)} must not be here, others found.`;
      return data.outcome === "honest"
        ? `${name(data.person)} belongs here, others found.`
        : `Nothing was found about ${name(data.person)}.`;
    },
    "challenges/appealed": (data: { challenge: number; person: number }, name: Name): string =>
      `${name(data.person)} called on everyone about challenge ${data.challenge}.`,
    "challenges/appeal-prolonged": (data: { challenge: number }): string =>
      `Anyone who is to go by challenge ${data.challenge} has longer to call on everyone.`,
    "challenges/appeal-opened": (data: { challenge: number }): string =>
      `Everyone is asked about challenge ${data.challenge}.`,
    "challenges/ended": (data: { challenge: number }): string =>
      `Challenge ${data.challenge} is over.`,
    "challenges/reason-erased": (data: { challenge: number }): string =>
      `The reason of challenge ${data.challenge} was erased.`,
    "membership/vouch-given": (data: { from: number; to: number }, name: Name): string =>
      `${name(data.from)} vouched for ${name(data.to)}.`,
    "membership/vouch-withdrawn": (data: { from: number; to: number }, name: Name): string =>
      `${name(data.from)} withdrew a vouch for ${name(data.to)}.`,
    "money/paid": (data: Payment, name: Name): string =>
      `${name(data.from)} paid ${amount(data.micro)} to ${name(data.to)}.`,
    "money/income-claimed": (data: { person: number; hours: number }, name: Name): string =>
      `${name(data.person)} collected the income of ${days(data.hours)}.`,
    "money/trust-given": (data: { account: number; currency: number }, name: Name): string =>
      `${name(data.account)} accepts ${name(data.currency)}\u2019s money now.`,
    "money/trust-ended": (data: { account: number; currency: number }, name: Name): string =>
      `${name(data.account)} accepts no more of ${name(data.currency)}\u2019s money.`,
    "money/offer-made": (data: Payment, name: Name): string =>
      `${name(data.from)} offered ${amount(data.micro)} to ${name(data.to)}.`,
    "money/offer-accepted": (data: Offered, name: Name): string =>
      `${name(data.to)} accepted ${name(data.from)}\u2019s offer.`,
    "money/offer-declined": (data: Offered, name: Name): string =>
      `${name(data.to)} declined ${name(data.from)}\u2019s offer.`,
    "money/offer-returned": (data: Offered, name: Name): string =>
      `${name(data.from)}\u2019s offer to ${name(data.to)} ran out; the money went back.`,
    "decisions/opened": (data: { decision: number }, _: Name, title: Name): string =>
      `Proposed: ${title(data.decision)}.`,
    "decisions/vote-cast": (
      data: { decision: number; person: number },
      name: Name,
      title: Name,
    ): string => `${name(data.person)} answered ${title(data.decision)}.`,
    "decisions/withdrawn": (data: { decision: number }, _: Name, title: Name): string =>
      `Taken back: ${title(data.decision)}.`,
    "decisions/prolonged": (data: { decision: number }, _: Name, title: Name): string =>
      `Voting goes on, since somebody could not answer yet: ${title(data.decision)}.`,
    "decisions/passed": (data: { decision: number }, _: Name, title: Name): string =>
      `Passed: ${title(data.decision)}.`,
    "decisions/failed": (data: { decision: number }, _: Name, title: Name): string =>
      `Did not pass: ${title(data.decision)}.`,
    "decisions/took-effect": (data: { decision: number }, _: Name, title: Name): string =>
      `Took effect: ${title(data.decision)}.`,
    "decisions/found-no-effect": (data: { decision: number }, _: Name, title: Name): string =>
      `Could no longer be done: ${title(data.decision)}.`,
    "constitution/article-adopted": (data: { article: number }): string =>
      `Article ${data.article} was adopted.`,
    "constitution/article-repealed": (data: { article: number }): string =>
      `Article ${data.article} was repealed.`,
    "constitution/parameter-set": (): string => "A rule was changed.",
    "validators/machine-offered": (
      data: { machine: number; operator: number },
      name: Name,
    ): string => `${name(data.operator)} offers machine ${data.machine}.`,
    "validators/machine-withdrawn": (
      data: { machine: number; operator: number },
      name: Name,
    ): string => `${name(data.operator)} withdrew machine ${data.machine}.`,
    "validators/seat-given": (data: { machine: number }): string =>
      `Machine ${data.machine} has been given a seat.`,
    "validators/lot-opened": (data): string =>
      `A lot about seats waits for the values of the machines: ${plural(data.roll.length, { one: "one machine is", other: "# machines are" })} in it.`,
    "validators/lot-drawn": (data): string =>
      data.kind === "seat"
        ? `A lot was drawn: ${plural(data.drawn.length, { one: "one machine", other: "# machines" })}.`
        : "A lot was drawn.",
    "validators/lot-failed": (): string =>
      "A lot came to nothing: too few machines gave their values. Everyone together decides.",
    "validators/seat-waits": (data): string =>
      `A change of the seat of machine ${data.machine} waits for its turn.`,
    "validators/seat-change-dropped": (data): string =>
      `A change of the seat of machine ${data.machine} is not possible any more.`,
    "validators/seat-taken": (data: { machine: number }): string =>
      `Machine ${data.machine} is ready to sign.`,
    "validators/seat-taken-back": (data: { machine: number }): string =>
      `Machine ${data.machine} lost its seat by decision.`,
    "validators/seat-ended": (data: { machine: number }): string =>
      `The seat of machine ${data.machine} is over.`,
    "validators/seat-suspended": (data: { machine: number }): string =>
      `Machine ${data.machine} was away too long and pauses.`,
    "validators/machine-barred": (data: { machine: number; height: number }): string =>
      `Machine ${data.machine} signed two things at page ${data.height} and is barred.`,
    "validators/bar-lifted": (data: { machine: number }): string =>
      `The bar on machine ${data.machine} was lifted.`,
    "validators/signer-came": (data: { machine: number }): string =>
      `Machine ${data.machine} signs now.`,
    "validators/signer-went": (data: { machine: number }): string =>
      `Machine ${data.machine} no longer signs.`,
    "membership/invitation-made": null,
    "membership/invitation-revoked": null,
    "identity/person-arrived": null,
    "circles/circle-opened": (data: { circle: number }): string =>
      `Circle ${data.circle} was opened.`,
    "circles/circle-closed": (data: { circle: number }): string =>
      `Circle ${data.circle} was closed.`,
    "circles/place-offered": (data: { circle: number; person: number }, name: Name): string =>
      `${name(data.person)} may come into circle ${data.circle}, by accepting.`,
    "circles/place-declined": (data: { circle: number; person: number }, name: Name): string =>
      `${name(data.person)} does not want the place in circle ${data.circle}.`,
    "circles/place-lapsed": (data: { circle: number; person: number }, name: Name): string =>
      `The place in circle ${data.circle} stands offered to ${name(data.person)} no longer.`,
    "circles/role-offered": (data: { role: number; person: number }, name: Name): string =>
      `${name(data.person)} may hold role ${data.role}, by accepting.`,
    "circles/role-declined": (data: { role: number; person: number }, name: Name): string =>
      `${name(data.person)} does not want role ${data.role}.`,
    "circles/role-lapsed": (data: { role: number; person: number }, name: Name): string =>
      `Role ${data.role} stands offered to ${name(data.person)} no longer.`,
    "decisions/hearing-answered": (
      data: { decision: number; person: number },
      name: Name,
      title: Name,
    ): string => `${name(data.person)} has answered what ${title(data.decision)} says of them.`,
    "circles/admitted": (data: { circle: number; person: number }, name: Name): string =>
      `${name(data.person)} is in circle ${data.circle} now.`,
    "circles/dismissed": (data: { circle: number; person: number }, name: Name): string =>
      `${name(data.person)} is no longer in circle ${data.circle}, by decision.`,
    "circles/circle-left": (data: { circle: number; person: number }, name: Name): string =>
      `${name(data.person)} left circle ${data.circle}.`,
    "circles/role-opened": (data: { role: number; circle: number }): string =>
      `Circle ${data.circle} has a new role, number ${data.role}.`,
    "circles/role-filled": (data: { role: number; person: number }, name: Name): string =>
      `${name(data.person)} holds role ${data.role}.`,
    "circles/role-emptied": (data: { role: number }): string =>
      `Nobody holds role ${data.role} any more.`,
    "circles/policy-set": (data: { circle: number }): string =>
      `Circle ${data.circle} decides in another way from now on.`,
    "money/offer-withdrawn": (data: Offered, name: Name): string =>
      `${name(data.from)} took an offer to ${name(data.to)} back.`,
    "money/taken-over": (): string => "A circle took over the money of a closed circle within it.",
    "conversation/posted": (data: { person: number } & Thread, name: Name): string =>
      `${name(data.person)} wrote about ${thing(data)}.`,
    "decisions/reason-changed": null,
    "conversation/edited": null,
    "conversation/taken-back": null,
    "records/text-published": null,
    "records/text-erased": null,
    "records/profile-set": (data: { person: number }, name: Name): string =>
      `${name(data.person)} says who they are.`,
    "constitution/edition-adopted": (data: { edition: number }): string =>
      `Edition ${data.edition} of the law was adopted; it holds from a later day.`,
    "constitution/edition-dropped": (data: { edition: number }): string =>
      `Edition ${data.edition} of the law was dropped.`,
    "constitution/edition-rehearsed": (): string =>
      "A machine is ready for the next edition of the law.",
    "constitution/edition-fixed": (data: { edition: number; height: number }): string =>
      `Edition ${data.edition} of the law holds from page ${data.height} on.`,
    "constitution/edition-in-force": (data: { edition: number }): string =>
      `Edition ${data.edition} of the law holds now.`,
    "constitution/edition-put-off": (data: {
      edition: number;
      reason: string;
      machines: number;
      rehearsed: number;
    }): string =>
      data.reason === "too-few-machines"
        ? `Edition ${data.edition} of the law was put off: ${data.rehearsed} of ${data.machines} machines were ready.`
        : `Edition ${data.edition} of the law was put off: the move to it failed.`,
    "identity/device-added": (data: { person: number }, name: Name): string =>
      `${name(data.person)} added a device.`,
    "identity/device-revoked": (data: { person: number }, name: Name): string =>
      `A device of ${name(data.person)} was removed.`,
    "identity/removal-begun": (data: { person: number }, name: Name): string =>
      `A device of ${name(data.person)} is being removed; that takes some days.`,
    "identity/removal-joined": (data: { person: number }, name: Name): string =>
      `Two keys of ${name(data.person)} together are removing a third.`,
    "identity/removal-opposed": (data: { person: number }, name: Name): string =>
      `A device of ${name(data.person)} objects to a removal; one more is needed.`,
    "identity/removal-stopped": (data: { person: number }, name: Name): string =>
      `The removal of a device of ${name(data.person)} was stopped.`,
    "identity/removal-ended": (data: { person: number }, name: Name): string =>
      `The removal of a device of ${name(data.person)} came to nothing.`,
    "identity/device-refused": (data: { person: number }, name: Name): string =>
      `A new device of ${name(data.person)} was refused by an older one.`,
    "identity/keys-frozen": (data: { person: number }, name: Name): string =>
      `${name(data.person)}\u2019s devices are frozen: one may be lost or stolen.`,
    "identity/notice-called-off": (data: { person: number }, name: Name): string =>
      `${name(data.person)} stays.`,
    "identity/lift-asked": (data: { person: number }, name: Name): string =>
      `A device of ${name(data.person)} asks to lift the freeze; one more is needed.`,
    "identity/freeze-lifted": (data: { person: number }, name: Name): string =>
      `${name(data.person)}\u2019s devices are free again.`,
  } satisfies Lines,
  // Everyday steps, left out where everyone reads: they would drown what matters.
  quiet: [
    "membership/applications-weighed",
    "money/income-claimed",
    "identity/device-added",
    "identity/device-revoked",
    "identity/removal-begun",
    "identity/removal-joined",
    "identity/removal-opposed",
    "identity/removal-stopped",
    "identity/removal-ended",
    "identity/device-refused",
    "identity/lift-asked",
    "identity/freeze-lifted",
    "conversation/posted",
    "decisions/vote-cast",
    "circles/circle-left",
    "records/profile-set",
  ] satisfies readonly HappeningType[],
};
