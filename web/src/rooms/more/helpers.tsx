import { useCommunity } from "../../live/community.ts";
import { Card } from "../../parts/card.tsx";
import { Page } from "../../parts/page.tsx";
import { Ring } from "../../parts/ring.tsx";
import { When } from "../../parts/value.tsx";
import { to } from "../../router/route.ts";
import { useWords } from "../../words/language.ts";
import { AlarmLink } from "../alarm/alarm-link.tsx";
import { useNewest } from "../check/use-newest.ts";
import { DemoHelpers } from "./demo-helpers.tsx";

function Facts() {
  const words = useWords().network;
  const community = useCommunity();
  const newest = useNewest();
  if (community === undefined) return null;
  return (
    <Card title={words.newest}>
      <dl class="why-inputs">
        <dt>{words.block(community.height)}</dt>
        <dd>
          <When at={community.time} />
        </dd>
        {newest?.kind === "checked" ? (
          <>
            <dt>{words.signers}</dt>
            <dd>{words.signed(newest.signers, newest.validators)}</dd>
            <dt>{words.checked}</dt>
            <dd>{words.took(newest.milliseconds)}</dd>
          </>
        ) : null}
        <dt>{words.founded}</dt>
        <dd>
          <When at={community.founded} />
        </dd>
        <dt>{words.software}</dt>
        <dd>{community.version}</dd>
      </dl>
      <h3>{words.chain}</h3>
      <p>
        <code>{community.chainId}</code>
      </p>
      <p class="soft small">{words.chainHow}</p>
    </Card>
  );
}

/** Helpers: who keeps the network up, as this device has checked it. */
export function Helpers() {
  const words = useWords();
  const newest = useNewest();
  return (
    <Page
      title={words.network.title}
      lead={words.network.lead}
      back={{ href: to(["more"]), place: words.more.title }}
    >
      <Card wash={newest?.kind === "failed" ? "clay" : "moss"}>
        {newest === undefined ? <p>{words.network.checking}</p> : null}
        {newest?.kind === "failed" ? (
          <>
            <h2>{words.network.failed}</h2>
            <p>{newest.reason}</p>
            <AlarmLink />
          </>
        ) : null}
        {newest?.kind === "checked" ? (
          <div class="row nowrap">
            <Ring
              present={newest.signers}
              all={newest.validators}
              size={newest.validators === 1 ? 36 : 88}
              silent
            />
            <div class="grow">
              <h2>{words.network.agree(newest.signers, newest.validators)}</h2>
              <p>{words.network.slack(newest.signers, newest.validators)}</p>
              <p class="soft small">
                {words.network.block(newest.height)}. {words.network.checked}
              </p>
            </div>
          </div>
        ) : null}
      </Card>
      <Facts />
      <DemoHelpers />
    </Page>
  );
}
