import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

import { Recording } from "../../static/js/lib/recording.js";

let line;
let microphone;
let recording;
let store;
let told;

class FakeLine {
  isOpen = true;
  sent = [];
  restarts = 0;
  send(type) {
    if (this.isOpen) this.sent.push(type);
    return this.isOpen;
  }
  sendAudio(message) {
    const start = new DataView(message).getUint32(0, true);
    this.sent.push([start, start + (message.byteLength - 4) / 2]);
    return true;
  }
  restart() {
    this.restarts += 1;
    this.isOpen = false;
  }
}

class FakeMicrophone extends EventTarget {
  rest = 0; // samples that come with the flush
  start() {}
  async stop() {
    if (this.rest) this.hear(this.rest);
  }
  hear(count) {
    this.dispatchEvent(new CustomEvent("samples", { detail: new Int16Array(count) }));
  }
}

class FakeStore {
  kept = []; // [attempt, start, end]
  left = [];
  load = async () => this.left;
  add(attempt, frame) {
    this.kept.push([attempt, frame.start, frame.start + frame.samples.length]);
  }
  replace(attempt, frames) {
    this.kept = [];
    for (const frame of frames) this.add(attempt, frame);
  }
}

const room = (phase, attempt, have, joins = false) => ({ phase, attempt, have, joins });

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  line = new FakeLine();
  microphone = new FakeMicrophone();
  store = new FakeStore();
  recording = new Recording(line, microphone, store);
  told = [];
  for (const name of ["full", "stopped", "refused"]) {
    recording.addEventListener(name, () => told.push(name));
  }
});

function talking() {
  recording.start();
  recording.show(room("recording", "one", 0));
}

async function afterReload(...left) {
  store.left = left.map(([attempt, start, end]) => {
    return { attempt, start, samples: new Int16Array(end - start) };
  });
  await recording.load();
}

function cutAndBack(phase, attempt, have) {
  line.isOpen = false;
  return () => {
    line.isOpen = true;
    line.sent = [];
    recording.show(room(phase, attempt, have, true));
  };
}

test("samples wait for the attempt's name and then go in order", () => {
  recording.start();
  microphone.hear(100);
  assert.deepEqual(line.sent, ["talk"]);
  recording.show(room("recording", "one", 0));
  microphone.hear(100);
  assert.deepEqual(line.sent, ["talk", [0, 100], [100, 200]]);
});

test("the last, shorter frame goes before the release", async () => {
  talking();
  microphone.rest = 30;
  await recording.stop();
  assert.deepEqual(line.sent, ["talk", [0, 30], "release"]);
});

test("the count goes on over several presses in one attempt", async () => {
  talking();
  microphone.hear(100);
  await recording.stop();
  recording.start();
  microphone.hear(50);
  assert.deepEqual(line.sent.at(-1), [100, 150]);
  assert.equal(recording.samples, 150);
});

test("what the microphone hears between presses is not kept", async () => {
  talking();
  await recording.stop();
  microphone.hear(100);
  assert.equal(recording.samples, 0);
});

test("after a cut everything is sent again from what the server has", () => {
  talking();
  microphone.hear(100);
  const back = cutAndBack("listening", "one", 60);
  microphone.hear(100);
  back();
  assert.deepEqual(line.sent, ["talk", [60, 200]]);
});

test("what was said while the line was cut arrives although the button is up again", async () => {
  const back = cutAndBack("listening", "", 0);
  recording.start();
  microphone.hear(100);
  await recording.stop();
  back();
  assert.deepEqual(line.sent, ["talk", "release"]);
  recording.show(room("recording", "one", 0));
  assert.deepEqual(line.sent.at(-1), [0, 100]);
});

test("a tail that is missing after the release needs no new press", async () => {
  talking();
  microphone.hear(100);
  const back = cutAndBack("listening", "one", 40);
  await recording.stop();
  back();
  assert.deepEqual(line.sent, [[40, 100]]);
});

test("another attempt's samples are forgotten", () => {
  talking();
  microphone.hear(100);
  recording.show(room("listening", "two", 0));
  assert.equal(recording.samples, 0);
});

test("after a reload the count starts where the server's ends", () => {
  recording.show(room("listening", "one", 3_200, true));
  recording.start();
  microphone.hear(10);
  assert.deepEqual(line.sent, ["talk", [3_200, 3_210]]);
});

test("a number of samples that does not grow asks for them again", () => {
  talking();
  microphone.hear(100);
  recording.acknowledge(60);
  recording.acknowledge(60);
  assert.deepEqual(line.sent.at(-1), [60, 100]);
});

test("a line without acknowledgements is given up after five seconds", () => {
  talking();
  microphone.hear(100);
  mock.timers.tick(4_999);
  assert.equal(line.restarts, 0);
  mock.timers.tick(1);
  assert.equal(line.restarts, 1);
});

test("acknowledged samples are awaited no longer", () => {
  talking();
  microphone.hear(100);
  recording.acknowledge(100);
  mock.timers.tick(60_000);
  assert.equal(line.restarts, 0);
  assert.equal(recording.isAtRisk, false);
});

test("a server that shows the floor as taken away ends the recording", () => {
  talking();
  microphone.hear(100);
  recording.acknowledge(40);
  recording.show(room("listening", "one", 40));
  assert.deepEqual(told, ["stopped"]);
  assert.equal(recording.samples, 40);
});

test("news from before the press does not end the recording", () => {
  recording.start();
  recording.show(room("listening", "", 0));
  assert.equal(recording.isOn, true);
  assert.deepEqual(told, []);
});

test("a recording that the server never takes is given up, not tried for ever", () => {
  recording.start();
  microphone.hear(100);
  for (let time = 0; time < 4; time += 1) {
    mock.timers.tick(5_000);
    line.isOpen = true;
  }
  assert.deepEqual(told, ["stopped", "refused"]);
  assert.equal(recording.samples, 0);
});

test("a long backlog is sent as fast as it is taken, not all at once", () => {
  talking();
  microphone.hear(1_000_000);
  const sent = () => line.sent.at(-1)[1];
  assert.equal(sent(), 512_000);
  recording.acknowledge(400_000);
  assert.equal(sent(), 896_000);
  recording.acknowledge(800_000);
  assert.equal(sent(), 1_000_000);
});

test("a stored answer is forgotten", () => {
  talking();
  microphone.hear(100);
  recording.saved("another");
  assert.equal(recording.samples, 100);
  recording.saved("one");
  assert.equal(recording.samples, 0);
});

test("it says when no more fits", () => {
  recording.show(room("listening", "one", 500 * 16_000 - 10, true));
  recording.start();
  microphone.hear(10);
  assert.deepEqual(told, ["full"]);
});

test("every sample is in the store as soon as the attempt has a name", () => {
  recording.start();
  microphone.hear(100);
  assert.deepEqual(store.kept, []);
  recording.show(room("recording", "one", 0));
  microphone.hear(50);
  assert.deepEqual(store.kept, [["one", 0, 100], ["one", 100, 150]]);
});

test("the store is emptied when the answer is stored, and on record again", () => {
  talking();
  microphone.hear(100);
  recording.saved("one");
  assert.deepEqual(store.kept, []);
  talking();
  microphone.hear(100);
  recording.forget();
  assert.deepEqual(store.kept, []);
});

test("the store keeps no more than the recording when the floor is taken away", () => {
  talking();
  microphone.hear(100);
  recording.acknowledge(40);
  recording.show(room("listening", "one", 40));
  assert.deepEqual(store.kept, [["one", 0, 40]]);
});

test("after a crash the rest goes out from what the server has", async () => {
  await afterReload(["one", 0, 100], ["one", 100, 200]);
  recording.show(room("listening", "one", 60, true));
  assert.deepEqual(line.sent, [[60, 200]]);
  assert.deepEqual(store.kept, [["one", 0, 100], ["one", 100, 200]]);
});

test("after a crash of both sides the whole answer goes out, as a press would send it", async () => {
  await afterReload(["one", 0, 100]);
  recording.show(room("listening", "one", 0, true));
  assert.deepEqual(line.sent, ["talk", [0, 100], "release"]);
});

test("after a crash what is said next comes after what was kept", async () => {
  await afterReload(["one", 0, 100]);
  recording.show(room("listening", "one", 100, true));
  recording.start();
  microphone.hear(10);
  assert.deepEqual(line.sent, ["talk", [100, 110]]);
});

test("what was said before the line came back comes after what was kept", async () => {
  await afterReload(["one", 0, 100]);
  line.isOpen = false;
  recording.start();
  microphone.hear(10);
  line.isOpen = true;
  recording.show(room("listening", "one", 40, true));
  assert.deepEqual(line.sent, ["talk", [40, 110]]);
});

test("what was kept of another attempt is erased", async () => {
  await afterReload(["one", 0, 100]);
  recording.show(room("listening", "two", 0, true));
  assert.equal(recording.samples, 0);
  assert.deepEqual(store.kept, []);
});

test("what was kept after a hole is of no use, and the server's count goes on", async () => {
  await afterReload(["one", 500, 600]);
  recording.show(room("listening", "one", 400, true));
  assert.equal(recording.samples, 400);
  assert.deepEqual(line.sent, []);
});

test("an answer that arrived another way is not sent again, but its length is still told", () => {
  talking();
  microphone.hear(100);
  const back = cutAndBack("listening", "one", 0);
  recording.isOn = false;
  recording.arrived();
  back();
  mock.timers.tick(60_000);
  assert.deepEqual(line.sent, []);
  assert.equal(line.restarts, 0);
  assert.equal(recording.isAtRisk, false);
  assert.equal(recording.samples, 100);
});

test("a server that still takes an answer that arrived another way gets its rest", () => {
  talking();
  microphone.hear(100);
  const back = cutAndBack("listening", "one", 40);
  recording.isOn = false;
  recording.arrived();
  back();
  assert.deepEqual(line.sent, [[40, 100]]);
});
