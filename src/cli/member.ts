import { type CommunityInfo, createClient } from "../client/client.ts";
import type { Signer } from "../client/keys/signer.ts";
import { httpTransport } from "../client/transport/http.ts";
import type { Transport } from "../client/transport/transport.ts";
import type { Call } from "./command.ts";
import { demoPeople, demoSignerOf } from "./demo-people.ts";
import { CommandError } from "./exit.ts";
import { keptKeys, readKey } from "./key-store.ts";
import { findPerson } from "./names.ts";
import { nodeAddress } from "./node-address.ts";
import { awaySession } from "./outbox/away-session.ts";
import { ownOutbox } from "./outbox/computer-outbox.ts";
import { deliverWaiting } from "./outbox/deliver-waiting.ts";
import { rememberCommunity } from "./outbox/remembered.ts";
import type { MemberSession, Session } from "./session.ts";
import { signingClient } from "./signing-client.ts";

/** Reaches the node, and delivers what waits on this computer. */
export async function openSession(call: Call): Promise<Session> {
  const transport = httpTransport(nodeAddress(call.settings));
  const client = createClient({ transport });
  const community = await client.community();
  const delivered = await deliverWaiting(call, { transport, community });
  return { transport, client, community, delivered };
}

/** Reaches the node; while it does not answer, as somebody whose key has signed here before. */
export async function openSessionOrAway(call: Call): Promise<Session | MemberSession> {
  try {
    return await openSession(call);
  } catch (error) {
    const away = awaySession(call, error);
    if (away === undefined) throw error;
    return away;
  }
}

/** Reaches the node as a person: with a key of this computer, or as somebody of the demonstration. */
export async function openMemberSession(call: Call): Promise<MemberSession> {
  const session = await openSessionOrAway(call);
  if ("own" in session) return session;
  const signer = await chooseSigner(call, session.transport, session.community);
  return asMember(call, session, signer);
}

/** A visit by somebody who reads; with a key, as somebody who could sign. */
export type ReaderSession = Session & Pick<MemberSession, "person"> & Partial<MemberSession>;

/** Like `openMemberSession` when a key can be found, else only as a reader. */
export async function openReaderSession(call: Call): Promise<ReaderSession> {
  const session = await openSessionOrAway(call);
  if ("own" in session) return session;
  if (session.community.isDemo && call.settings.given("as") === undefined) {
    // The keys of a demonstration are everybody's: a visitor reads as the first of its people.
    return asMember(call, session, await demoSigner(session.transport, "1"));
  }
  try {
    const signer = await chooseSigner(call, session.transport, session.community);
    return await asMember(call, session, signer);
  } catch (error) {
    if (call.settings.given("as") !== undefined) throw error;
    return { ...session, person: 0 };
  }
}

/** Reaches the node with a signer that is at hand. */
export async function openSessionWith(call: Call, signer: Signer): Promise<MemberSession> {
  // Its key is in no folder here, so nothing could be signed again later.
  return { ...(await asMember(call, await openSession(call), signer)), own: undefined };
}

async function asMember(call: Call, session: Session, signer: Signer): Promise<MemberSession> {
  const { transport, community, delivered } = session;
  const client = signingClient(call, session, signer);
  const known = await client.view("identity/signer", { key: signer.publicKey });
  if (known === undefined) {
    throw new CommandError("This key does not belong to anybody in this community.", {
      why: `The community ${community.name} does not know it.`,
      remedy: "Join with `folkmoot member join LINK`, or choose another key with --as.",
      code: "keys/stranger",
    });
  }
  const { person } = known.value;
  if (!community.isDemo) rememberCommunity(call, community, nodeAddress(call.settings));
  const own = ownOutbox(call, session, { client, signer });
  return { transport, client, community, delivered, person, own };
}

/** Chooses the key that signs: the one that was named, else the only one of this community. */
export async function chooseSigner(
  { settings }: Call,
  transport: Transport,
  community: CommunityInfo,
): Promise<Signer> {
  const folder = settings.get("keys").value;
  const name = settings.given("as");
  const fitting = keptKeys(folder).filter((key) => key.community === community.community);
  if (name === undefined) {
    const [only] = fitting;
    if (only !== undefined && fitting.length === 1) return only.signer;
    throw new CommandError("It is not clear whose key signs.", {
      why:
        fitting.length === 0
          ? `There is no key of the community ${community.name} in ${folder}.`
          : `There are several: ${fitting.map((key) => key.name).join(", ")}.`,
      remedy: community.isDemo
        ? "Name somebody of the demonstration, such as --as ana."
        : "Name the key with --as, or join with `folkmoot member join LINK`.",
      code: "keys/which",
    });
  }
  if (community.isDemo && !fitting.some((key) => key.name === name)) {
    return demoSigner(transport, name);
  }
  return readKey(folder, name).signer;
}

async function demoSigner(transport: Transport, name: string): Promise<Signer> {
  const people = await demoPeople(transport);
  const names = new Map(people.map((each) => [each.person, each.name]));
  const person = findPerson(names, name);
  const signer = demoSignerOf(people.find((each) => each.person === person));
  if (signer !== undefined) return signer;
  throw new CommandError(`Nobody in the demonstration has the number ${name}.`, {
    why: `Its people are numbered from 1 to ${people.length}.`,
    remedy: "See `folkmoot member list`: the first name or the number is enough.",
    code: "keys/unknown",
  });
}
