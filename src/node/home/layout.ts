import { join } from "node:path";

/** Where everything lies in a node's home. */
export interface HomeLayout {
  readonly home: string;
  /** The founding document, complete; public. */
  readonly founding: string;
  /** Only until it is founded: what the community will be, whose founder's device is waited for. */
  readonly waiting: string;
  /** Only until it is founded: the digest of the founder's link, and until when it is good. */
  readonly claim: string;
  /** Readable by the owner alone. */
  readonly keys: string;
  /** The key with which this machine makes blocks. */
  readonly validatorKey: string;
  /** The key by which other nodes know this one; only in a network. */
  readonly nodeKey: string;
  readonly store: string;
  /** Texts and files, each named by its hash. */
  readonly blobs: string;
  /** Height and hash of the newest block; see the engine's head marker. */
  readonly head: string;
  readonly checkpoint: string;
  /** Only where the state was taken over from others: that state, with which history begins here. */
  readonly beginning: string;
  /** Snapshots of the state for others; only in a network. */
  readonly snapshots: string;
  /** Who holds the home, for people; the folder `lock.held` beside it is what the system locks. */
  readonly lock: string;
  /** Only while a node runs: what shows that somebody may read this home. */
  readonly localToken: string;
  /** Settings of this home alone, such as its community's public address. */
  readonly config: string;
  /** Only in a network: where its chain starts, and the nodes around this one. */
  readonly network: string;
  /** Only where the community has gone over to a network: where to. */
  readonly grown: string;
  /** CometBFT's own folder; only in a network. Each restart of the chain has one of its own. */
  readonly comet: string;
  /** What the members have signed to restart the chain, one file each. */
  readonly restarts: string;
  /** Notes about backups: the schedule, the last one, the last drill. */
  readonly backup: string;
  /** Only in a home that was made from a backup and has not gone on yet. */
  readonly restored: string;
  /** Only in a demonstration: its people's keys, and how far its clock is ahead. */
  readonly demo: string;
}

/** Names the files of a home. */
export function homeLayout(home: string): HomeLayout {
  return {
    home,
    founding: join(home, "founding.json"),
    waiting: join(home, "waiting.json"),
    claim: join(home, "claim.json"),
    keys: join(home, "keys"),
    validatorKey: join(home, "keys", "validator.json"),
    nodeKey: join(home, "keys", "node.json"),
    store: join(home, "store"),
    blobs: join(home, "blobs"),
    head: join(home, "head"),
    checkpoint: join(home, "checkpoint"),
    beginning: join(home, "beginning"),
    snapshots: join(home, "snapshots"),
    lock: join(home, "lock"),
    localToken: join(home, "local-token"),
    config: join(home, "config.json"),
    network: join(home, "network.json"),
    grown: join(home, "grown.json"),
    comet: join(home, "comet"),
    restarts: join(home, "restarts"),
    backup: join(home, "backup"),
    restored: join(home, "restored.json"),
    demo: join(home, "demo.json"),
  };
}
