import type {
  Acknowledged,
  ActionType,
  InputWithText,
  PlainInputOf,
  TextKind,
} from "folkmoot/client";
import { type Ended, mayWait, type Sealed, type SentOff } from "folkmoot/client/at-once";
import type { Identity } from "../keys/identity.ts";
import { actingAs } from "../keys/who.ts";
import { sendOff } from "../outbox/outbox.ts";
import { currentWords } from "../words/language.ts";
import type { Sent } from "./acting.ts";
import { offlineProblem, type Problem } from "./problem.ts";
import { reading } from "./reading.ts";

/**
 * What became of what a person did: agreed, or refused with the reason.
 *
 * Shape: with `kept` it is neither yet: it lies in the outbox under this name and goes on by itself.
 */
export type Acted<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: Problem; readonly kept?: string };

const acting = () => import("./acting.ts");

/**
 * Fetches what signing needs once somebody begins to do something, so that their first action is quick.
 *
 * Why not before: it is most of the app, and many only look.
 */
export function prepareToAct(): void {
  const prepare = (): void => void acting().catch(() => undefined);
  for (const sign of ["pointerdown", "keydown"]) addEventListener(sign, prepare, { once: true });
}

const refused = (problem: Problem) => ({ ok: false, problem }) as const;

const noKey = (): Problem => ({
  status: 0,
  code: "no-key",
  sentence: currentWords().live.noKey,
  passing: false,
});

const keptByNode = (): Problem => ({
  status: 202,
  code: "node/received",
  sentence: currentWords().live.received,
  help: currentWords().live.receivedHelp,
  passing: false,
});

interface Said {
  readonly code?: unknown;
  readonly message?: unknown;
  readonly remedy?: unknown;
}

function problemOf(thrown: unknown): Problem {
  const said: Said = typeof thrown === "object" && thrown !== null ? thrown : {};
  if (said.code === "client/unreachable" || thrown instanceof TypeError) return offlineProblem();
  return {
    status: 0,
    code: typeof said.code === "string" ? said.code : "unexpected",
    sentence: typeof said.message === "string" ? said.message : currentWords().live.unreadable,
    ...(typeof said.remedy === "string" ? { help: said.remedy } : {}),
    passing: false,
  };
}

function actedOf(sent: Sent): Acted<Acknowledged> {
  if (sent.receipt !== undefined) return { ok: true, value: sent.receipt };
  if (sent.kept !== undefined) return refused(keptByNode());
  const { code, status, title, detail, remedy } = sent.problem;
  const help = remedy ?? detail;
  return refused({
    status,
    code,
    sentence: title,
    ...(help === undefined ? {} : { help }),
    passing: status === 429 || status >= 500,
  });
}

/** Sends something and says what became of it; never throws. */
export async function sending(send: () => Promise<Sent>): Promise<Acted<Acknowledged>> {
  try {
    const acted = actedOf(await send());
    reading.news.changed("everything");
    return acted;
  } catch (thrown) {
    return refused(problemOf(thrown));
  }
}

const tooMuch = (): Problem => ({
  status: 0,
  code: "outbox-full",
  sentence: currentWords().unfinished.full,
  help: currentWords().unfinished.fullHelp,
  passing: false,
});

async function sealedOff(
  identity: Identity,
  type: ActionType,
  seal: () => Promise<Sealed>,
): Promise<Ended | Extract<SentOff, { kind: "kept" }>> {
  try {
    const sent = await sendOff(identity, type, await seal());
    return sent.kind === "full" ? { kind: "refused", problem: tooMuch() } : sent;
  } catch (thrown) {
    return { kind: "refused", problem: problemOf(thrown) };
  }
}

const keptProblem = (stage: "device" | "node"): Problem => ({
  status: 202,
  code: "kept",
  sentence: currentWords().unfinished.how[stage],
  passing: false,
});

/**
 * Signs an action as a person and sends it; returns when it is agreed, refused, or kept because no
 * node has answered yet or the others have to agree first. What cannot wait is done now, or not at all.
 */
export async function act<T extends ActionType>(
  type: T,
  input: PlainInputOf<T>,
  identity: Identity | undefined = actingAs(),
): Promise<Acted<Acknowledged>> {
  if (identity === undefined) return refused(noKey());
  if (!mayWait(type))
    return sending(async () => (await acting()).clientOf(identity).act(type, input));
  const seal = async () => (await acting()).seal(identity, type, input);
  const sent = await sealedOff(identity, type, seal);
  if (sent.kind === "refused") return refused(sent.problem);
  if (sent.kind === "kept") return { ...refused(keptProblem(sent.stage)), kept: sent.key };
  reading.news.changed("everything");
  return { ok: true, value: sent.receipt };
}

/** Answers a proposal by one of the words that its buttons say. */
export async function answerTo(decision: number, answer: string): Promise<Acted<Acknowledged>> {
  return act("decisions/cast-vote", (await acting()).voteFor(decision, answer));
}

/** Keeps a text for its readers and returns its hash; what speaks of it waits for it. */
export async function publish(
  content: Readonly<Record<string, string>>,
  about: { readonly audience: "public" | "community"; readonly kind: TextKind },
  identity: Identity | undefined = actingAs(),
): Promise<Acted<string>> {
  if (identity === undefined) return refused(noKey());
  let hash = "";
  const sent = await sealedOff(identity, "records/publish", async () => {
    const sealed = await (await acting()).sealText(identity, content, about);
    hash = sealed.text.hash;
    return sealed;
  });
  if (sent.kind === "refused") return refused(sent.problem);
  reading.texts.note(hash, content);
  return { ok: true, value: hash };
}

/** Signs an action that brings a text along, and sends both; what came of it. */
export async function actWithText<T extends ActionType>(
  type: T,
  content: Readonly<Record<string, string>>,
  inputOf: InputWithText<T>,
  identity: Identity | undefined = actingAs(),
): Promise<Acted<Acknowledged>> {
  if (identity === undefined) return refused(noKey());
  const sent = await sealedOff(identity, type, async () => {
    const sealed = await (await acting()).sealWithText(identity, type, content, inputOf);
    reading.texts.note(sealed.text.hash, content);
    return sealed;
  });
  if (sent.kind === "refused") return refused(sent.problem);
  if (sent.kind === "kept") return { ...refused(keptProblem(sent.stage)), kept: sent.key };
  reading.news.changed("everything");
  return { ok: true, value: sent.receipt };
}

/** Signs in, so that the node shows this person what is for the community. */
export async function signIn(identity: Identity): Promise<boolean> {
  try {
    await (await acting()).clientOf(identity).signIn();
    return true;
  } catch {
    return false;
  }
}
