import { type Halt, useNetwork } from "../../live/network.ts";
import { Wash } from "../../parts/card.tsx";
import { Ring } from "../../parts/ring.tsx";
import { When } from "../../parts/value.tsx";
import { to } from "../../router/route.ts";
import { list } from "../../words/format.ts";
import { useRoomWords } from "../../words/room-words.ts";
import { CheckedLine, Unconfirmed } from "../check/checked-line.tsx";
import { useNewest, useNewestCheck } from "../check/use-newest.ts";
import { EditionCard } from "./edition-card.tsx";
import { presenceAt } from "./presence.ts";
import { useMissing } from "./use-machines.ts";

function Halted({ halt }: { readonly halt: Halt }) {
  const words = useRoomWords().network;
  const missing = useMissing(halt);
  const { present, machines, quorum, since } = halt;
  return (
    <Wash tone="clay">
      <div class="row nowrap row-top">
        <Ring present={present} all={machines} size={48} silent />
        <div class="grow stack stack-close">
          <h2 class="name">
            <a class="plain" href={to(["helpers"])}>
              {words.halted(present, machines)}
            </a>
          </h2>
          <p class="small">
            {words.haltedSince} <When at={since} />. {words.haltedNeeds(quorum)}
          </p>
          {missing.length === 0 ? null : <p class="small">{words.missing(list(missing))}</p>}
          <p class="small">{words.haltedStill}</p>
        </div>
      </div>
    </Wash>
  );
}

function Wrong() {
  const network = useNetwork();
  const { newest, checkAgain } = useNewestCheck();
  if (newest?.kind === "failed") return <Unconfirmed cannot={newest} onAgreed={checkAgain} />;
  if (network?.halt != null) return <Halted halt={network.halt} />;
  if (newest?.state.kind === "clock") {
    return (
      <Wash tone="clay">
        <CheckedLine newest={newest} />
      </Wash>
    );
  }
  return (network?.edition?.ahead?.problem ?? null) === null ? null : <EditionCard />;
}

/**
 * What is wrong with the network, above every page: nothing while nothing is.
 *
 * Shape: this device could not confirm what the node says, too few machines agree, the clock is in doubt,
 * or this node cannot follow the next edition of the law.
 */
export function NetworkTrouble() {
  const words = useRoomWords().network;
  return (
    <aside class="trouble" aria-label={words.title}>
      <Wrong />
    </aside>
  );
}

/**
 * The state of the network on its own page: how many machines agree, and what that means.
 *
 * Why it may speak of the past: who signed the newest page may have gone since.
 *
 * Why the node is asked how many: more than two thirds are proved for the newest page, and enough
 * for it to hold; the signatures of the others reach the node a little later.
 */
export function NetworkState() {
  const words = useRoomWords().network;
  const network = useNetwork();
  const newest = useNewest();
  const isInDoubt = newest?.kind === "failed" || newest?.state.kind === "clock";
  // What is wrong stands above the page already.
  if (isInDoubt || network?.halt != null) return null;
  const { present, all, unconnected, isPast } = presenceAt(network, newest);
  if (all === 0) return <p class="soft small">{words.checking}</p>;
  return (
    <Wash tone="moss">
      <div class="row nowrap">
        <Ring present={present} all={all} size={72} silent />
        <div class="grow">
          <h2 class="name">{isPast ? words.agreed(present, all) : words.agree(present, all)}</h2>
          <p class="small">{isPast ? words.unconnected(unconnected) : words.slack(present, all)}</p>
          <CheckedLine newest={newest} />
        </div>
      </div>
    </Wash>
  );
}
