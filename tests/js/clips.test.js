import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

import { Clip } from "../../static/js/lib/clip.js";
import { levelAt, levelsOfSamples } from "../../static/js/lib/loudness.js";
import { shapeFor } from "../../static/js/lib/mouth.js";
import { silentSound } from "../../static/js/lib/silent-sound.js";

const TEXT = "Tell me about yourself.";
let audio;
let answer;
let told;

class FakeAudio extends EventTarget {
  src = "";
  currentTime = 0;
  duration = 2;
  paused = true;
  refuses = null;
  async play() {
    if (this.refuses) throw this.refuses;
    this.paused = false;
  }
  pause() {
    this.paused = true;
  }
}

globalThis.fetch = (_, { signal }) =>
  new Promise((resolve, refuse) => {
    signal.addEventListener("abort", () => refuse(signal.reason));
    answer = resolve;
  });

const settled = () => new Promise((resolve) => setImmediate(resolve));
const arrives = async (response = new Response(new Blob(["mp3"]))) => {
  answer(response);
  for (let turn = 0; turn < 5; turn += 1) await settled();
};

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
  audio = new FakeAudio();
  told = [];
});

function playing(clip = new Clip(audio)) {
  const outcome = clip.play({
    url: "/speech/",
    text: TEXT,
    began: () => told.push("began"),
    said: (place) => told.push(place),
  });
  return [outcome, clip];
}

test("a clip is played and tells how far in the text it is", async () => {
  const [outcome] = playing();
  await arrives();
  audio.currentTime = 1;
  mock.timers.tick(100);
  assert.deepEqual(told, ["began", Math.floor(TEXT.length / 2)]);
  audio.dispatchEvent(new Event("ended"));
  assert.equal(await outcome, "ended");
});

test("a server without a clip is a failure before anything is heard", async () => {
  const [outcome] = playing();
  await arrives(new Response("", { status: 503 }));
  assert.equal(await outcome, "failed");
  assert.deepEqual(told, []);
});

test("a clip that does not begin within five seconds is given up", async () => {
  const [outcome] = playing();
  mock.timers.tick(5_000);
  assert.equal(await outcome, "failed");
  await settled();
  assert.equal(audio.paused, true);
});

test("a browser that plays nothing unasked is a failure", async () => {
  audio.refuses = new Error("NotAllowedError");
  const [outcome] = playing();
  await arrives();
  assert.equal(await outcome, "failed");
});

test("a clip that never ends is given up by the watchdog", async () => {
  const [outcome] = playing();
  await arrives();
  mock.timers.tick(1.5 * (0.5 + 1.6) * 1_000 + 3_000);
  assert.equal(await outcome, "stuck");
  assert.equal(audio.paused, true);
});

test("stopped, it is silent at once, also while it is still coming", async () => {
  const [outcome, clip] = playing();
  await arrives();
  clip.stop();
  assert.equal(audio.paused, true);
  assert.equal(await outcome, "stopped");
  const [second] = playing(clip);
  clip.stop();
  assert.equal(await second, "stopped");
});

test("the next clip ends the one before", async () => {
  const [first, clip] = playing();
  const [second] = playing(clip);
  assert.equal(await first, "stopped");
  await arrives();
  audio.dispatchEvent(new Event("ended"));
  assert.equal(await second, "ended");
});

test("loudness is measured window by window, next to the loudest", () => {
  const samples = Float32Array.from({ length: 1_920 }, (_, index) => (index < 640 ? 0 : index < 1_280 ? 0.1 : 0.2));
  const levels = levelsOfSamples(samples);
  assert.deepEqual([...levels].map((level) => level.toFixed(1)), ["0.0", "0.5", "1.0"]);
  assert.equal(levelAt(levels, 0.05).toFixed(1), "0.5");
  assert.equal(levelAt(levels, 99), 0);
});

test("silence is no division by nothing", () => {
  assert.deepEqual([...levelsOfSamples(new Float32Array(700))], [0, 0]);
});

test("the mouth opens with the loudness and closes in silence", () => {
  assert.deepEqual([0, 0.2, 0.5, 1].map(shapeFor), ["rest", "small", "wide", "open"]);
});

test("the sound that unlocks is a whole WAV", async () => {
  const bytes = new DataView(await silentSound().arrayBuffer());
  assert.equal(bytes.byteLength, 844);
  assert.equal(bytes.getUint32(4, true), bytes.byteLength - 8);
  assert.equal(bytes.getUint32(40, true), 800);
});
