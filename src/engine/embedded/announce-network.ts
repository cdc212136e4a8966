import { equalValidatorSet } from "../../protocol/chain/index.ts";
import { chainIdOf, communityOf } from "../../protocol/founding.ts";
import { createTree } from "../../protocol/kernel/tree/tree.ts";
import type { NetworkStart } from "../comet/options.ts";
import { EngineFault } from "../engine-fault.ts";
import { nativeVerify } from "../native-signature.ts";
import { createVrfMemory } from "../vrf-memory.ts";
import type { ChainDeps } from "./block-maker.ts";
import { createChainWriter } from "./chain-writer.ts";
import { assertPlausibleStart, createClockGuard } from "./clock-guard.ts";
import { soleValidator } from "./embedded-engine.ts";
import { DEFAULT_LIMITS, type EmbeddedOptions } from "./options.ts";
import { assertNotBehind, readHead, resumeChain } from "./resume.ts";

/**
 * Makes the last block of a community of one machine: it says who signs from the next block on.
 *
 * Why: anyone who trusted the one machine can then follow to the many by the ordinary rule of light
 * clients, one step after another, from the founding on. After it nothing may be made here any more.
 * Shape: `choose` hears whom the law names to sign, nobody where people have not seated any.
 * Throws: EngineFault, as a start does.
 */
export async function announceNetwork(
  options: EmbeddedOptions,
  choose: (seated: readonly Uint8Array[]) => Promise<readonly Uint8Array[]>,
): Promise<NetworkStart> {
  const { law, founding, store, hasher, clock } = options;
  const head = await readHead(store);
  await assertNotBehind(options, head);
  if (head === undefined) {
    throw new EngineFault("store-empty", "there is no history yet", "Start the community first.");
  }
  assertPlausibleStart({ now: clock.now(), lastTime: head.time }, {});
  const world = { hasher, verify: nativeVerify, vrf: createVrfMemory() };
  const own = soleValidator(options);
  const found = { head, validators: own };
  const chain = await resumeChain(options, world, createTree(hasher), found);
  const validators = await choose(chain.ledger.validatorKeys());
  const next = equalValidatorSet(hasher, validators);
  if (!next.ok) {
    throw new EngineFault("not-a-validator", next.reason, "Name each machine's key once.");
  }
  const deps: ChainDeps = {
    chainId: chainIdOf(communityOf(hasher, law, founding)),
    hasher,
    validators: own,
    nextValidators: next.value,
  };
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const writer = createChainWriter({ ...options, limits, deps, chain });
  const time = createClockGuard(clock).blockTime(head.time);
  const height = head.height + 1;
  const block = await writer.write(chain.ledger.propose({ height, time, actions: [] }), time);
  await writer.checkpoint();
  const { edition } = chain.ledger.law;
  return { height: height + 1, time: time + 1, root: block.root, validators, edition };
}
