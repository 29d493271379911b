import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

import { Recogniser } from "../../static/js/lib/recogniser.js";

let engines;
let recogniser;
let told;

class FakeRecognition {
  constructor() {
    engines.push(this);
  }
  start() {}
  stop() {}
  abort() {}
  hear(...results) {
    const as = ([transcript, isFinal]) => Object.assign([{ transcript }], { isFinal });
    this.onresult({ resultIndex: 0, results: results.map(as) });
  }
}

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  engines = [];
  told = [];
  recogniser = new Recogniser("en-GB", FakeRecognition);
  for (const name of ["interim", "final", "failed"]) {
    recogniser.addEventListener(name, ({ detail }) => told.push([name, detail]));
  }
});

test("it listens in the interview's language and tells interim words", () => {
  recogniser.start();
  assert.equal(engines[0].lang, "en-GB");
  assert.ok(engines[0].interimResults && engines[0].continuous);
  engines[0].hear([" I was ", false], ["there", false]);
  assert.deepEqual(told, [["interim", "I was there"]]);
});

test("settled words are told once and are interim no more", () => {
  recogniser.start();
  engines[0].hear(["I was there", true]);
  assert.deepEqual(told, [["final", "I was there"], ["interim", ""]]);
});

test("when the browser ends it while somebody talks, it begins again and keeps the words", () => {
  recogniser.start();
  engines[0].hear(["I was", false]);
  engines[0].onend();
  assert.equal(engines.length, 2);
  assert.deepEqual(told.slice(1), [["final", "I was"], ["interim", ""]]);
});

test("after stop it waits for the last words", async () => {
  recogniser.start();
  const stopped = recogniser.stop();
  engines[0].hear(["the end", true]);
  engines[0].onend();
  await stopped;
  assert.deepEqual(told, [["final", "the end"], ["interim", ""]]);
  assert.equal(engines.length, 1);
});

test("interim words stay when the final ones never come", async () => {
  recogniser.start();
  engines[0].hear(["nearly", false]);
  const stopped = recogniser.stop();
  mock.timers.tick(1_500);
  await stopped;
  assert.deepEqual(told.slice(1), [["final", "nearly"], ["interim", ""]]);
});

test("a pause is no failure", () => {
  recogniser.start();
  engines[0].onerror({ error: "no-speech" });
  engines[0].onend();
  assert.deepEqual(told, []);
  assert.equal(engines.length, 2);
});

test("a refusal is told once, and it is not tried again", () => {
  recogniser.start();
  engines[0].onerror({ error: "not-allowed" });
  engines[0].onend();
  recogniser.start();
  assert.deepEqual(told, [["failed", "not-allowed"]]);
  assert.equal(engines.length, 1);
});

test("an engine that ends at once for ever is given up", () => {
  recogniser.start();
  for (let end = 0; end < 60 && told.length === 0; end += 1) engines.at(-1).onend();
  assert.deepEqual(told, [["failed", "no use"]]);
});
