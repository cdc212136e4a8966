import { portableHasher } from "folkmoot/client";
import { headerHash, type LightBlock, lightBlockFromJson } from "folkmoot/protocol";
import { useState } from "preact/hooks";
import { toHex } from "../../keys/encoding.ts";
import { type Community, useCommunity } from "../../live/community.ts";
import { Button } from "../../parts/button.tsx";
import { Section, Wash } from "../../parts/card.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { When } from "../../parts/value.tsx";
import { to } from "../../router/route.ts";
import { type RoomWords, useRoomWords } from "../../words/room-words.ts";
import { type Evidence, keptEvidence, type Shown } from "./evidence.ts";

function save(evidence: Evidence, name: string): void {
  const text = `${JSON.stringify(evidence, undefined, 2)}\n`;
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Addresses of those who signed a block. */
function signersOf({ signedHeader: { commit } }: LightBlock): string[] {
  const signed = commit.signatures.filter(({ flag }) => flag === 2);
  return signed.map(({ validatorAddress }) => toHex(validatorAddress));
}

/** One of the two, with all that tells it from the other. */
function Side({ title, shown }: { readonly title: string; readonly shown: Shown }) {
  const words = useRoomWords().alarm;
  const read = lightBlockFromJson(portableHasher, shown);
  if (!read.ok) return <Section title={title}>{words.unreadable}</Section>;
  const { header } = read.value.signedHeader;
  const signers = signersOf(read.value);
  return (
    <Wash title={title} tone="clay">
      <dl class="facts">
        <dt>{words.from}</dt>
        <dd>{shown.from}</dd>
        <dt>{words.written}</dt>
        <dd>
          <When at={Number(header.time / 1_000_000n)} />
        </dd>
        <dt>{words.hash}</dt>
        <dd>
          <code>{toHex(headerHash(portableHasher, header))}</code>
        </dd>
        <dt>{words.state}</dt>
        <dd>
          <code>{toHex(header.appHash)}</code>
        </dd>
        <dt>{words.actions}</dt>
        <dd>
          <code>{toHex(header.dataHash)}</code>
        </dd>
        <dt>{words.signed(signers.length, read.value.validators.validators.length)}</dt>
        <dd>
          {signers.map((signer) => (
            <code key={signer}>{signer}</code>
          ))}
        </dd>
      </dl>
    </Wash>
  );
}

/** Says who signed both, where anybody did. */
function Both({ evidence }: { readonly evidence: Evidence }) {
  const words = useRoomWords().alarm;
  const [left, right] = [evidence.verified, evidence.other].map((shown) => {
    if (shown === undefined) return [];
    const read = lightBlockFromJson(portableHasher, shown);
    return read.ok ? signersOf(read.value) : [];
  });
  const both = (left ?? []).filter((signer) => right?.includes(signer));
  if (both.length === 0) return <p>{words.nobodyBoth}</p>;
  return (
    <>
      <p>{words.both(both.length)}</p>
      <ul>
        {both.map((signer) => (
          <li key={signer}>
            <code class="long">{signer}</code>
          </li>
        ))}
      </ul>
    </>
  );
}

/** What is said of two pages, by where they come from. */
function saidOf(evidence: Evidence, words: RoomWords["alarm"]) {
  const height = Number(evidence.height);
  if (evidence.other === undefined) {
    const {
      whatOfLink,
      meansOfLink: means,
      stepsOfLink: steps,
      thisNode: own,
      link: other,
    } = words;
    return { what: whatOfLink(height), means, steps, own, other };
  }
  if (evidence.isOfNode === true) {
    const { whatOfNode, meansOfNode: means, stepsOfNode: steps, thisDevice, nodeNow } = words;
    const what = whatOfNode(height, Number(evidence.other.height));
    return { what, means, steps, own: thisDevice, other: nodeNow };
  }
  const { what, means, steps, thisNode: own, otherNode: other } = words;
  return { what: what(height), means, steps, own, other };
}

function EvidenceDetails({ evidence }: { readonly evidence: Evidence }) {
  const words = useRoomWords().alarm;
  const [isSaved, setSaved] = useState(false);
  const said = saidOf(evidence, words);
  return (
    <>
      <Notice kind="clay">
        <p>{said.what}</p>
        <p>{said.means}</p>
      </Notice>
      <div class="both">
        <Side title={said.own} shown={evidence.verified} />
        {evidence.other === undefined ? (
          <Wash title={words.link} tone="clay">
            <dl class="facts">
              <dt>{words.hash}</dt>
              <dd>
                <code>{evidence.named}</code>
              </dd>
            </dl>
          </Wash>
        ) : (
          <Side title={said.other} shown={evidence.other} />
        )}
      </div>
      {evidence.other === undefined ? null : (
        <Section title={words.whoTitle}>
          <Both evidence={evidence} />
        </Section>
      )}
      <Section title={words.doTitle}>
        <ol class="stack stack-close">
          {said.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <div>
          <Button
            kind="go"
            onPress={() => {
              save(evidence, words.fileName(evidence.height));
              setSaved(true);
            }}
          >
            {words.save}
          </Button>
        </div>
        <p aria-live="polite" class="soft small">
          {isSaved ? words.saved : words.saveHow}
        </p>
      </Section>
    </>
  );
}

/** What can be done once the community knows which of the two is true. */
function ClearedUp({
  evidence,
  onDone,
}: {
  readonly evidence: Evidence;
  readonly onDone: () => void;
}) {
  const words = useRoomWords().alarm;
  const run = async (how: "putAway" | "beginAgain"): Promise<void> => {
    const { putAway, beginAgain } = await import("../check/put-away.ts");
    if (how === "putAway") await putAway(evidence);
    else await beginAgain(evidence.chainId);
    onDone();
  };
  return (
    <Section title={words.awayTitle}>
      <p>{words.away}</p>
      <div>
        <Button onPress={() => void run("putAway")}>{words.putAway}</Button>
      </div>
      {evidence.isOfNode === true ? (
        <>
          <p>{words.againHow}</p>
          <div>
            <Button onPress={() => void run("beginAgain")}>{words.again}</Button>
          </div>
        </>
      ) : null}
    </Section>
  );
}

function Content({ community }: { readonly community: Community }) {
  const words = useRoomWords().alarm;
  const [evidence, setEvidence] = useState(() => keptEvidence(community.chainId));
  if (evidence === undefined) {
    return (
      <Wash tone="moss">
        <p>{words.none}</p>
      </Wash>
    );
  }
  return (
    <>
      <EvidenceDetails evidence={evidence} />
      <ClearedUp evidence={evidence} onDone={() => setEvidence(undefined)} />
    </>
  );
}

/** Two histories of one community, side by side: what it means and what to do. */
export function Alarm() {
  const words = useRoomWords();
  const community = useCommunity();
  return (
    <Page
      title={words.alarm.title}
      lead={words.alarm.lead}
      back={{ href: to(["helpers"]), place: words.network.title }}
    >
      {community === undefined ? null : <Content community={community} />}
    </Page>
  );
}
