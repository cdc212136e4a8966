import { askJson } from "../client/ask.ts";
import { type Client, type CommunityInfo, createClient } from "../client/client.ts";
import { seedSigner } from "../client/keys/seed-signer.ts";
import type { Signer } from "../client/keys/signer.ts";
import { httpTransport } from "../client/transport/http.ts";
import type { Transport } from "../client/transport/transport.ts";
import { fromHex } from "../protocol/kernel/bytes.ts";
import type { Call } from "./command.ts";
import { deviceTrust } from "./device-trust.ts";
import { CommandError } from "./exit.ts";
import { keptKeys, readKey } from "./key-store.ts";
import { findPerson } from "./names.ts";
import { nodeAddress } from "./node-address.ts";

/** A node that can be asked, and what it says of its community. */
export interface Session {
  readonly transport: Transport;
  readonly client: Client;
  readonly community: CommunityInfo;
}

/** A visit by somebody who can sign. */
export interface MemberSession extends Session {
  readonly person: number;
}

/** Somebody of a demonstration, as its node tells. */
interface DemoMember {
  readonly person: number;
  readonly name: string;
  readonly seed: string;
}

/** Reaches the node. */
export async function openSession({ settings }: Call): Promise<Session> {
  const transport = httpTransport(nodeAddress(settings));
  const client = createClient({ transport });
  return { transport, client, community: await client.community() };
}

/** Reaches the node as a person: with a key of this computer, or as somebody of the demonstration. */
export async function openMemberSession(call: Call): Promise<MemberSession> {
  const { transport, community } = await openSession(call);
  const signer = await chooseSigner(call, transport, community);
  return asMember(call, { transport, community }, signer);
}

/** Like `openMemberSession` when a key can be found, else only as a reader. */
export async function openReaderSession(
  call: Call,
): Promise<Session & { readonly person: number }> {
  const session = await openSession(call);
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

/** A client that signs with a key, and with what this computer has verified of the community. */
export function signingClient(
  call: Call,
  { transport, community }: Pick<Session, "transport" | "community">,
  signer: Signer,
): Client {
  const trust = deviceTrust(call, community.chainId);
  return createClient({ transport, signer, trust });
}

/** Reaches the node with a signer that is at hand. */
export async function openSessionWith(call: Call, signer: Signer): Promise<MemberSession> {
  return asMember(call, await openSession(call), signer);
}

async function asMember(
  call: Call,
  session: Pick<Session, "transport" | "community">,
  signer: Signer,
): Promise<MemberSession> {
  const { transport, community } = session;
  const client = signingClient(call, session, signer);
  const known = await client.view("identity/signer", { key: signer.publicKey });
  if (known === undefined) {
    throw new CommandError("This key does not belong to anybody in this community.", {
      why: `The community ${community.name} does not know it.`,
      remedy: "Join with `folkmoot member join LINK`, or choose another key with --as.",
      code: "keys/stranger",
    });
  }
  return { transport, client, community, person: known.value.person };
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
  const { people } = await askJson<{ people: readonly DemoMember[] }>(transport, {
    method: "GET",
    path: "/demo",
  });
  const names = new Map(people.map((each) => [each.person, each.name]));
  const person = findPerson(names, name);
  const found = people.find((each) => each.person === person);
  const seed = fromHex(found?.seed ?? "");
  if (seed?.length === 32) return seedSigner(seed);
  throw new CommandError(`Nobody in the demonstration has the number ${name}.`, {
    why: `Its people are numbered from 1 to ${people.length}.`,
    remedy: "See `folkmoot member list`: the first name or the number is enough.",
    code: "keys/unknown",
  });
}
