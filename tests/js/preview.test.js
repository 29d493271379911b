import assert from "node:assert/strict";
import { test } from "node:test";

import { Preview } from "../../static/js/lib/preview.js";
import { SamplePlayer } from "../../static/js/players/sample.js";

const settled = () => new Promise((resolve) => setImmediate(resolve));
let states; // of the preview made last

class FakePlayer extends EventTarget {
  done = [];
  unlock() {
    this.done.push("unlock");
  }
  async connect() {
    if (this.isVoiceless) this.tell("voiceless");
  }
  speak(id, text, { audio }) {
    this.done.push(`speak ${text} ${audio}`.trim());
    if (this.isVoiceless && !audio) this.tell("voiceless");
    this.tell("speak_started", { id });
  }
  interrupt() {
    this.done.push("interrupt");
    this.tell("speak_ended");
  }
  tell(name, detail = {}) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

function preview({ audio = "", player = new FakePlayer() } = {}) {
  const mine = (states = []);
  const show = (state) => mine.push(state);
  return [new Preview({ player, text: audio ? "" : "Hello.", audio, show }), player];
}

test("a press lets it speak, within the press, until it ends", async () => {
  const [made, player] = preview();
  made.press();
  assert.deepEqual(player.done, ["unlock"]);
  await settled();
  player.tell("speak_ended");
  assert.deepEqual(player.done, ["unlock", "speak Hello."]);
  assert.deepEqual(states, ["coming", "speaking", "quiet"]);
});

test("a second press silences it", async () => {
  const [made, player] = preview();
  made.press();
  await settled();
  made.press();
  assert.equal(player.done.at(-1), "interrupt");
  assert.equal(states.at(-1), "quiet");
});

test("a press before the voice is found silences it, too", async () => {
  const [made, player] = preview();
  made.press();
  made.press();
  await settled();
  assert.equal(player.done.some((done) => done.startsWith("speak")), false);
  assert.equal(states.at(-1), "quiet");
});

test("a browser without a voice says so, and does not go on in silence", async () => {
  const player = Object.assign(new FakePlayer(), { isVoiceless: true });
  const [made] = preview({ player });
  made.press();
  await settled();
  assert.equal(states.at(-1), "silent");
  assert.equal(player.done.at(-1), "interrupt");
});

test("a browser without a voice still plays what the server has spoken", async () => {
  const player = Object.assign(new FakePlayer(), { isVoiceless: true });
  const [made] = preview({ player, audio: "/ruth.mp3" });
  made.press();
  await settled();
  assert.deepEqual(states, ["coming", "speaking"]);
});

test("one is heard at a time", async () => {
  const [first, quiet] = preview();
  const [second] = preview();
  first.press();
  await settled();
  second.press();
  assert.equal(quiet.done.at(-1), "interrupt");
});

globalThis.fetch = async (address) =>
  address === "/gone.mp3" ? new Response("", { status: 404 }) : new Response(new Blob(["ID3"]));
const heardAll = async () => {
  for (let turn = 0; turn < 5; turn += 1) await settled();
};

test("a sample that cannot be played is told, and nothing is said instead", async () => {
  const audio = new EventTarget();
  Object.assign(audio, { src: "", play: async () => {}, pause() {} });
  const [made] = preview({ audio: "/gone.mp3", player: new SamplePlayer(audio) });
  made.press();
  await heardAll();
  assert.deepEqual(states, ["coming", "silent"]);
});

test("a sample is heard until its end", async () => {
  const audio = new EventTarget();
  Object.assign(audio, { src: "", play: async () => {}, pause() {} });
  const [made] = preview({ audio: "/sample.mp3", player: new SamplePlayer(audio) });
  made.press();
  await heardAll();
  audio.dispatchEvent(new Event("ended"));
  assert.deepEqual(states, ["coming", "speaking", "quiet"]);
});
