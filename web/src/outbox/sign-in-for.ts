import type { Entry } from "folkmoot/client/at-once";
import { type Identity, identitiesOf } from "../keys/identity.ts";
import { actingAs } from "../keys/who.ts";
import { reading } from "../live/reading.ts";

/**
 * Signs in, as the person who acts here if that can be, else as the one who has signed something.
 *
 * Why not always as the latter: the page shows what the one who acts may see.
 * Throws: as the client where it signs in. Shape: false where the key is gone.
 */
export async function signInFor({ community, signer }: Entry): Promise<boolean> {
  const { clientOf } = await import("../live/acting.ts");
  const signIn = (identity: Identity): Promise<void> => clientOf(identity).signIn();
  const acting = actingAs();
  const signed = (await identitiesOf(community)).find(({ id }) => id === signer);
  if (acting?.person !== undefined && acting.id !== signed?.id) {
    const isIn = await signIn(acting).then(
      () => true,
      () => false,
    );
    if (isIn) {
      reading.epochs.begin();
      return true;
    }
  }
  if (signed === undefined) return false;
  await signIn(signed);
  reading.epochs.begin();
  return true;
}
