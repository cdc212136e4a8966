import { reachOf } from "folkmoot/client/at-once";
import { nodeAddress } from "../../live/place.ts";
import { usePath, useView } from "../../live/use-view.ts";
import { Button, ButtonLink } from "../../parts/button.tsx";
import { Card } from "../../parts/card.tsx";
import { Step } from "../../parts/steps.tsx";
import { to } from "../../router/route.ts";
import { isolate } from "../../words/format.ts";
import { useRoomWords } from "../../words/room-words.ts";
import { useMachines } from "../machines/use-machines.ts";
import type { FirstStepsProps } from "./first-steps-door.tsx";
import { type FirstState, type StepName, stepNames, stepsTaken } from "./steps-taken.ts";

interface Activity {
  readonly items: readonly { readonly type: string }[];
}

interface Reading {
  readonly state: FirstState;
  readonly asking: number;
}

/** What the community is, as far as the steps go by it; nothing until all of it is known. */
function useReading({ person, community }: FirstStepsProps): Reading | undefined {
  const keys = useView("identity/devices", { person }).data;
  const counts = useView("membership/counts", {}).data;
  const questions = useView("decisions/list", {}).data;
  const happened = usePath<Activity>(`/activity?limit=100&person=${person}`).data;
  const machines = useMachines();
  if (keys === undefined || counts === undefined || questions === undefined) return undefined;
  if (happened === undefined || machines === undefined) return undefined;
  const state = {
    hasRecovery: keys.some(({ kind, isLive }) => kind === "recovery" && isLive),
    purpose: community.charter.purpose,
    address: community.address,
    here: nodeAddress(),
    members: counts.members,
    questions: questions.length,
    hasPaid: happened.items.some(({ type }) => type === "money/paid"),
    machines: machines.filter(({ isSigning }) => isSigning).length,
  };
  return { state, asking: counts.applicants };
}

interface Told {
  readonly title: string;
  readonly how: string;
  readonly action: string;
  readonly href: string;
}

function useTold({ state, asking }: Reading): Readonly<Record<StepName, Told>> {
  const words = useRoomWords().firstSteps;
  const { purpose, address, here } = state;
  const isElsewhere = address !== null && address !== here;
  const unreached = reachOf(here) === "here" ? words.addressHere : words.addressUnsafe;
  return {
    recovery: {
      title: words.recovery,
      how: words.recoveryHow,
      action: words.recoveryDo,
      href: to(["devices"]),
    },
    purpose: {
      title: words.purpose,
      how: purpose === "" ? words.purposeNone : `\u201c${isolate(purpose)}\u201d`,
      action: words.purposeDo,
      href: to(["decide", "new", "article"]),
    },
    address: {
      title: words.address,
      how: isElsewhere ? words.addressOther(address) : (address ?? unreached),
      action: isElsewhere ? words.addressOpen : words.addressDo,
      href: isElsewhere ? address : to(["address"]),
    },
    invite: {
      title: words.invite,
      how: words.inviteHow(state.members, asking),
      action: words.inviteDo,
      href: to(["people", "invite"]),
    },
    question: {
      title: words.question,
      how: words.questionHow,
      action: words.questionDo,
      href: to(["decide", "new", "statement"]),
    },
    payment: {
      title: words.payment,
      how: words.paymentHow,
      action: words.paymentDo,
      href: to(["money", "pay"]),
    },
    machine: {
      title: words.machine,
      how: words.machineHow(state.machines),
      action: words.machineDo,
      href: to(["helpers"]),
    },
  };
}

/** What a founder does first: each step is ticked by what the community is, and none by hand. */
export function FirstSteps(props: FirstStepsProps) {
  const reading = useReading(props);
  return reading === undefined ? null : <Steps reading={reading} onHide={props.onHide} />;
}

function Steps({
  reading,
  onHide,
}: {
  readonly reading: Reading;
  readonly onHide: FirstStepsProps["onHide"];
}) {
  const words = useRoomWords().firstSteps;
  const told = useTold(reading);
  const taken = stepsTaken(reading.state);
  const next = stepNames.find((name) => !taken[name]);
  if (next === undefined) return null;
  const hideButton = (
    <Button kind="quiet" onPress={onHide}>
      {words.hide}
    </Button>
  );
  return (
    <Card title={words.title} side={hideButton}>
      <p class="soft small">{words.lead}</p>
      {reading.state.members === 1 ? <p class="small">{words.alone}</p> : null}
      <ol class="steps">
        {stepNames.map((name) => {
          const { action, href, title, how } = told[name];
          const standing = taken[name] ? "done" : name === next ? "now" : "later";
          return (
            <Step key={name} standing={standing} title={title} said={words[standing]}>
              <p class="soft small" dir="auto">
                {how}
              </p>
              {taken[name] ? null : (
                <div>
                  <ButtonLink href={href} kind={name === next ? "go" : "plain"}>
                    {action} <span class="unseen">{title}</span>
                  </ButtonLink>
                </div>
              )}
            </Step>
          );
        })}
      </ol>
    </Card>
  );
}
