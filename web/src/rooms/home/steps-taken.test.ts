// Goal: a step is ticked by what the community is, and by nothing else.
import assert from "node:assert/strict";
import { test } from "node:test";
import { type FirstState, stepNames, stepsTaken } from "./steps-taken.ts";

const first: FirstState = {
  hasRecovery: false,
  purpose: "",
  address: null,
  here: "http://127.0.0.1:8080",
  members: 1,
  questions: 0,
  hasPaid: false,
  machines: 0,
};
const done = (more: Partial<FirstState>): readonly string[] => {
  const taken = stepsTaken({ ...first, ...more });
  return stepNames.filter((name) => taken[name]);
};

test("each step is ticked alone, by what it is about", () => {
  const home = "https://folk.example.org";
  for (const [more, steps] of [
    [{}, []],
    [{ hasRecovery: true }, ["recovery"]],
    [{ purpose: "Share tools." }, ["purpose"]],
    [{ purpose: " " }, []],
    [{ address: home, here: home }, ["address"]],
    [{ members: 3 }, ["invite"]],
    [{ members: 2 }, []],
    [{ questions: 1 }, ["question"]],
    [{ hasPaid: true }, ["payment"]],
    [{ machines: 1 }, []],
    [{ machines: 2 }, ["machine"]],
  ] as const) {
    assert.deepEqual(done(more), steps, JSON.stringify(more));
  }
});

test("an address counts only where this browser is, since its key belongs to it", () => {
  const home = "https://folk.example.org";
  assert.deepEqual(done({ address: home }), []);
  assert.deepEqual(done({ address: home, here: "https://other.example.org" }), []);
  assert.deepEqual(done({ address: "http://127.0.0.1:8080" }), []);
});

test("the address comes before the invitation", () => {
  assert.ok(stepNames.indexOf("address") < stepNames.indexOf("invite"));
});
