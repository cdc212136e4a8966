import { equalValidatorSet } from "../../protocol/chain/index.ts";
import { chainIdOf, communityOf } from "../../protocol/founding.ts";
import { equalBytes } from "../../protocol/kernel/bytes.ts";
import { createTree } from "../../protocol/kernel/tree/tree.ts";
import type { Engine } from "../engine.ts";
import { EngineFault } from "../engine-fault.ts";
import { nativeVerify } from "../native-signature.ts";
import { createVrfMemory } from "../vrf-memory.ts";
import type { ChainDeps } from "./block-maker.ts";
import { assertPlausibleStart } from "./clock-guard.ts";
import { foundChain, type OpenedChain } from "./found.ts";
import { findReceipt, readKept, readLightBlock } from "./history.ts";
import { createMaker } from "./maker.ts";
import { DEFAULT_LIMITS, type EmbeddedOptions } from "./options.ts";
import { assertNotBehind, readHead, resumeChain } from "./resume.ts";

/**
 * Starts the engine of a community that lives on one machine.
 *
 * Why: one validator, the same headers, validator sets and commits as CometBFT makes them; so one
 * light client checks both, and a community can grow to many machines without losing its history.
 * Throws: EngineFault, naming what is wrong with the store, the clock or the founding.
 */
export async function startEmbeddedEngine(options: EmbeddedOptions): Promise<Engine> {
  const { law, founding, store, hasher } = options;
  const chainId = chainIdOf(communityOf(hasher, law, founding));
  const deps: ChainDeps = { chainId, hasher, validators: soleValidator(options) };
  const chain = await openChain(options, deps, {
    hasher,
    verify: nativeVerify,
    vrf: createVrfMemory(),
  });
  const maker = createMaker({
    ...options,
    limits: { ...DEFAULT_LIMITS, ...options.limits },
    deps,
    chain,
  });
  return {
    chainId,
    ledger: chain.ledger,
    head: maker.head,
    firstBlock: () => 1,
    submit: maker.submit,
    find: (id) => findReceipt(law, store, id),
    block: (height) => readKept(store, height),
    lightBlock: (height) => readLightBlock(store, deps.validators, height),
    subscribe: maker.subscribe,
    freshen: maker.freshen,
    tick: maker.tick,
    waiting: maker.waiting,
    stopped: maker.stopped,
    stop: maker.stop,
  };
}

async function openChain(
  options: EmbeddedOptions,
  deps: ChainDeps,
  world: Parameters<typeof foundChain>[2],
): Promise<OpenedChain> {
  const { store, clock, founding, hasher } = options;
  const tree = createTree(hasher);
  const head = await readHead(store);
  await assertNotBehind(options, head);
  if (head === undefined) {
    if (founding.foundedAt > clock.now()) {
      throw new EngineFault(
        "founded-later",
        "the founding document says that the community is founded in the future",
        "Wait until then, or set the clock of this machine right.",
      );
    }
    return foundChain(options, deps, world, tree);
  }
  assertPlausibleStart({ now: clock.now(), lastTime: head.time }, options);
  const chain = await resumeChain(options, world, tree, { head, validators: deps.validators });
  await options.marker.write(head);
  return chain;
}

/** The embedded engine has one validator, and this machine must be it. */
export function soleValidator({ hasher, founding, signer }: EmbeddedOptions) {
  const keys = founding.validators.map(({ key }) => key);
  const set = equalValidatorSet(hasher, keys);
  if (!set.ok) {
    throw new EngineFault("not-a-validator", set.reason, "Mend the founding document.");
  }
  const [key] = keys;
  if (keys.length !== 1 || key === undefined || !equalBytes(key, signer.publicKey)) {
    throw new EngineFault(
      "not-a-validator",
      "this machine is not the one that makes this community's blocks",
      "Start it where the community's validator key is, or put that key into this home.",
    );
  }
  return set.value;
}
