import assert from "node:assert/strict";
import { test } from "node:test";

import { PushToTalk } from "../../static/js/lib/push-to-talk.js";

function pressed(mode, ...moves) {
  const push = new PushToTalk(mode);
  const told = [];
  for (const name of ["talk", "stop"]) push.addEventListener(name, () => told.push(name));
  for (const [move, now] of moves) push[move](now);
  return told;
}

test("held, it talks until it is let go", () => {
  assert.deepEqual(pressed("either", ["down", 0], ["up", 400]), ["talk", "stop"]);
});

test("pressed shortly, it talks until it is pressed again", () => {
  const once = [["down", 0], ["up", 399]];
  assert.deepEqual(pressed("either", ...once), ["talk"]);
  assert.deepEqual(pressed("either", ...once, ["down", 900], ["up", 950]), ["talk", "stop"]);
});

test("the second press ends it also when it is held", () => {
  const moves = [["down", 0], ["up", 100], ["down", 900], ["up", 5_000]];
  assert.deepEqual(pressed("either", ...moves), ["talk", "stop"]);
});

test("in toggle mode holding means nothing", () => {
  assert.deepEqual(pressed("toggle", ["down", 0]), []);
  assert.deepEqual(pressed("toggle", ["down", 0], ["up", 3_000]), ["talk"]);
});

test("in toggle mode a press that is lost changes nothing", () => {
  assert.deepEqual(pressed("toggle", ["down", 0], ["letGo", 10], ["up", 20]), []);
});

test("a lost pointer ends what was held", () => {
  assert.deepEqual(pressed("either", ["down", 0], ["letGo", 50], ["up", 60]), ["talk", "stop"]);
});

test("a lost focus leaves alone what was switched on", () => {
  assert.deepEqual(pressed("either", ["down", 0], ["up", 100], ["letGo", 500]), ["talk"]);
});

test("a repeated key is one press", () => {
  assert.deepEqual(pressed("either", ["down", 0], ["down", 30], ["up", 600]), ["talk", "stop"]);
});

test("a press without length toggles in either mode", () => {
  for (const mode of ["either", "toggle"]) {
    assert.deepEqual(pressed(mode, ["toggle"], ["toggle"]), ["talk", "stop"]);
  }
});

test("stopping from outside is told once", () => {
  assert.deepEqual(pressed("either", ["down", 0], ["stop"], ["stop"], ["up", 900]), ["talk", "stop"]);
});
