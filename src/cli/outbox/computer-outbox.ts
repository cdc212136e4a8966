import { join } from "node:path";
import type { ActionType } from "../../client/action-types.ts";
import type { Client } from "../../client/client.ts";
import { systemClock } from "../../client/clock.ts";
import { FolkmootError } from "../../client/error.ts";
import type { Signer } from "../../client/keys/signer.ts";
import { ASKED_MOST, type Sealed } from "../../client/outbox/entry.ts";
import { createOutbox, type Outbox, type SentOff } from "../../client/outbox/outbox.ts";
import { seal, sealAgain, sealText, sealWithText } from "../../client/outbox/seal.ts";
import { plainWords } from "../../client/shown-problem.ts";
import { fromHex, toHex } from "../../protocol/kernel/bytes.ts";
import type { Call } from "../command.ts";
import { CommandError } from "../exit.ts";
import type { Session } from "../session.ts";
import { signingClient } from "../signing-client.ts";
import { type FileOutboxStore, fileOutboxStore } from "./file-store.ts";
import type { OwnOutbox } from "./own-outbox.ts";
import { signerByKey } from "./signer-by-key.ts";

type Reached = Pick<Session, "transport" | "community">;

/** Where this computer keeps what is on its way: beside the keys that have signed it. */
export const outboxStoreOf = ({ settings }: Call): FileOutboxStore =>
  fileOutboxStore(join(settings.get("keys").value, "outbox"));

/** The outbox of this computer, which signs again with whatever key of it has signed. */
export function computerOutbox(call: Call, reached: Reached, atHand?: Signer): Outbox {
  const clientOf = async (signer: string): Promise<Client> =>
    signingClient(call, reached, await signerByKey(call, reached, signer, atHand));
  return createOutbox({
    store: outboxStoreOf(call),
    transport: reached.transport,
    clock: systemClock,
    words: () => plainWords,
    isTireless: false,
    signAgain: async (entry) => sealAgain(await clientOf(entry.signer), entry),
    async signIn(entry) {
      await (await clientOf(entry.signer)).signIn();
      return true;
    },
  });
}

/** The same for somebody who signs now. */
export function ownOutbox(
  call: Call,
  reached: Reached,
  { client, signer }: { readonly client: Client; readonly signer: Signer },
): OwnOutbox {
  const outbox = computerOutbox(call, reached, signer);
  const { community } = reached.community;
  const about = { community, signer: toHex(signer.publicKey) };
  const asked = call.asked.slice(0, ASKED_MOST);
  let hasSent = false;
  const sendOff = (type: ActionType, sealed: Sealed): Promise<SentOff> => {
    hasSent = true;
    return outbox.sendOff({ ...sealed, ...about, type, asked });
  };
  return {
    outbox,
    signer: about.signer,
    hasSent: () => hasSent,
    send: async (type, input) => sendOff(type, await seal(client, type, input)),
    sendWithText: async (type, content, inputOf) =>
      sendOff(type, await sealWithText(client, type, content, inputOf)),
    async publish(content, kind) {
      const sealed = await sealText(client, content, kind);
      const sent = await sendOff("records/publish", sealed);
      if (sent.kind === "full") throw outboxFull();
      if (sent.kind !== "refused") return fromHex(sealed.text.hash) ?? new Uint8Array(32);
      const { code, sentence, help = "" } = sent.problem;
      throw new FolkmootError(code, sentence, help, sent.problem);
    },
  };
}

/** Says that as much is on its way as an outbox keeps. */
export function outboxFull(): CommandError {
  return new CommandError("Too much is on its way from this computer.", {
    why: "No node has taken what was done before.",
    remedy: "See `folkmoot outbox`; send it with `folkmoot outbox send` once the node answers.",
    code: "cli/outbox-full",
  });
}
