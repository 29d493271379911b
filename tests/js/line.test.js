import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

import { Line } from "../../static/js/lib/line.js";

let sockets;
let line;
let links;
let messages;

class FakeSocket {
  readyState = 0;
  sent = [];
  constructor() {
    sockets.push(this);
  }
  send(data) {
    this.sent.push(typeof data === "string" ? JSON.parse(data) : data);
  }
  close() {
    this.readyState = 3;
  }
  accept() {
    this.readyState = 1;
    this.onopen();
  }
  say(message) {
    this.onmessage({ data: JSON.stringify(message) });
  }
  cut(code = 1006) {
    this.readyState = 3;
    this.onclose({ code });
  }
}

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
  sockets = [];
  links = [];
  messages = [];
  line = new Line({ url: "/ws/", tab: "a tab", open: () => new FakeSocket() });
  line.addEventListener("link", ({ detail }) => links.push(detail));
  line.addEventListener("message", ({ detail }) => messages.push(detail));
  line.start();
});

const newest = () => sockets.at(-1);

function joined() {
  newest().accept();
  newest().say({ type: "room", phase: "warm_up" });
}

test("it joins with the name of the tab, and is open when the room has been shown", () => {
  newest().accept();
  assert.deepEqual(newest().sent, [{ type: "join", tab: "a tab" }]);
  assert.equal(line.isOpen, false);
  newest().say({ type: "room", phase: "warm_up" });
  assert.equal(line.isOpen, true);
});

test("nothing is sent while the socket is closing, and the caller is told", () => {
  joined();
  newest().readyState = 2;
  assert.equal(line.send("talk"), false);
  assert.equal(line.sendAudio(new ArrayBuffer(6)), false);
  assert.equal(newest().sent.length, 1);
});

test("only the first room of a connection joins", () => {
  joined();
  newest().say({ type: "room", phase: "asking" });
  assert.deepEqual(messages.map((message) => message.joins), [true, false]);
});

test("nothing is sent before it is open, and the caller is told", () => {
  newest().accept();
  assert.equal(line.send("talk"), false);
  assert.equal(line.sendAudio(new ArrayBuffer(6)), false);
  assert.equal(newest().sent.length, 1);
});

test("a cut line is dialled again within half a second", () => {
  joined();
  newest().cut();
  assert.equal(line.link, "lost");
  mock.timers.tick(500);
  assert.equal(sockets.length, 2);
});

test("each dial in vain waits longer, eight seconds at most", () => {
  for (let dial = 0; dial < 8; dial += 1) {
    newest().cut();
    mock.timers.tick(8_000);
  }
  const before = sockets.length;
  newest().cut();
  mock.timers.tick(3_900);
  assert.equal(sockets.length, before);
  mock.timers.tick(4_100);
  assert.equal(sockets.length, before + 1);
});

test("a line that has been silent for 25 seconds is lost", () => {
  joined();
  mock.timers.tick(24_999);
  assert.equal(line.link, "open");
  mock.timers.tick(1);
  assert.equal(line.link, "lost");
});

test("pings and their answers keep a quiet line", () => {
  joined();
  for (let round = 0; round < 4; round += 1) {
    mock.timers.tick(15_000);
    newest().say({ type: "pong" });
  }
  assert.equal(line.link, "open");
  assert.equal(newest().sent.filter((message) => message.type === "ping").length, 4);
});

test("a server that never opens the door is dialled again", () => {
  mock.timers.tick(8_000);
  assert.equal(line.link, "lost");
});

test("signed out: it says so and waits to be told", () => {
  newest().accept();
  newest().cut(4401);
  mock.timers.tick(60_000);
  assert.equal(line.link, "signed_out");
  assert.equal(sockets.length, 1);
  line.retry();
  assert.equal(sockets.length, 2);
});

test("taken over by another tab: it does not fight back", () => {
  joined();
  newest().cut(4409);
  mock.timers.tick(60_000);
  assert.equal(line.link, "elsewhere");
  assert.equal(sockets.length, 1);
  line.retry();
  assert.equal(sockets.length, 1);
});

test("taking over on an open line asks at once", () => {
  newest().accept();
  newest().say({ type: "elsewhere" });
  line.takeOver();
  assert.deepEqual(newest().sent.at(-1), { type: "take_over" });
  assert.deepEqual(links, ["elsewhere"]);
});

test("taking over on a closed line dials, joins and then asks", () => {
  joined();
  newest().cut(4409);
  line.takeOver();
  newest().accept();
  newest().say({ type: "elsewhere" });
  assert.deepEqual(newest().sent.map(({ type }) => type), ["join", "take_over"]);
  newest().say({ type: "room", phase: "listening" });
  assert.equal(line.link, "open");
});

test("a socket that was given up is not listened to any more", () => {
  joined();
  const old = newest();
  line.restart();
  assert.equal(old.onmessage, null);
  assert.equal(old.readyState, 3);
});

test("stopped, it stays silent and dials no more", () => {
  joined();
  line.stop();
  mock.timers.tick(120_000);
  assert.equal(sockets.length, 1);
  assert.deepEqual(links, ["open"]);
});
