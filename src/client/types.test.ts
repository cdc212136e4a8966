/**
 * Goal: what the law declares reaches those who act and ask; a misspelt word does not compile.
 * Method: each wrong line expects an error of the compiler, which complains where there is none; what
 * comes from outside is decoded by its schema.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { effectOf, readAction } from "./action-input.ts";
import type { PlainInputOf } from "./action-types.ts";
import type { Client } from "./client.ts";
import type { Obstacle } from "./error.ts";
import type { FaultCode, FaultOf, OwnFaultOf } from "./fault-types.ts";
import { ownFault } from "./own-fault.ts";
import { viewPath } from "./view-path.ts";
import type { AnswerOf, QueryOf } from "./view-types.ts";

const HASH = "ab".repeat(32);

/** Never called: it is here for the compiler. */
export async function acts(client: Client): Promise<void> {
  await client.act("membership/vouch", { person: 3 });
  // @ts-expect-error the type is misspelt
  await client.act("membership/vouches", { person: 3 });
  // @ts-expect-error the field is misspelt
  await client.act("membership/vouch", { persons: 3 });
  // @ts-expect-error a field is missing
  await client.act("money/pay", { to: 3, parts: [] });
  // @ts-expect-error a field is too many
  await client.act("membership/vouch", { person: 3, note: HASH });
  // @ts-expect-error the word is none of the kinds of a key
  await client.act("identity/add-device", { key: HASH, kind: "phone", until: 0, proof: HASH });
  // @ts-expect-error a person is a number
  await client.prepare("membership/vouch", { person: "3" });
  // @ts-expect-error the input belongs to another action
  await client.rehearse("money/claim", { person: 3 });
}

/** Never called: it is here for the compiler. */
export async function asks(client: Client): Promise<unknown> {
  const reading = await client.view("money/wallet", { account: 3 });
  // @ts-expect-error no room has such a view
  await client.view("money/wallets", { account: 3 });
  // @ts-expect-error a wallet is asked for by its account
  await client.view("money/wallet", { person: 3 });
  // @ts-expect-error what was asked for may not exist
  const micro: number = reading.value.micro;
  // @ts-expect-error a wallet has no balance
  return [micro, reading?.value.balance];
}

/** Never called: it is here for the compiler. */
export async function watches(client: Client): Promise<void> {
  await client.watch("decisions/list", {}, (reading) => {
    // @ts-expect-error a decision has no name
    return reading?.value[0]?.name;
  });
  // @ts-expect-error the list is asked for without a person
  await client.watch("decisions/list", { person: 3 }, () => undefined);
}

/** Never called: a word for each stage of a decision; the compiler knows all of them. */
export function stageWords(stage: AnswerOf<"decisions/list">[number]["stage"]): number {
  // @ts-expect-error not all stages are there
  const words: { readonly [S in typeof stage]: number } = { open: 1 };
  return words[stage];
}

/** Never called: it is here for the compiler. */
export function faults(refusal: Obstacle): boolean {
  // @ts-expect-error the fault is misspelt
  return refusal.code === "money/insufficent";
}

/** Never called: a word for each reason why a claim itself is refused; the compiler knows all of them. */
export async function claims(client: Client): Promise<string> {
  const { problem } = await client.act("money/claim", { until: 0 });
  const fault = problem === undefined ? undefined : ownFault(problem);
  // @ts-expect-error a claim is never refused for want of money
  if (problem?.code === "money/insufficient") return "";
  switch (fault) {
    case undefined:
    case "money/nothing-to-claim":
    case "money/not-yet":
      return "Collect again later.";
    case "membership/has-left":
    case "membership/not-a-member":
    case "membership/not-yet-admitted":
      return "This is for members.";
    // @ts-expect-error it is no fault of a claim
    case "money/cap-reached":
      return "";
  }
}

/** Never called: a case is missing, so nothing is returned for it. */
// @ts-expect-error the end is reached for `money/not-yet`
export function lacking(fault: OwnFaultOf<"money/claim">): string {
  switch (fault) {
    case "money/nothing-to-claim":
    case "membership/has-left":
    case "membership/not-a-member":
    case "membership/not-yet-admitted":
      return "";
  }
}

/** Never called: it is here for the compiler. */
export async function rehearsals(client: Client): Promise<boolean> {
  const { refusal } = await client.rehearse("decisions/cast-vote", { decision: 1, ballot: "00" });
  // @ts-expect-error the fault is of another room
  const isOther = refusal?.code === "money/insufficient";
  // Every action alike may be refused for its signature, and for the history that it names.
  return refusal?.code === "kernel/bad-signature" || refusal?.code === "witness/too-old" || isOther;
}

test("an input is given with bytes as they are or in hexadecimal", () => {
  const bytes: PlainInputOf<"records/erase"> = { text: new Uint8Array(32).fill(0xab) };
  const hexadecimal: PlainInputOf<"records/erase"> = { text: HASH };
  const type = "records/erase";
  assert.deepEqual(effectOf({ type, input: bytes }), effectOf({ type, input: hexadecimal }));
});

test("the codes of faults are those of the law", () => {
  const known: readonly FaultCode[] = ["kernel/expired", "money/insufficient", "witness/too-old"];
  // @ts-expect-error no room is called so
  const unknown: FaultCode = "bank/insufficient";
  assert.ok(!known.includes(unknown));
});

test("the reason of an action itself is told from those of all, of a node and of the client", () => {
  const codes: readonly FaultOf<"money/pay">[] = ["money/insufficient", "kernel/expired"];
  assert.deepEqual(
    codes.map((code) => ownFault<FaultOf<"money/pay">>({ code })),
    ["money/insufficient", undefined],
  );
  for (const code of ["witness/ahead", "node/sign-in", "client/unreachable"] as const)
    assert.equal(ownFault({ code }), undefined);
});

test("what comes from outside is an action only when its type and its input fit", () => {
  assert.deepEqual(readAction("membership/vouch", { person: 3 }), {
    type: "membership/vouch",
    input: { person: 3 },
  });
  const wrong: readonly [string, unknown, string][] = [
    ["membership/vouches", { person: 3 }, "client/no-action"],
    ["membership/vouch", { persons: 3 }, "client/bad-input"],
    ["membership/vouch", { person: "three" }, "client/bad-input"],
    ["membership/vouch", undefined, "client/bad-input"],
    ["records/erase", { text: "ab" }, "client/bad-input"],
  ];
  for (const [type, given, code] of wrong) {
    assert.throws(() => readAction(type, given), { code }, type);
  }
});

test("a question is written into the address, and lists as JSON", () => {
  const terms: QueryOf<"decisions/terms"> = {
    circle: 1,
    kind: "rule",
    effects: [{ option: 0, tag: 5, payload: new Uint8Array([1, 2]) }],
  };
  const path = viewPath("decisions/terms", terms);
  const { searchParams } = new URL(path, "http://node");
  assert.equal(searchParams.get("effects"), '[{"option":0,"tag":5,"payload":"0102"}]');
  assert.equal(searchParams.get("kind"), "rule");
  assert.equal(viewPath("circles/list", {}), "/views/circles/list");
});
