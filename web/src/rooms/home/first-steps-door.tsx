import { signal } from "@preact/signals-core";
import type { FunctionComponent } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Viewer } from "../../keys/use-viewer.ts";
import { type Community, useCommunity } from "../../live/community.ts";
import { storageName } from "../../live/place.ts";
import { useValue } from "../../live/use-value.ts";
import { useView } from "../../live/use-view.ts";
import { loadRoomWords } from "../../words/room-words.ts";

/** What the list of first steps is given. */
export interface FirstStepsProps {
  readonly person: number;
  readonly community: Community;
  readonly onHide: () => void;
}

const list = signal<FunctionComponent<FirstStepsProps> | undefined>(undefined);

async function fetchList(): Promise<void> {
  const [{ FirstSteps }] = await Promise.all([import("./first-steps.tsx"), loadRoomWords()]);
  list.value = FirstSteps;
}

const nameOf = ({ community }: Community): string =>
  storageName(`folkmoot-first-steps-hidden-${community}`);

function isHidden(community: Community): boolean {
  try {
    return localStorage.getItem(nameOf(community)) !== null;
  } catch {
    return false;
  }
}

function hide(community: Community): void {
  try {
    localStorage.setItem(nameOf(community), "");
  } catch {
    // A browser that remembers nothing shows them again next time.
  }
}

/** The first steps, for founders of a real community; fetched only for them, and gone once hidden. */
export function FirstStepsDoor({ viewer }: { readonly viewer: Viewer }) {
  const community = useCommunity();
  const { person } = viewer;
  const me = useView("membership/person", person === undefined ? undefined : { person }).data;
  const [gone, setGone] = useState(false);
  const List = useValue(list);
  const isFounder = me?.status === "member" && me.founder;
  const isWanted =
    isFounder && community !== undefined && !community.isDemo && !gone && !isHidden(community);
  useEffect(() => {
    // Without the list Home is whole all the same, and the next visit tries again.
    if (isWanted) void fetchList().catch(() => undefined);
  }, [isWanted]);
  if (!isWanted || List === undefined || person === undefined) return null;
  const onHide = (): void => {
    hide(community);
    setGone(true);
  };
  return <List person={person} community={community} onHide={onHide} />;
}
