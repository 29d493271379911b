import assert from "node:assert/strict";
import { test } from "node:test";

import { withWordReplaced, wordAt } from "../../static/js/lib/word-places.js";

const SHOWN = "I found the form and I signed the form there".split(" ");
const TEXT = SHOWN.join(" ");

test("the word being said is the last that has begun, and none before the first", () => {
  const starts = [0.5, 1, 4];
  assert.equal(wordAt(starts, 0.4), -1);
  assert.equal(wordAt(starts, 0.5), 0);
  assert.equal(wordAt(starts, 3.9), 1);
  assert.equal(wordAt(starts, 99), 2);
});

test("of a word that comes twice the one that was meant is replaced", () => {
  assert.equal(
    withWordReplaced(TEXT, SHOWN, 8, "card"),
    "I found the form and I signed the card there",
  );
});

test("the word is found although words before it were changed", () => {
  const changed = `Well, to begin with, ${TEXT}`;
  assert.equal(withWordReplaced(changed, SHOWN, 8, "card"), `${changed.slice(0, -10)}card there`);
});

test("line breaks and spaces stay as they are", () => {
  assert.equal(withWordReplaced("one\n\n two  three", ["one", "two", "three"], 1, "2"), "one\n\n 2  three");
});

test("a word that was taken out is not put in again", () => {
  assert.equal(withWordReplaced("I found it", SHOWN, 3, "farm"), null);
});
