import { signal } from "@preact/signals-core";
import { storageName } from "../live/place.ts";
import { useValue } from "../live/use-value.ts";
import { type Identity, identitiesOf } from "./identity.ts";

const remembered = storageName("folkmoot-acting-as");

const held = signal<readonly Identity[]>([]);
const chosen = signal<Identity | undefined>(undefined);

function remember(identity: Identity | undefined): void {
  try {
    if (identity !== undefined) localStorage.setItem(remembered, identity.id);
  } catch {
    // A browser that remembers nothing asks again next time; nothing is lost.
  }
}

function last(): string | undefined {
  try {
    return localStorage.getItem(remembered) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Returns the person that this device acts as now, if any. */
export const actingAs = (): Identity | undefined => chosen.value;

/** Reads who this device can act as in a community, and goes on as the one of last time. */
export async function loadIdentities(community: string): Promise<void> {
  const identities = await identitiesOf(community);
  held.value = identities;
  const wanted = chosen.value?.id ?? last();
  actAs(identities.find((each) => each.id === wanted) ?? identities[0]);
}

/** Acts as another person that this device holds a key for. */
export function actAs(identity: Identity | undefined): void {
  remember(identity);
  chosen.value = identity;
}

/** Calls back when somebody else acts; returns how to stop. */
export function onWho(listener: () => void): () => void {
  let isFirst = true;
  return chosen.subscribe(() => {
    if (!isFirst) listener();
    isFirst = false;
  });
}

/** Who acts now, and everyone that this device can act as. */
export interface Who {
  readonly acting: Identity | undefined;
  readonly identities: readonly Identity[];
}

/** Returns who acts, and draws again when that changes. */
export function useWho(): Who {
  const identities = useValue(held);
  return { acting: useValue(chosen), identities };
}
