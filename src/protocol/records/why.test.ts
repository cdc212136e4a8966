/** Goal: anyone who publishes, chooses or erases a text is told the rule, and how much of their allowance is left. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { publishText, textHash } from "../testing/deciding.ts";
import { explained, figures } from "../testing/explaining.ts";
import { applyBy } from "../testing/joining.ts";
import { foundTestLaw } from "../testing/test-law.ts";

const about = { digest: textHash("why"), audience: "public", kind: "note", bytes: 70 };

test("every action is explained under its own name, in whole sentences", () => {
  const testLaw = foundTestLaw(1);
  const names = [...testLaw.law.actionByType.keys()].filter((type) => type.startsWith("records/"));
  for (const type of names) {
    const why = explained(testLaw, 1, type, { ...about, text: textHash("text") });
    assert.equal(why.rule, type);
    for (const said of [why.sentence, why.result]) assert.match(said, /^[A-Z].+\.$/);
  }
  assert.ok(names.length > 0);
});

test("anyone who publishes sees what they have used, what they may, and who can read it", () => {
  const testLaw = foundTestLaw(1);
  publishText(testLaw, 1, "word");
  const publish = (person: number) => figures(testLaw, person, "records/publish", about);
  const member = publish(1);
  assert.deepEqual([member["bytes"], member["used"]], [70, { texts: 1, bytes: 100 }]);
  const applicant = publish(applyBy(testLaw, 1));
  assert.deepEqual(
    [applicant["used"], applicant["allowance"]],
    [
      { texts: 0, bytes: 0 },
      { texts: 1, bytes: 2048 },
    ],
  );
  assert.notDeepEqual(member["allowance"], applicant["allowance"]);
  const readers = (audience: string) =>
    explained(testLaw, 1, "records/publish", { ...about, audience }).result;
  assert.deepEqual(
    [readers("public"), readers("community")],
    ["Anybody can read it until you erase it.", "Members can read it until you erase it."],
  );
});

test("anyone who chooses a profile, or none, is told which", () => {
  const said = (text: Uint8Array) =>
    explained(foundTestLaw(1), 1, "records/set-profile", { text }).result;
  assert.equal(said(textHash("me")), "Your profile is this text.");
  assert.equal(said(new Uint8Array(32)), "You have no profile any more.");
});
