// Goal: a pasted invitation opens here, and no pasted link leads anywhere else.
import assert from "node:assert/strict";
import { test } from "node:test";
import { pageOfLink } from "./page-of-link.ts";

const node = "https://folk.example.org/folk";
const secret = `${"ab".repeat(32)}.12.${"cd".repeat(32)}.WyJhIl0`;

test("both forms of a link are taken, with spaces around them", () => {
  for (const link of [`${node}/j/4#${secret}`, ` ${node}/#/join/4/${secret}\n`]) {
    assert.equal(pageOfLink(link, node), `#/join/4/${secret}`);
  }
});

test("other addresses, other pages and broken links are not", () => {
  for (const link of [
    "",
    secret,
    `https://folk.example.org/j/4#${secret}`,
    `https://folk.example.org/folk.evil/j/4#${secret}`,
    `https://evil.example.org/folk/j/4#${secret}`,
    `${node}/j/4`,
    `${node}/j/x#${secret}`,
    `${node}/#/money/pay`,
    `javascript:alert(1)//${node}/j/4#${secret}`,
  ]) {
    assert.equal(pageOfLink(link, node), undefined, link);
  }
});
