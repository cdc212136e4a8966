/**
 * Goal: a request for money comes back as it was written, and nothing else is taken for one.
 * Method: write and read; then everything that somebody might print on a sticker.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  type PaymentRequest,
  REQUEST_NOTE_MAX,
  readPaymentRequest,
  writePaymentRequest,
} from "./payment-request.ts";

const chainId = `folk-${"ab".repeat(20)}`;
const asked: PaymentRequest = { chainId, to: 7, amount: "12.50", note: "Bread & soup #3, für 2 %" };
const link = writePaymentRequest("https://folk.example.org/valley/", asked);

test("a request comes back as it was written, with an amount and a note or without", () => {
  assert.match(link, /^https:\/\/folk\.example\.org\/valley\/#\/money\/pay\?/);
  for (const one of [
    asked,
    { ...asked, amount: undefined },
    { ...asked, note: undefined },
    { ...asked, to: 4_294_967_299 },
  ]) {
    assert.deepEqual(readPaymentRequest(writePaymentRequest("http://127.0.0.1:8080", one)), one);
  }
});

test("what is not wholly a request is none", () => {
  const without = (name: string, value?: string): string => {
    const [place = "", behind = ""] = link.split("?");
    const fields = new URLSearchParams(behind);
    if (value === undefined) fields.delete(name);
    else fields.set(name, value);
    return `${place}?${fields.toString()}`;
  };
  const strange = [
    "",
    "folk.example.org",
    "https://folk.example.org/#/money/pay",
    link.replace("https:", "javascript:"),
    link.replace("money/pay", "money/trust"),
    without("to"),
    without("in"),
    without("in", "folk-1"),
    ...["0", "-7", "7.5", "7e3", "99999999999999999999", "circle:3"].map((to) => without("to", to)),
    ...["", "0", "0.000", "-1", "1,5", "1.1234567", "1e9", "NaN"].map((of) =>
      without("amount", of),
    ),
    without("note", "x".repeat(REQUEST_NOTE_MAX + 1)),
    `${link}${"x".repeat(5_000)}`,
  ];
  for (const text of strange) assert.equal(readPaymentRequest(text), undefined, text.slice(0, 200));
});
