import { useCommunity } from "../../live/community.ts";
import { Section } from "../../parts/card.tsx";
import { Page } from "../../parts/page.tsx";
import { When } from "../../parts/value.tsx";
import { to } from "../../router/route.ts";
import { useRoomWords } from "../../words/room-words.ts";
import { useNewest } from "../check/use-newest.ts";
import { EditionCard } from "../machines/edition-card.tsx";
import { Lots } from "../machines/lots.tsx";
import { MachineList } from "../machines/machine-list.tsx";
import { NetworkState } from "../machines/network-state.tsx";
import { OfferMachine } from "../machines/offer-machine.tsx";
import { SetFacts } from "../machines/set-facts.tsx";
import { useMachines } from "../machines/use-machines.ts";
import { WaitingChanges } from "../machines/waiting-changes.tsx";
import { DemoHelpers } from "./demo-helpers.tsx";

function Facts() {
  const { network: words, witnesses } = useRoomWords();
  const community = useCommunity();
  const newest = useNewest();
  if (community === undefined) return null;
  return (
    <Section title={words.newest}>
      <dl class="facts facts-figures">
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
      <p>
        <a href={to(["witnesses"])}>{witnesses.how}</a>
      </p>
    </Section>
  );
}

/** Helpers: whose machines keep the record, how they stand, and how to offer one. */
export function Helpers() {
  const words = useRoomWords();
  const machines = useMachines() ?? [];
  return (
    <Page
      title={words.network.title}
      lead={words.network.lead}
      back={{ href: to(["more"]), place: words.more.title }}
    >
      <NetworkState />
      <EditionCard />
      {machines.length === 0 ? null : <MachineList machines={machines} />}
      <WaitingChanges machines={machines} />
      <Lots machines={machines} />
      <SetFacts machines={machines} />
      <OfferMachine />
      <DemoHelpers />
      <Facts />
    </Page>
  );
}
