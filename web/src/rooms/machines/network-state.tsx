import { type Halt, type Network, useNetwork } from "../../live/network.ts";
import { Card } from "../../parts/card.tsx";
import { Ring } from "../../parts/ring.tsx";
import { When } from "../../parts/value.tsx";
import { to } from "../../router/route.ts";
import { list } from "../../words/format.ts";
import { useWords } from "../../words/language.ts";
import { CheckedLine, Unconfirmed } from "../check/checked-line.tsx";
import { type Newest, useNewestCheck } from "../check/use-newest.ts";
import { type Presence, presenceOf } from "./presence.ts";
import { useMissing } from "./use-machines.ts";

function Halted({ halt, size }: { readonly halt: Halt; readonly size: number }) {
  const words = useWords().network;
  const missing = useMissing(halt);
  const { present, machines, quorum, since } = halt;
  return (
    <Card wash="clay">
      <div class="row nowrap row-top">
        <Ring present={present} all={machines} size={size} silent />
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
    </Card>
  );
}

/** What the node tells, else what this device has checked itself. */
function presence(network: Network | undefined, newest: Newest | undefined): Presence {
  if (network !== undefined) return presenceOf(network);
  const { signers, validators } =
    newest === undefined || newest.kind === "failed" ? { signers: 0, validators: 0 } : newest;
  return { present: signers, all: validators, unconnected: 0, isPast: false };
}

/**
 * The state of the network in one line: how many machines agree, and what that means.
 *
 * Why it may speak of the past: who signed the newest page may have gone since.
 *
 * Why the node is asked how many: more than two thirds are proved for the newest page, and enough
 * for it to hold; the signatures of the others reach the node a little later.
 */
export function NetworkState({ large = false }: { readonly large?: boolean }) {
  const words = useWords().network;
  const network = useNetwork();
  const { newest, checkAgain } = useNewestCheck();
  if (newest?.kind === "failed") {
    return <Unconfirmed cannot={newest} onAgreed={checkAgain} />;
  }
  const halt = network?.halt ?? undefined;
  if (halt !== undefined) return <Halted halt={halt} size={large ? 88 : 56} />;
  const { present, all, unconnected, isPast } = presence(network, newest);
  if (all === 0) {
    return (
      <Card>
        <p class="soft small">{words.checking}</p>
      </Card>
    );
  }
  const isInDoubt = newest?.state.kind === "clock";
  const wash = isInDoubt ? ({ wash: "clay" } as const) : large ? ({ wash: "moss" } as const) : {};
  return (
    <Card {...wash}>
      <div class="row nowrap">
        <Ring present={present} all={all} size={all === 1 ? 28 : large ? 88 : 56} silent />
        <div class="grow">
          <h2 class="name">
            <a class="plain" href={to(["helpers"])}>
              {isPast ? words.agreed(present, all) : words.agree(present, all)}
            </a>
          </h2>
          <p class="soft small">
            {isPast ? words.unconnected(unconnected) : words.slack(present, all)}
          </p>
          <CheckedLine newest={newest} />
        </div>
      </div>
    </Card>
  );
}
