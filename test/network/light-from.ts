import { createLightClient, httpLightSource } from "#client/light/index.js";
import { portableHasher } from "#client/portable-hasher.js";
import { verifyAsync } from "#client/signature.js";
import { readFoundingFile } from "#node/index.js";
import { equalValidatorSet, validatorsHash } from "#protocol/chain/index.js";
import { chainIdOf, communityOf, folkmootLaw } from "#protocol/index.js";

/** What a founding file alone lets a device trust. */
export function anchorOf(founding: string) {
  const { document } = readFoundingFile(folkmootLaw, founding);
  const keys = document.validators.map(({ key }) => key);
  const set = equalValidatorSet(portableHasher, keys);
  if (!set.ok) throw new Error(set.reason);
  return {
    kind: "founding" as const,
    chainId: chainIdOf(communityOf(portableHasher, folkmootLaw, document)),
    validatorsHash: validatorsHash(portableHasher, set.value),
    time: BigInt(document.foundedAt) * 1_000_000n,
    initialHeight: 1n,
  };
}

/** A light client that knows a founding file and nothing else. */
export async function lightFrom(founding: string, url: string) {
  return createLightClient({
    source: httpLightSource(`${url}/api/v1`, (address, init) => fetch(address, init)),
    trust: { anchor: anchorOf(founding) },
    hasher: portableHasher,
    verify: verifyAsync,
    now: () => BigInt(Date.now()) * 1_000_000n,
  });
}
