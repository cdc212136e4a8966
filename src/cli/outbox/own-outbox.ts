import type { ActionType, PlainInputOf } from "../../client/action-types.ts";
import type { Audience, InputWithText } from "../../client/client.ts";
import type { Outbox, SentOff } from "../../client/outbox/outbox.ts";
import type { TextKind } from "../../protocol/kernel/text-kind.ts";

/** A way into the outbox of this computer for somebody who signs. */
export interface OwnOutbox {
  readonly outbox: Outbox;
  /** The public key that signs, in hexadecimal digits. */
  readonly signer: string;
  /** Tells whether this call has sent anything yet. */
  hasSent(): boolean;
  /** Signs something, keeps it, and sends it. */
  send<T extends ActionType>(type: T, input: PlainInputOf<T>): Promise<SentOff>;
  /** Salts a text, signs the action that brings it along, keeps both, and sends them. */
  sendWithText<T extends ActionType>(
    type: T,
    content: unknown,
    inputOf: InputWithText<T>,
  ): Promise<SentOff>;
  /** Salts and keeps a text, sends it, and returns its hash; what speaks of it waits for it. */
  publish(
    content: unknown,
    about: { readonly audience: Audience; readonly kind: TextKind },
  ): Promise<Uint8Array>;
}
