import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

import { HandIn } from "../../static/js/lib/hand-in.js";

let busy;
let notices;
let sent;
let line;
let handIn;

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  busy = false;
  notices = [];
  sent = [];
  const page = {
    dataset: { question: "0", probe: "0" },
    toggleAttribute: (_, on) => (busy = on),
    notify: (text) => notices.push(text),
  };
  line = { isOpen: true, send: (type, fields) => sent.push([type, fields]) };
  handIn = new HandIn(page, line);
  handIn.send("finish", () => ({ text: "I was", samples: 3 }));
});

const room = (phase, more = {}) => ({ phase, question: 0, probe: 0, joins: false, html: "", ...more });

test("the room is busy until the answer has been taken", () => {
  assert.equal(busy, true);
  handIn.show(room("listening"));
  assert.equal(busy, true);
  handIn.show(room("checking", { html: "<p>" }));
  assert.equal(busy, false);
});

test("it is said again on a new connection that still waits for it", () => {
  handIn.show(room("listening", { joins: true, html: "<p>" }));
  assert.equal(sent.length, 2);
  assert.equal(busy, true);
});

test("it is not said again when it has counted", () => {
  handIn.show(room("checking", { joins: true, html: "<p>" }));
  assert.equal(sent.length, 1);
});

test("it is never said about another question", () => {
  handIn.show(room("listening", { question: 1, joins: true }));
  assert.equal(sent.length, 1);
  assert.equal(busy, false);
});

test("a problem that the page shows ends the waiting", () => {
  handIn.show(room("listening", { html: "<p>There is no answer yet." }));
  assert.equal(busy, false);
});

test("after twenty seconds it says so and the button can be pressed again", () => {
  mock.timers.tick(20_000);
  assert.equal(busy, false);
  assert.equal(notices.length, 1);
});

test("while the line is cut it waits on, and is said again when the line is back", () => {
  line.isOpen = false;
  mock.timers.tick(60_000);
  assert.equal(busy, true);
  assert.deepEqual(notices, []);
  line.isOpen = true;
  handIn.show(room("listening", { joins: true, html: "<p>" }));
  assert.equal(sent.length, 2);
});
