import { randomBytes } from "node:crypto";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { nativeHasher } from "../../engine/native-hasher.ts";
import { nativeVerify } from "../../engine/native-signature.ts";
import { devices, isLive } from "../../protocol/identity/index.ts";
import { fromHex } from "../../protocol/kernel/bytes.ts";
import { inDomain } from "../../protocol/kernel/domain.ts";
import type { PersonId } from "../../protocol/kernel/ids.ts";
import type { Ledger } from "../../protocol/ledger.ts";
import type { Api, ApiContext, NodeContext } from "../context.ts";
import { badRequest, ProblemError, problem, signInFirst } from "../problem.ts";
import { readJson } from "./body.ts";
import { createChallenges } from "./challenges.ts";

/** Somebody who has signed in with a device. */
export interface Viewer {
  readonly person: PersonId;
  readonly device: number;
  /** When the session ends. Units: milliseconds since 1970. */
  readonly until: number;
}

/** Who is signed in. */
export interface Sessions {
  challenge(): string;
  /** Opens a session; its token, or nothing when the signature does not fit. */
  open(claim: Claim): { readonly token: string; readonly viewer: Viewer } | undefined;
  /** Who asks, if they have signed in and their device is still theirs. */
  viewer(context: ApiContext): Viewer | undefined;
  close(context: ApiContext): void;
}

/** What a device says to sign in. */
export interface Claim {
  readonly person: number;
  readonly device: number;
  readonly challenge: string;
  readonly signature: Uint8Array;
}

const COOKIE = "folkmoot_session";
const SESSION_LIFE = 43_200_000;
/**
 * Sessions that one person may have open; the oldest of them ends first.
 *
 * Why of each person and not of all: else one person would sign everybody else out.
 */
export const SESSIONS_PER_PERSON_MAX = 20;

/** The 32 bytes that a device signs to sign in. */
export function sessionMessage(community: Uint8Array, challenge: Uint8Array): Uint8Array {
  return nativeHasher.sha256(inDomain("session", community, challenge));
}

/**
 * Opens the sessions of a node; they end with it.
 *
 * Why two times: devices end by the community's time, which a demonstration moves on; a session
 * lasts by the machine's own, so that moving on does not sign everybody out.
 */
export function createSessions(
  ledger: Ledger,
  now: () => number,
  machineTime: () => number = Date.now,
): Sessions {
  const challenges = createChallenges(now);
  const byToken = new Map<string, Viewer>();
  const tokensOf = new Map<number, readonly string[]>();
  const tokenIn = (context: ApiContext): string | undefined => {
    const bearer = context.req.header("authorization");
    return bearer?.startsWith("Bearer ") ? bearer.slice(7) : getCookie(context, COOKIE);
  };

  return {
    challenge: challenges.give,
    open({ person, device, challenge, signature }) {
      if (!challenges.isFresh(challenge)) return undefined;
      const known = devices.get(ledger.reader(), [person as PersonId, device]);
      if (known === undefined || known.kind !== "device" || !isLive(known, now())) return undefined;
      const bytes = fromHex(challenge) as Uint8Array;
      const message = sessionMessage(ledger.community, bytes);
      if (!nativeVerify(known.key, message, signature)) return undefined;
      challenges.use(challenge);
      const token = randomBytes(32).toString("hex");
      const tokens = tokensOf.get(person) ?? [];
      tokensOf.set(person, [...tokens, token].slice(-SESSIONS_PER_PERSON_MAX));
      for (const old of tokens.slice(0, -(SESSIONS_PER_PERSON_MAX - 1))) byToken.delete(old);
      const viewer = { person: person as PersonId, device, until: machineTime() + SESSION_LIFE };
      byToken.set(token, viewer);
      return { token, viewer };
    },
    viewer(context) {
      const token = tokenIn(context);
      const viewer = token === undefined ? undefined : byToken.get(token);
      if (token === undefined || viewer === undefined) return undefined;
      const known = devices.get(ledger.reader(), [viewer.person, viewer.device]);
      if (viewer.until > machineTime() && known !== undefined && isLive(known, now()))
        return viewer;
      byToken.delete(token);
      return undefined;
    },
    close(context) {
      const token = tokenIn(context);
      if (token !== undefined) byToken.delete(token);
    },
  };
}

/** Adds signing in with a device, asking who is signed in, and signing out. */
export function addSessionRoutes(api: Api, { sessions, limits, asking }: NodeContext): void {
  api.post("/sessions/challenge", (c) => c.json({ challenge: sessions.challenge() }));

  api.post("/sessions", async (c) => {
    const claim = claimOf(await readJson(c.req.raw, limits.jsonBytesMax));
    const opened = await c.var.bill.run(() => sessions.open(claim));
    if (opened === undefined) {
      throw new ProblemError(
        problem(
          401,
          "node/not-signed-in",
          "The signature does not belong to a device in use.",
          "Ask for a new challenge and sign it with one of your devices.",
        ),
      );
    }
    setCookie(c, COOKIE, opened.token, {
      httpOnly: true,
      sameSite: "Strict",
      secure: c.var.asker.isSecure,
      path: `${asking.basePath}/api`,
      maxAge: SESSION_LIFE / 1000,
    });
    return c.json(opened.viewer);
  });

  api.get("/sessions", (c) => {
    const viewer = sessions.viewer(c);
    if (viewer === undefined) throw signInFirst();
    return c.json(viewer);
  });

  api.delete("/sessions", (c) => {
    sessions.close(c);
    deleteCookie(c, COOKIE, { path: `${asking.basePath}/api` });
    return c.body(null, 204);
  });
}

function claimOf(given: { readonly [name: string]: unknown }): Claim {
  const { person, device, challenge, signature } = given;
  const bytes = typeof signature === "string" ? fromHex(signature) : undefined;
  if (!isNumber(person, 0xffffffff)) throw badRequest("person: not a person's number");
  if (!isNumber(device, 0xffff)) throw badRequest("device: not a device's number");
  if (typeof challenge !== "string") throw badRequest("challenge: missing");
  if (bytes?.length !== 64) throw badRequest("signature: not 128 hexadecimal digits");
  return { person, device, challenge, signature: bytes };
}

function isNumber(value: unknown, most: number): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= most;
}
