/** Where each block passes before it lasts, so that none comes while an engine ends. */
export interface CommitGate {
  /** Lets a block through; once the gate is closed, it is held until the engine has ended. */
  pass<T>(commit: () => Promise<T>): Promise<T>;
  /** Closes the gate; settles once the block that is under way lasts. */
  finish(): Promise<void>;
  /** Turns away what is held. */
  stop(): Promise<void>;
}

/**
 * Makes a gate that is open.
 *
 * Why a block is held while the engine ends: one that lasts here has to be copied from CometBFT, and
 * CometBFT ends. What is held is carried out once more when the node starts again.
 */
export function createCommitGate(): CommitGate {
  const held: ((reason: Error) => void)[] = [];
  let isClosed = false;
  let isOver = false;
  let underWay: Promise<unknown> = Promise.resolve();
  return {
    pass(commit) {
      if (isOver) return Promise.reject(stopping());
      if (isClosed) return new Promise((_resolve, reject) => held.push(reject));
      const done = commit();
      underWay = done.catch(() => {});
      return done;
    },
    async finish() {
      isClosed = true;
      await underWay;
    },
    async stop() {
      isClosed = true;
      isOver = true;
      for (const turnAway of held) turnAway(stopping());
    },
  };
}

const stopping = (): Error => new Error("the engine stops");
