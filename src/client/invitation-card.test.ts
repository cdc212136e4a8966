// Goal: a link says who invites to what in every script, and nothing else, however it was forged.
import assert from "node:assert/strict";
import { test } from "node:test";
import { toBase64Url } from "./base64url.ts";
import { readInvitationCard, writeInvitationCard } from "./invitation-card.ts";

const written = (value: unknown): string =>
  toBase64Url(new TextEncoder().encode(JSON.stringify(value)));

test("what is written on a card is read again, in every script", () => {
  for (const inviter of ["Mira Holm", "李梅", "ليلى", "Siobhán 👩‍🌾", "می‌خواهم"]) {
    const card = { inviter, community: "Our street", purpose: "Share tools, meals & lifts." };
    assert.deepEqual(readInvitationCard(writeInvitationCard(card)), card);
  }
});

test("what is too long is cut where it is written and where it is read", () => {
  const long = { inviter: "x".repeat(500), community: "y".repeat(500), purpose: "界".repeat(9000) };
  const text = writeInvitationCard(long);
  assert.ok(text.length < 2000, String(text.length));
  const read = readInvitationCard(text);
  assert.equal(read?.inviter.length, 80);
  assert.equal(read?.purpose.length, 160);
  assert.ok(read?.purpose.endsWith("…"));
  const forged = readInvitationCard(written(["x".repeat(500), "y", "z"]));
  assert.equal(forged?.inviter.length, 80);
});

test("a forged card turns no sentence around and breaks no line", () => {
  const card = readInvitationCard(
    written(["Mira\u202e\nadmin\u2066", "Our\u0000 street", "a\r\nb"]),
  );
  assert.deepEqual(card, { inviter: "Mira admin", community: "Our street", purpose: "a b" });
});

test("what is no card is left out", () => {
  for (const text of [
    "",
    "%%",
    "a".repeat(5000),
    written("Mira"),
    written(["Mira", "Our street"]),
    written(["Mira", "Our street", 7]),
    written(["Mira", "Our street", "x", "more"]),
    toBase64Url(new Uint8Array([0xff, 0xfe])),
  ]) {
    assert.equal(readInvitationCard(text), undefined, text.slice(0, 40));
  }
});
