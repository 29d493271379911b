import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

import { ThinkingTime } from "../../static/js/lib/thinking-time.js";

let now;
let shown;
performance.now = () => now;

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setInterval"] });
  now = 0;
  shown = [];
});

const made = (seconds) => new ThinkingTime({ seconds, show: (left) => shown.push(left) });

function pass(seconds) {
  for (let step = 0; step < seconds * 4; step += 1) {
    now += 250;
    mock.timers.tick(250);
  }
}

test("it counts the seconds down and goes", () => {
  made(3).begin();
  pass(5);
  assert.deepEqual([...new Set(shown)], [3, 2, 1, null]);
});

test("it ends when it is asked to, and counts no further", () => {
  const time = made(30);
  time.begin();
  pass(1);
  time.end();
  pass(5);
  assert.equal(shown.at(-1), null);
  assert.equal(shown.filter((left) => left === null).length, 1);
});

test("a second question has all of it again", () => {
  const time = made(15);
  time.begin();
  pass(10);
  time.begin();
  assert.equal(shown.at(-1), 15);
});

test("a page that slept meanwhile shows the time that is really left", () => {
  made(30).begin();
  now = 20_000;
  mock.timers.tick(250);
  assert.equal(shown.at(-1), 10);
});
