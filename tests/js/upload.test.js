import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

import { TakeAudio } from "../../static/js/lib/take-audio.js";
import { Upload } from "../../static/js/lib/upload.js";

const ATTEMPT = "3f2b8a52-0c5e-4b52-9d0a-7a5c0f3f9b11";
let line;
let room;
let upload;
let asked;
let answer;
let notices;
let now;

globalThis.document = { querySelector: () => ({ content: "secret" }) };
globalThis.fetch = async (address, options) => {
  asked.push([address, options.body.size]);
  return answer();
};
const settled = async () => {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

class FakeLine extends EventTarget {
  link = "lost";
  get isOpen() {
    return this.link === "open";
  }
  opens() {
    this.link = "open";
    this.dispatchEvent(new CustomEvent("link", { detail: "open" }));
  }
}

beforeEach(() => {
  mock.reset();
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  now = 0;
  mock.method(performance, "now", () => now);
  asked = [];
  notices = [];
  answer = () => Response.json({ saved: true });
  line = new FakeLine();
  const take = new TakeAudio(ATTEMPT);
  take.add(new Int16Array(100));
  room = {
    line,
    dataset: { upload: "/recordings/00000000-0000-0000-0000-000000000000/upload/" },
    spoken: { recording: { take, arrived: () => (take.isStored = true) } },
    handIn: { isWaiting: true },
    notify: (text) => notices.push(text),
  };
  upload = new Upload(room);
});

async function passes(milliseconds) {
  for (let passed = 0; passed < milliseconds; passed += 500) {
    now += 500;
    mock.timers.tick(500);
    await settled();
  }
}

test("two and a half seconds after Finish, a cut line is not waited for any longer", async () => {
  upload.expect();
  await passes(2_000);
  assert.deepEqual(asked, []);
  await passes(500);
  assert.deepEqual(asked, [[`/recordings/${ATTEMPT}/upload/`, 200]]);
  assert.equal(room.spoken.recording.take.isStored, true);
  assert.equal(notices.length, 1);
});

test("a line that is open and talks is waited for", async () => {
  line.link = "open";
  upload.expect();
  for (let time = 0; time < 10; time += 1) {
    await passes(2_000);
    line.dispatchEvent(new Event("message"));
  }
  assert.deepEqual(asked, []);
});

test("a line that is open and silent for five seconds is not", async () => {
  line.link = "open";
  upload.expect();
  await passes(4_500);
  assert.deepEqual(asked, []);
  await passes(500);
  assert.equal(asked.length, 1);
  assert.deepEqual(notices, [], "the line is not cut, so nothing is said of it");
});

test("an answer that is saved in time is not given twice", async () => {
  upload.expect();
  await passes(2_000);
  upload.settle();
  await passes(10_000);
  assert.deepEqual(asked, []);
});

test("a line that is back goes first, and what was said about the cut is taken back", async () => {
  answer = () => new Response("", { status: 503 });
  upload.expect();
  await passes(2_500);
  assert.equal(asked.length, 1);
  line.opens();
  line.dispatchEvent(new Event("message"));
  await passes(3_000);
  assert.equal(asked.length, 1);
});

test("an answer of which a part is missing here is left to the line", async () => {
  room.spoken.recording.take = new TakeAudio(ATTEMPT, 50);
  room.spoken.recording.take.add(new Int16Array(100));
  upload.expect();
  await passes(10_000);
  assert.deepEqual(asked, []);
});

test("an answer that another tab holds now is not given from here", async () => {
  line.link = "elsewhere";
  upload.expect();
  await passes(10_000);
  assert.deepEqual(asked, []);
});

test("a refusal is said plainly and not repeated", async () => {
  answer = () => new Response("", { status: 403 });
  upload.expect();
  await passes(20_000);
  assert.equal(asked.length, 1);
  assert.match(notices[0], /kept in this page/u);
});
