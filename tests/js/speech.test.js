import assert from "node:assert/strict";
import { test } from "node:test";

import { mouthFor, shapeAt } from "../../static/js/lib/mouth.js";
import { piecesOf } from "../../static/js/lib/pieces.js";
import { expectedSeconds, watchdogSeconds } from "../../static/js/lib/speech-time.js";
import { pageAt, subtitlePages } from "../../static/js/lib/subtitles.js";
import { bestVoice } from "../../static/js/lib/voices.js";

const QUESTION =
  "Tell me about a time you helped someone get what they needed, such as a customer, a neighbour " +
  "or another student. What did you do for them?";

test("twenty-five words take ten seconds and a breath", () => {
  assert.equal(expectedSeconds("word ".repeat(25)), 10.5);
});

test("the watchdog gives a slow voice half as long again and three seconds", () => {
  assert.equal(watchdogSeconds("word ".repeat(25)), 1.5 * 10.5 + 3);
});

test("pieces end with sentences and together are the text", () => {
  const pieces = piecesOf(QUESTION);
  assert.deepEqual(pieces.map(({ text }) => text.slice(-9)), ["student. ", "for them?"]);
  assert.equal(pieces.map(({ text }) => text).join(""), QUESTION);
  assert.equal(QUESTION.slice(pieces[1].start), pieces[1].text);
});

test("no piece is longer than a voice can say in one go", () => {
  for (const text of ["comma, ".repeat(90), "word ".repeat(200), "x".repeat(900)]) {
    const pieces = piecesOf(text);
    assert.ok(pieces.every((piece) => piece.text.length <= 200));
    assert.equal(pieces.map((piece) => piece.text).join(""), text);
  }
});

test("a text without a full stop, and none at all, are said too", () => {
  assert.deepEqual(piecesOf("Hello"), [{ start: 0, text: "Hello" }]);
  assert.deepEqual(piecesOf(""), []);
});

test("subtitles are two lines of at most 37 characters with every word in them", () => {
  const pages = subtitlePages(QUESTION);
  assert.ok(pages.every(({ lines }) => lines.length <= 2));
  assert.ok(pages.flatMap(({ lines }) => lines).every((line) => line.length <= 37));
  assert.equal(pages.flatMap(({ lines }) => lines).join(" "), QUESTION);
});

test("the page that is up is the one being spoken", () => {
  const pages = subtitlePages(QUESTION);
  assert.equal(pageAt(pages, 0), pages[0]);
  assert.equal(pageAt(pages, pages[1].start), pages[1]);
  assert.equal(pageAt(pages, 9_999), pages.at(-1));
  assert.equal(pageAt([], 3), undefined);
});

test("the mouth opens for vowels, rounds for o, closes for m and at the end", () => {
  assert.deepEqual(mouthFor("mo", 1).map(({ shape }) => shape), ["rest", "round", "rest"]);
  assert.deepEqual(mouthFor("a", 1).map(({ shape }) => shape), ["open", "rest"]);
});

test("the mouth's moments rise and end with the speech", () => {
  const moments = mouthFor(QUESTION, 11.3);
  assert.ok(moments.every(({ at }, index) => !index || at >= moments[index - 1].at));
  assert.ok(moments.at(-1).at <= 11.3);
  assert.equal(shapeAt(moments, 60), "rest");
});

test("a mouth without words rests", () => {
  assert.deepEqual(mouthFor("", 1), [{ at: 1, shape: "rest" }]);
  assert.equal(shapeAt([], 1), "rest");
});

test("a voice is chosen by language, never the first one there is", () => {
  const voice = (lang, isDefault = false) => ({ lang, default: isDefault });
  const voices = [voice("af-ZA", true), voice("en_US"), voice("en-GB")];
  assert.equal(bestVoice(voices, "en-GB").lang, "en-GB");
  assert.equal(bestVoice(voices, "en").lang, "en_US");
  assert.equal(bestVoice(voices, "de"), null);
});

test("of several voices the one named like the interviewer speaks", () => {
  const voices = [
    { name: "Daniel", lang: "en-GB", default: true },
    { name: "Google UK English Female", lang: "en-GB" },
    { name: "Anna", lang: "de-DE" },
  ];
  assert.equal(bestVoice(voices, "en", "female"), voices[1]);
  assert.equal(bestVoice(voices, "en-GB", "male"), voices[0]);
  assert.equal(bestVoice(voices, "de", "male"), voices[2]);
  assert.equal(bestVoice(voices, "en"), voices[0]);
});
