import type { Client, CommunityInfo } from "../client/client.ts";
import type { Entry } from "../client/outbox/entry.ts";
import type { Transport } from "../client/transport/transport.ts";
import type { OwnOutbox } from "./outbox/own-outbox.ts";

/** A node that can be asked, and what it says of its community. */
export interface Session {
  readonly transport: Transport;
  readonly client: Client;
  readonly community: CommunityInfo;
  /** What had waited on this computer and is agreed now. */
  readonly delivered: readonly Entry[];
}

/** A visit by somebody who can sign. */
export interface MemberSession extends Session {
  readonly person: number;
  /** Where what they do is kept until it is agreed; nothing where it is done now, or not at all. */
  readonly own: OwnOutbox | undefined;
}
