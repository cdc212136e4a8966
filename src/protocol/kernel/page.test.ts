/** Goal: a long list is read in pages that look at a bounded number of rows and miss nobody. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { PAGE_ROWS, pageOf } from "./page.ts";

function* counted(from: number, to: number, looked: { at: number }) {
  for (let at = from; at <= to; at += 1) {
    looked.at += 1;
    yield at;
  }
}

function allPages(last: number, show: (entry: number) => number | undefined) {
  const rows: number[] = [];
  let pages = 0;
  let after = 0;
  do {
    const looked = { at: 0 };
    const page = pageOf(counted(after + 1, last, looked), (entry) => entry, show);
    assert.ok(looked.at <= PAGE_ROWS + 1);
    rows.push(...page.rows);
    pages += 1;
    after = page.next;
  } while (after !== 0);
  return { rows, pages };
}

test("every entry is on exactly one page, at every length around a whole page", () => {
  for (const last of [0, 1, PAGE_ROWS - 1, PAGE_ROWS, PAGE_ROWS + 1, 3 * PAGE_ROWS]) {
    const { rows, pages } = allPages(last, (entry) => entry);
    assert.deepEqual(rows, [...counted(1, last, { at: 0 })]);
    assert.equal(pages, Math.max(1, Math.ceil(last / PAGE_ROWS)), String(last));
  }
});

test("entries without a row count as looked at, so that a page of them ends and goes on", () => {
  const { rows, pages } = allPages(4 * PAGE_ROWS, (entry) =>
    entry > 3 * PAGE_ROWS + 1 ? entry : undefined,
  );
  assert.deepEqual([rows.length, rows[0], pages], [PAGE_ROWS - 1, 3 * PAGE_ROWS + 2, 4]);
});
