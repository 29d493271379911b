import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

const QUESTION = "Tell me about yourself. What did you do?";
let spoken;
let voices;
let listeners;

globalThis.SpeechSynthesisUtterance = class {
  constructor(text) {
    this.text = text;
  }
};
globalThis.speechSynthesis = {
  getVoices: () => voices,
  addEventListener: (_, act) => listeners.add(act),
  removeEventListener: (_, act) => listeners.delete(act),
  speak: (utterance) => spoken.push(utterance),
  cancel: () => spoken.at(-1)?.onerror?.({ error: "canceled" }),
  resume() {},
};
const { VoicePlayer } = await import("../../static/js/players/voice.js");

const settled = () => new Promise((resolve) => setImmediate(resolve));

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
  spoken = [];
  listeners = new Set();
  voices = [{ lang: "en-GB" }];
});

async function player() {
  const made = new VoicePlayer({ language: "en" });
  const told = [];
  for (const name of ["connected", "speak_started", "speak_ended", "voiceless", "piece", "quiet"]) {
    made.addEventListener(name, () => told.push(name));
  }
  const connecting = made.connect();
  mock.timers.tick(1_000);
  await connecting;
  return [made, told];
}

test("a sentence after the other is said, and the end is told when the last one ends", async () => {
  const [made, told] = await player();
  made.speak(1, QUESTION);
  spoken[0].onstart();
  spoken[0].onend();
  await settled();
  spoken[1].onstart();
  assert.deepEqual(told, ["connected", "speak_started", "piece", "piece"]);
  spoken[1].onend();
  await settled();
  assert.deepEqual(told.slice(4), ["quiet", "speak_ended"]);
});

test("voices that come late are waited for", async () => {
  const arrived = voices;
  voices = [];
  const made = new VoicePlayer({ language: "en" });
  const told = [];
  made.addEventListener("voiceless", () => told.push("voiceless"));
  const connecting = made.connect();
  await settled();
  voices = arrived;
  listeners.forEach((act) => act());
  await connecting;
  assert.deepEqual(told, []);
});

test("without a voice it says so and the words are timed text", async () => {
  voices = [];
  const [made, told] = await player();
  made.speak(1, QUESTION);
  assert.deepEqual(told.filter((name) => name !== "quiet"), [
    "voiceless", "connected", "voiceless", "speak_started",
  ]);
  assert.equal(spoken.length, 0);
  made.interrupt();
});

test("a voice that fails at once loses nothing of the question", async () => {
  const [made, told] = await player();
  made.speak(1, QUESTION);
  spoken[0].onerror({ error: "synthesis-failed" });
  await settled();
  assert.deepEqual(told, ["connected", "quiet", "voiceless", "speak_started"]);
  made.interrupt();
  assert.equal(told.at(-1), "speak_ended");
});

test("a voice that never begins is given up after three seconds", async () => {
  const [made, told] = await player();
  made.speak(1, QUESTION);
  mock.timers.tick(3_000);
  await settled();
  assert.deepEqual(told.slice(1), ["quiet", "voiceless", "speak_started"]);
  made.interrupt();
});

test("a voice that begins and never ends is given up by the watchdog", async () => {
  const [made, told] = await player();
  made.speak(1, "Tell me.");
  spoken[0].onstart();
  mock.timers.tick(1.5 * (0.5 + 0.8) * 1_000 + 2_999);
  await settled();
  assert.equal(told.includes("voiceless"), false);
  mock.timers.tick(1);
  await settled();
  assert.ok(told.includes("voiceless"));
  made.interrupt();
});

test("interrupted, it is silent at once and tells the end once", async () => {
  const [made, told] = await player();
  made.speak(1, QUESTION);
  spoken[0].onstart();
  made.interrupt();
  await settled();
  made.interrupt();
  assert.deepEqual(told.filter((name) => name === "speak_ended").length, 1);
  assert.equal(spoken.length, 1);
});
