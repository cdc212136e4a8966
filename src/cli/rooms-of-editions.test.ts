// Goal: a program with a later edition can do and read what the edition in force knows, and the other way round.
import assert from "node:assert/strict";
import { test } from "node:test";
import { folkmootLaw } from "../protocol/rooms.ts";
import { lawWithNext } from "../protocol/testing/next-edition.ts";
import { roomsOfEditions } from "./rooms-of-editions.ts";

test("what has ended and what is to come are both there, each once", () => {
  const records = roomsOfEditions(lawWithNext()).find(({ name }) => name === "records");
  const types = records?.actions.map(({ type }) => type) ?? [];
  for (const type of ["records/set-profile", "records/describe", "records/publish"]) {
    assert.equal(types.filter((each) => each === type).length, 1, type);
  }
  const views = records?.views.map(({ name }) => name) ?? [];
  for (const name of ["records/profiles", "records/dated-profile"]) assert.ok(views.includes(name));
});

test("with one edition they are its rooms", () => {
  assert.deepEqual(
    roomsOfEditions(folkmootLaw).map(({ name, actions }) => [name, actions]),
    folkmootLaw.rooms.map(({ name, actions }) => [name, actions]),
  );
});
