/** Goal: everybody is on one page of the list, and a page costs the same in a large community as in a small one. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { peopleView as inside } from "../circles/views.ts";
import type { CircleId, PersonId } from "../kernel/ids.ts";
import { PAGE_ROWS } from "../kernel/page.ts";
import type { Reader } from "../kernel/state.ts";
import { applyBy } from "../testing/joining.ts";
import { leaveNow } from "../testing/leaving.ts";
import { foundTestLaw, type TestLaw } from "../testing/test-law.ts";
import { peopleView } from "./roll.ts";

interface Row {
  readonly person: number;
  readonly status: string;
}

interface Listed {
  readonly rows: readonly Row[];
  readonly next: number;
}

const page = (testLaw: TestLaw, after: number) =>
  testLaw.view<Listed>("membership/people", { after });

test("the pages together hold everybody once, by number, whatever has become of them", () => {
  const testLaw = foundTestLaw(2 * PAGE_ROWS + 5);
  leaveNow(testLaw, 7);
  const waits = applyBy(testLaw, 1);
  const rows: Row[] = [];
  for (let after = 0, next = 1; next !== 0; after = next) {
    const listed = page(testLaw, after);
    rows.push(...listed.rows);
    next = listed.next;
  }
  assert.deepEqual(
    rows.map(({ person }) => person),
    Array.from({ length: waits }, (_, at) => at + 1),
  );
  assert.deepEqual([rows[6]?.status, rows.at(-1)?.status], ["left", "applicant"]);
});

test("behind the last number there is nothing, up to the largest that there can be", () => {
  const testLaw = foundTestLaw(3);
  for (const after of [3, 4, 0xffffffff]) {
    assert.deepEqual(page(testLaw, after), { rows: [], next: 0 });
  }
});

test("applicants have a list of their own, and people can be asked for by their numbers", () => {
  const testLaw = foundTestLaw(3);
  const person = applyBy(testLaw, 1);
  const { rows } = testLaw.view<Listed>("membership/applicants", { after: 0 });
  assert.deepEqual(
    rows.map((row) => row.person),
    [person],
  );
  const some = testLaw.view<Row[]>("membership/some", { people: [person, 2, 99] });
  assert.deepEqual(
    some.map((row) => [row.person, row.status]),
    [
      [person, "applicant"],
      [2, "member"],
    ],
  );
});

test("a page reads as many rows of a large community as of one that it shows whole", () => {
  const reads = (people: number): readonly number[] => {
    const testLaw = foundTestLaw(people);
    let count = 0;
    const reader: Reader = {
      read(table, key) {
        count += 1;
        return testLaw.state.read(table, key);
      },
      *scan(table, from, until) {
        for (const entry of testLaw.state.scan(table, from, until)) {
          count += 1;
          yield entry;
        }
      },
    };
    const context = { state: reader, now: testLaw.now } as never;
    peopleView.read({ ...(context as object), query: { after: 0 as PersonId } } as never);
    const first = count;
    inside.read({ ...(context as object), query: { circle: 1 as CircleId, after: 0 } } as never);
    return [first, count - first];
  };
  const [people, circle] = reads(PAGE_ROWS + 1);
  assert.deepEqual(reads(6 * PAGE_ROWS), [people, circle]);
});
