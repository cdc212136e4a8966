import type { Signer } from "#engine/embedded/signer.js";
import { nativeHasher } from "#engine/native-hasher.js";
import {
  addressOf,
  commitSignBytes,
  encodeLightBlock,
  type Header,
  headerHash,
  type LightBlock,
  lightBlockToJson,
} from "#protocol/chain/index.js";
import { toHex } from "#protocol/kernel/bytes.js";

/**
 * Makes the page that machines would have signed, had they signed another one at this height.
 *
 * Why with their own keys: a device can tell such a page from the true one by nothing but somebody
 * else who shows the true one.
 */
export function forgedPage(
  block: LightBlock,
  change: Partial<Header>,
  machines: readonly Signer[],
): LightBlock {
  const header = { ...block.signedHeader.header, ...change };
  const { commit } = block.signedHeader;
  const bare = {
    ...commit,
    blockId: { ...commit.blockId, hash: headerHash(nativeHasher, header) },
  };
  const byAddress = new Map(
    machines.map((machine) => [toHex(addressOf(nativeHasher, machine.publicKey)), machine]),
  );
  const signatures = commit.signatures.map((sig) => {
    const machine = byAddress.get(toHex(sig.validatorAddress));
    if (machine === undefined) return sig;
    return { ...sig, signature: machine.sign(commitSignBytes(header.chainId, bare, sig)) };
  });
  return { ...block, signedHeader: { header, commit: { ...bare, signatures } } };
}

/** A page as a node tells it, without any check, as a liar would. */
export const pageJson = (block: LightBlock) => ({
  ...lightBlockToJson(block),
  lightBlock: Buffer.from(encodeLightBlock(block)).toString("base64"),
});
