/** Something that signs with a device's key; the key itself may never be seen. */
export interface Signer {
  /** The 32 bytes of the public key. */
  readonly publicKey: Uint8Array;
  /** Signs and returns the 64 bytes of the signature. */
  sign(message: Uint8Array): Promise<Uint8Array>;
}
