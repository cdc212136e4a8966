import assert from "node:assert/strict";
import test from "node:test";
import { DEFAULT_TRUST_RULES, type TrustedState, trustBlock } from "#client/light/trust.js";
import { type Judge, verifyStep } from "#client/light/verify.js";
import { nativeVerify } from "#engine/native-signature.js";
import { type LightBlock, type ValidatorSet, validatorSet } from "#protocol/chain/index.js";
import {
  type CommitJson,
  commitFrom,
  cryptoHasher,
  type HeaderJson,
  headerFrom,
  nanos,
  seatFrom,
  type ValidatorJson,
} from "./comet-json.ts";
import { listData, missingData, readData } from "./light-client-data.ts";

interface SetJson {
  validators: ValidatorJson[];
}

interface BlockJson {
  signed_header: { header: HeaderJson; commit: CommitJson };
  validator_set: SetJson;
  next_validator_set: SetJson;
}

interface SingleStep {
  initial: {
    signed_header: BlockJson["signed_header"];
    next_validator_set: SetJson;
    trusting_period: string;
  };
  input: { block: BlockJson; now: string; verdict: string }[];
}

const FOLDER = "single_step";

function setFrom(json: SetJson): ValidatorSet {
  const set = validatorSet(cryptoHasher, json.validators.map(seatFrom));
  return set.ok ? set.value : { validators: [], totalPower: 0n };
}

function blockFrom(json: BlockJson): LightBlock {
  const { header, commit } = json.signed_header;
  return {
    signedHeader: { header: headerFrom(header), commit: commitFrom(commit) },
    validators: setFrom(json.validator_set),
    nextValidators: setFrom(json.next_validator_set),
  };
}

function beginning(initial: SingleStep["initial"]): TrustedState {
  return trustBlock({
    signedHeader: {
      header: headerFrom(initial.signed_header.header),
      commit: commitFrom(initial.signed_header.commit),
    },
    validators: { validators: [], totalPower: 0n },
    nextValidators: setFrom(initial.next_validator_set),
  });
}

async function verdictsOf(file: string): Promise<{ got: string[]; expected: string[] }> {
  const { initial, input } = readData<SingleStep>(FOLDER, file);
  const judge: Judge = {
    hasher: cryptoHasher,
    verify: nativeVerify,
    rules: {
      ...DEFAULT_TRUST_RULES,
      trustingPeriod: BigInt(initial.trusting_period),
      clockDrift: 0n,
    },
  };
  let trusted = beginning(initial);
  const got: string[] = [];
  for (const step of input) {
    const block = blockFrom(step.block);
    const { verdict } = await verifyStep(judge, trusted, block, nanos(step.now));
    if (verdict === "SUCCESS") trusted = trustBlock(block);
    got.push(verdict);
  }
  return { got, expected: input.map((step) => step.verdict) };
}

const totals = { files: 0, SUCCESS: 0, NOT_ENOUGH_TRUST: 0, INVALID: 0 };

for (const file of missingData === false ? listData(FOLDER) : []) {
  test(`single step: ${file}`, async () => {
    const { got, expected } = await verdictsOf(file);
    assert.deepEqual(got, expected);
    totals.files += 1;
    for (const verdict of got) totals[verdict as "SUCCESS"] += 1;
  });
}

test("all 48 steps of all 20 files were judged", { skip: missingData }, () => {
  assert.deepEqual(totals, { files: 20, SUCCESS: 20, NOT_ENOUGH_TRUST: 21, INVALID: 7 });
});
