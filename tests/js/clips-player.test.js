import assert from "node:assert/strict";
import { test } from "node:test";

import { ClipsPlayer } from "../../static/js/players/clips.js";

const settled = () => new Promise((resolve) => setImmediate(resolve));
const QUESTION = "Why?";

class FakeLive extends EventTarget {
  log = [];
  connect = async () => this.log.push("connect");
  unlock = () => this.log.push("unlock");
  speak = (id) => this.log.push(`speak ${id}`);
  interrupt = () => this.log.push("interrupt");
  stop = () => this.log.push("stop");
}

class FakeClip {
  unlock() {}
  play(what) {
    this.what = what;
    return new Promise((resolve) => (this.over = resolve));
  }
  stop() {
    this.over?.("stopped");
  }
}

function player({ waits = false } = {}) {
  const [live, clip] = [new FakeLive(), new FakeClip()];
  const made = new ClipsPlayer({ live, film: null, waits, clip });
  const told = [];
  for (const name of ["connected", "speak_started", "speak_ended", "filmed"]) {
    made.addEventListener(name, ({ detail }) => told.push([name, detail.isFilmed ?? detail.id]));
  }
  return { made, live, clip, told };
}

test("a filmed question is played, and nobody live says it", async () => {
  const { made, live, clip, told } = player();
  made.speak(1, QUESTION, { clip: "/clip/" });
  clip.what.began();
  clip.over("ended");
  await settled();
  assert.deepEqual(told, [
    ["filmed", true], ["speak_started", 1], ["filmed", false], ["speak_ended", 1],
  ]);
  assert.equal(live.log.includes("speak 1"), false);
});

test("what is not filmed is said live", () => {
  const { made, live } = player();
  made.speak(1, QUESTION);
  assert.equal(live.log.at(-1), "speak 1");
});

test("a clip that fails is said live, whole", async () => {
  const { made, live, clip } = player();
  made.speak(1, QUESTION, { clip: "/clip/" });
  clip.over("failed");
  await settled();
  assert.equal(live.log.at(-1), "speak 1");
});

test("interrupted, the clip is gone at once and its end is told once", async () => {
  const { made, clip, told } = player();
  made.speak(1, QUESTION, { clip: "/clip/" });
  clip.what.began();
  made.interrupt();
  made.interrupt();
  await settled();
  assert.deepEqual(told.slice(-2), [["filmed", false], ["speak_ended", 1]]);
});

test("where everything is filmed nobody is called before there is something else to say", async () => {
  const { made, live, told } = player({ waits: true });
  await made.connect();
  assert.deepEqual(told, [["connected", undefined]]);
  assert.deepEqual(live.log, []);
  made.speak(1, QUESTION);
  await made.connect();
  assert.ok(live.log.includes("connect"));
});

test("nobody is called for an aside that is not filmed", () => {
  const { made, live, told } = player({ waits: true });
  made.speak(0, "Hm.", { isAside: true });
  assert.deepEqual(told, [["speak_ended", 0]]);
  assert.equal(live.log.includes("speak 0"), false);
});

test("where not, the live interviewer is called at once", async () => {
  const { made, live } = player();
  await made.connect();
  assert.deepEqual(live.log, ["connect"]);
});
