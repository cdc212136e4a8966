import { useEffect, useState } from "preact/hooks";
import { useCommunity } from "../../live/community.ts";
import {
  type DemoHelper,
  type HelperOrder,
  useDemoHelpers,
  type Watched,
} from "../../live/demo-helpers.ts";
import { localToken } from "../../live/local-token.ts";
import { Button } from "../../parts/button.tsx";
import { Mark, Section } from "../../parts/card.tsx";
import { ProblemNotice } from "../../parts/notice.tsx";
import { Ring } from "../../parts/ring.tsx";
import { useRoomWords } from "../../words/room-words.ts";

type Order = (helper: number, order: HelperOrder) => void;

const offered: Readonly<Record<DemoHelper["state"], readonly HelperOrder[]>> = {
  starting: ["stop"],
  running: ["stop", "pause"],
  paused: ["resume", "stop"],
  stopping: [],
  stopped: ["start"],
};

function Age({ since }: { readonly since: number }) {
  const words = useRoomWords().demoHelpers;
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return <>{words.age(Math.max(0, Math.round((now - since) / 1000)))}</>;
}

function Verdict({ watched }: { readonly watched: Watched }) {
  const words = useRoomWords().demoHelpers;
  const { helpers, newest, since } = watched;
  const all = helpers.length;
  const running = helpers.filter(({ state }) => state === "running").length;
  const isEnough = running >= newest.quorum;
  return (
    <div class="row nowrap">
      <Ring present={running} all={all} size={72} silent />
      <div class="grow stack stack-tight">
        <p role="status" class="name">
          {isEnough ? words.goesOn(running, all) : words.stands(running, all)}
        </p>
        <p class="soft small">
          {words.newest(newest.height)} <Age since={since} /> {words.needed(newest.quorum)}
        </p>
      </div>
    </div>
  );
}

function Helper({
  helper,
  hasSigned,
  order,
}: {
  readonly helper: DemoHelper;
  readonly hasSigned: boolean;
  readonly order: Order;
}) {
  const words = useRoomWords().demoHelpers;
  const { state, isHere, fault } = helper;
  const token = localToken();
  const behind = token === undefined ? "" : `?local=${token}`;
  const orders = isHere && state === "running" ? [] : offered[state];
  return (
    <li class="stack stack-close">
      <div class="row row-apart">
        <h3>{words.name(helper.helper, helper.name)}</h3>
        <Mark tone={state === "running" ? "moss" : "clay"}>{words.states[state]}</Mark>
      </div>
      <p class="soft small">{hasSigned ? words.signed : words.notSigned}</p>
      {fault === null ? null : <p class="small">{fault}</p>}
      {isHere ? <p class="small">{words.here}</p> : null}
      <div class="row">
        {orders.map((each) => (
          <Button key={each} onPress={() => order(helper.helper, each)}>
            {words[each](helper.helper)}
          </Button>
        ))}
        {isHere || state !== "running" ? null : (
          <a href={`${helper.url}/#/helpers${behind}`}>{words.open(helper.helper)}</a>
        )}
      </div>
    </li>
  );
}

/** In a demonstration on several machines: buttons to stop and start each, and what comes of it. */
export function DemoHelpers() {
  const words = useRoomWords().demoHelpers;
  const community = useCommunity();
  const { watched, problem, order } = useDemoHelpers(community?.isDemo ?? false);
  if (watched === undefined) return null;
  const { helpers, newest } = watched;
  const signed = new Set(
    newest.validators.filter(({ hasSigned }) => hasSigned).map(({ address }) => address),
  );
  return (
    <Section title={words.title}>
      <div class="stack">
        <p class="soft small">{words.lead}</p>
        <Verdict watched={watched} />
        {problem === undefined ? null : <ProblemNotice problem={problem} />}
        <ul class="rows">
          {helpers.map((helper) => (
            <Helper
              key={helper.helper}
              helper={helper}
              hasSigned={signed.has(helper.address)}
              order={order}
            />
          ))}
        </ul>
      </div>
    </Section>
  );
}
