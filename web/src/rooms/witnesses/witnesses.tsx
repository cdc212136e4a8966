import { type Community, useCommunity } from "../../live/community.ts";
import { Page } from "../../parts/page.tsx";
import { to } from "../../router/route.ts";
import type { RoomProps } from "../../shell/room.tsx";
import { useRoomWords } from "../../words/room-words.ts";
import { AddWitness } from "./add-witness.tsx";
import { ComparePage } from "./compare-page.tsx";
import { OwnPage } from "./own-page.tsx";
import { useWitnesses } from "./use-witnesses.ts";
import { WitnessList } from "./witness-list.tsx";

function Content({ community, given }: { readonly community: Community; readonly given: string }) {
  const list = useWitnesses(community.chainId);
  return (
    <>
      {given === "" ? null : <ComparePage chainId={community.chainId} given={given} />}
      <WitnessList list={list} />
      <AddWitness list={list} />
      <OwnPage chainId={community.chainId} />
      {given === "" ? <ComparePage chainId={community.chainId} given="" /> : null}
    </>
  );
}

/** Witnesses: whom this device asks besides its node, what they said, and how to compare by hand. */
export function WitnessesRoom({ route }: RoomProps) {
  const words = useRoomWords();
  const community = useCommunity();
  return (
    <Page
      title={words.witnesses.title}
      lead={words.witnesses.lead}
      back={{ href: to(["helpers"]), place: words.network.title }}
    >
      {community === undefined ? null : (
        <Content community={community} given={route.rest[0] ?? ""} />
      )}
    </Page>
  );
}
