/** What a block tells of the machines that sign blocks. */
export interface BlockEvidence {
  /** The addresses of those who did not sign the block before; nothing where nobody was to sign. */
  readonly absent?: readonly Uint8Array[];
  readonly misbehaviours: readonly Misbehaviour[];
  /**
   * The keys of the machines that sign from this block on, where consensus begins: the first block
   * of a network that was founded, that one machine grew into, or that the members restarted.
   */
  readonly named?: readonly Uint8Array[];
}

/** Proven misbehaviour of a machine that signs blocks. */
export interface Misbehaviour {
  readonly kind: "duplicate-vote" | "light-client-attack";
  /** The machine's address: the first 20 bytes of the SHA-256 of its key. */
  readonly address: Uint8Array;
  readonly height: number;
  /** Milliseconds since 1970. */
  readonly time: number;
}

/** Nothing was witnessed, as where one machine makes the blocks: nobody was looked for. */
export const NO_EVIDENCE: BlockEvidence = { misbehaviours: [] };
