import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

const QUESTION = "Tell me about yourself. What did you do? And then?";
let spoken;
let voices;

globalThis.SpeechSynthesisUtterance = class {
  constructor(text) {
    this.text = text;
  }
};
globalThis.speechSynthesis = {
  getVoices: () => voices,
  addEventListener() {},
  removeEventListener() {},
  speak: (utterance) => spoken.push(utterance),
  cancel() {},
  resume() {},
};
const { SpokenPlayer } = await import("../../static/js/players/spoken.js");

const settled = () => new Promise((resolve) => setImmediate(resolve));

class FakeClip {
  level = 0.5;
  unlock() {}
  secondsOf = () => 4;
  play(what) {
    this.what = what;
    return new Promise((resolve) => (this.over = resolve));
  }
  stop() {
    this.over?.("stopped");
  }
}

beforeEach(() => {
  spoken = [];
  voices = [{ lang: "en-GB" }];
});

const TOLD = ["speak_started", "speak_ended", "voiced", "voiceless", "piece", "quiet"];

async function player() {
  const clip = new FakeClip();
  const made = new SpokenPlayer({ language: "en", clip });
  await made.connect();
  const told = [];
  for (const name of TOLD) made.addEventListener(name, () => told.push(name));
  return { made, clip, told };
}

test("a question that comes with a clip is played, not said by the browser", async () => {
  const { made, clip, told } = await player();
  made.speak(1, QUESTION, { audio: "/speech/" });
  assert.equal(clip.what.url, "/speech/");
  clip.what.began();
  clip.over("ended");
  await settled();
  assert.deepEqual(told, ["voiced", "speak_started", "piece", "quiet", "speak_ended"]);
  assert.deepEqual(spoken, []);
});

test("the mouth is told how loud the clip is and how long it lasts", async () => {
  const { made, clip } = await player();
  let piece;
  made.addEventListener("piece", ({ detail }) => (piece = detail));
  made.speak(1, QUESTION, { audio: "/speech/" });
  clip.what.began();
  assert.equal(piece.seconds, 4);
  assert.equal(piece.level(), 0.5);
});

test("without a clip the browser's voice says it", async () => {
  const { made, clip } = await player();
  made.speak(1, QUESTION);
  assert.equal(clip.what, undefined);
  assert.equal(spoken[0].text, "Tell me about yourself. ");
});

test("a clip that fails at once loses nothing of the question", async () => {
  const { made, clip } = await player();
  made.speak(1, QUESTION, { audio: "/speech/" });
  clip.over("failed");
  await settled();
  assert.equal(spoken[0].text, "Tell me about yourself. ");
});

test("a clip that breaks off is followed by the browser's voice, from the same sentence", async () => {
  const { made, clip } = await player();
  made.speak(1, QUESTION, { audio: "/speech/" });
  clip.what.began();
  clip.what.said(30);
  clip.over("stuck");
  await settled();
  assert.equal(spoken[0].text, "What did you do? ");
});

test("with neither clip nor voice the words are timed text, and that is said", async () => {
  voices = [];
  const { made, clip, told } = await player();
  made.speak(1, QUESTION, { audio: "/speech/" });
  clip.over("failed");
  await settled();
  assert.ok(told.indexOf("voiceless") > told.indexOf("voiced"));
  assert.ok(told.includes("speak_started"));
  made.interrupt();
});

test("while a clip plays, a browser without a voice is not said to be without one", async () => {
  voices = [];
  const { made, clip, told } = await player();
  made.speak(1, QUESTION, { audio: "/speech/" });
  clip.what.began();
  await made.connect();
  assert.equal(told.includes("voiceless"), false);
  made.interrupt();
});

test("interrupted, the clip stops at once and the end is told once", async () => {
  const { made, clip, told } = await player();
  made.speak(1, QUESTION, { audio: "/speech/" });
  clip.what.began();
  made.interrupt();
  made.interrupt();
  await settled();
  assert.deepEqual(told.slice(-2), ["quiet", "speak_ended"]);
  assert.equal(told.filter((name) => name === "speak_ended").length, 1);
  assert.deepEqual(spoken, []);
});

test("the same question asked again is played again", async () => {
  const { made, clip, told } = await player();
  made.speak(1, QUESTION, { audio: "/speech/" });
  const first = clip.over;
  made.speak(1, QUESTION, { audio: "/speech/" });
  assert.notEqual(clip.over, first);
  clip.what.began();
  await settled();
  assert.deepEqual(told.slice(-2), ["speak_started", "piece"]);
  assert.deepEqual(spoken, []);
  made.interrupt();
});
