import { circleOfAccount } from "folkmoot/client/at-once";
import { alertsOf, knownKeys } from "../../keys/safety.ts";
import type { Viewer } from "../../keys/use-viewer.ts";
import { useAccounts, useCircleNames } from "../../live/use-accounts.ts";
import { usePages } from "../../live/use-pages.ts";
import { useNames, useTexts } from "../../live/use-texts.ts";
import { useView, useViews } from "../../live/use-view.ts";
import type { IconName } from "../../parts/icon.tsx";
import { to } from "../../router/route.ts";
import { amount } from "../../words/amount.ts";
import { isolate } from "../../words/format.ts";
import { useWords } from "../../words/language.ts";
import type { Question } from "../decide/question-card.tsx";
import { useWaiting } from "../decide/use-waiting.ts";

/** Something that waits for this person. */
export interface Need {
  readonly key: string;
  readonly title: string;
  readonly how: string;
  readonly action: string;
  readonly href: string;
  /** When it is too late. */
  readonly closes?: number;
  /** Who asks. */
  readonly person?: number;
  /** What it is about, where nobody asks. */
  readonly icon?: IconName;
  /** A proposal that waits for an answer. */
  readonly question?: Question;
}

const unit = 1_000_000n;
/** Applicants who are shown among what waits; the page of people has all of them. */
const vouchesShown = 12;

function useVotes(person: number | undefined): Need[] {
  const words = useWords();
  const read = useTexts();
  return useWaiting(person).map((question) => ({
    key: `vote-${question.decision}`,
    title: read(question.text)?.["title"] ?? words.names.proposal(question.decision),
    how: words.home.unanswered,
    action: words.home.answer,
    href: to(["decide", question.decision]),
    closes: question.closesAt,
    person: question.proposer,
    question,
  }));
}

function useChallenges(person: number | undefined): Need[] {
  const words = useWords().home;
  const tasks = useView("challenges/tasks", person === undefined ? undefined : { person }).data;
  return (tasks ?? []).map(({ challenge, task, until }) => ({
    key: `challenge-${challenge}`,
    title: words.tasks[task],
    how: words.tasksHow[task],
    action: words.look,
    icon: "shield" as const,
    href: to(["challenges", challenge]),
    closes: until,
  }));
}

/**
 * Whether a member can vouch for somebody who asks to join, as the law has it now.
 *
 * Why places count: in a phase neither the pause since the last vouch nor their number stops one that spends a place.
 */
function useMayVouch({ status, person }: Viewer): boolean {
  const query = person === undefined || status !== "member" ? undefined : { person };
  const me = useView("membership/person", query).data;
  const growth = useView("membership/growth", query).data;
  if (me === undefined) return false;
  const { refusal } = me.mayVouch;
  if (refusal === null) return true;
  const isPause = ["membership/vouched-recently", "membership/too-many-vouches"].includes(
    refusal.code,
  );
  return isPause && (growth?.phase?.places ?? 0) > 0;
}

function useVouches(viewer: Viewer): Need[] {
  const words = useWords();
  const names = useNames();
  const mayVouch = useMayVouch(viewer);
  const waiting = usePages("membership/applicants", {}).rows ?? [];
  const applicants = waiting.filter((each) => each.person !== viewer.person).slice(0, vouchesShown);
  const views = useViews(
    "membership/person",
    mayVouch ? applicants.map(({ person }) => ({ person })) : [],
  );
  return views.flatMap((each) =>
    each === undefined || each.vouchedBy.some(({ person }) => person === viewer.person)
      ? []
      : [
          {
            key: `vouch-${each.person}`,
            title: words.home.vouchFor(names.in(each.person)),
            how: words.home.vouchForHow(each.admission.have, each.admission.needed),
            action: words.home.look,
            href: to(["people", each.person]),
            person: each.person,
          },
        ],
  );
}

function useMoneyNeeds(person: number | undefined): Need[] {
  const words = useWords();
  const accounts = useAccounts();
  const wallet = useView(
    "money/wallet",
    person === undefined ? undefined : { account: person },
  ).data;
  if (wallet === undefined) return [];
  const offers = wallet.offersIn.map((offer) => ({
    key: `offer-${offer.offer}`,
    title: words.home.offerFrom(accounts.in(offer.from), amount(offer.micro)),
    how: words.home.offerHow,
    action: words.home.look,
    href: to(["money"]),
    ...(circleOfAccount(offer.from) === undefined
      ? { person: offer.from }
      : { icon: "circle" as const }),
  }));
  if (BigInt(wallet.income.micro) < unit) return offers;
  const income = {
    key: "income",
    title: words.home.income(amount(wallet.income.micro)),
    how: words.home.incomeHow,
    action: words.home.take,
    href: to(["money"]),
    icon: "into" as const,
  };
  return [...offers, income];
}

/** What is going on with this person's keys comes before everything else. */
function useSafety(person: number | undefined): Need[] {
  const words = useWords();
  const query = person === undefined ? undefined : { person };
  const keys = useView("identity/devices", query).data;
  const freeze = useView("identity/freeze", query).data;
  if (keys === undefined || freeze === undefined) return [];
  return alertsOf(keys, freeze, knownKeys()).map(({ kind, device, at }) => {
    const { title, how } = words.home.safety[kind];
    return {
      key: `safety-${kind}-${device ?? ""}`,
      title: title(words.names.device((device ?? 0) + 1)),
      how,
      action: words.home.look,
      href: to(["devices"]),
      icon: "key" as const,
      ...(at === undefined || kind === "frozen" ? {} : { closes: at }),
    };
  });
}

/** That they leave, whichever of their keys said so. */
function useLeaving(person: number | undefined): Need[] {
  const words = useWords();
  const query = person === undefined ? undefined : { person };
  const notice = useView("membership/person", query).data?.leaving ?? undefined;
  if (notice === undefined) return [];
  const title = words.home.leavesOn(notice.at);
  const { look: action, leavingHow: how } = words.home;
  return [{ key: "leaving", title, how, action, href: to(["leave"]), icon: "leave" }];
}

/** Places in circles and roles that stand offered. */
function useOffers(person: number | undefined): Need[] {
  const words = useWords().home;
  const nameOf = useCircleNames();
  const offers = useView("circles/offers", person === undefined ? undefined : { person }).data;
  return (offers ?? []).map(({ circle, role, until }) => ({
    key: `offered-${circle}-${role}`,
    title:
      role === 0
        ? words.placeOffered(isolate(nameOf(circle)))
        : words.roleOffered(isolate(nameOf(circle))),
    how: words.offeredHow,
    action: words.look,
    href: to(["circles", circle]),
    icon: "circle" as const,
    closes: until,
  }));
}

/** Returns everything that waits for this person, what closes first at the top. */
export function useNeeds(viewer: Viewer): readonly Need[] {
  const votes = useVotes(viewer.status === "member" ? viewer.person : undefined);
  const challenges = useChallenges(viewer.person);
  const vouches = useVouches(viewer);
  const offers = useOffers(viewer.status === "member" ? viewer.person : undefined);
  const money = useMoneyNeeds(viewer.person);
  const safety = useSafety(viewer.person);
  const leaving = useLeaving(viewer.person);
  const dated = [...challenges, ...votes, ...offers].toSorted(
    (a, b) => (a.closes ?? 0) - (b.closes ?? 0),
  );
  return [...leaving, ...safety, ...dated, ...vouches, ...money];
}
