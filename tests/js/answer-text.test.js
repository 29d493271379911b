import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

import { AnswerText } from "../../static/js/lib/answer-text.js";

let box;
let line;
let store;
let answer;

globalThis.document = { activeElement: null };

class FakeBox {
  value = "";
  selectionStart = 0;
  selectionEnd = 0;
  setSelectionRange() {}
  setRangeText(text, start, end, how) {
    this.value = this.value.slice(0, start) + text + this.value.slice(end);
    this.how = how;
  }
}

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  box = new FakeBox();
  line = {
    isOpen: true,
    sent: [],
    send(type, fields = {}) {
      if (this.isOpen) this.sent.push({ type, ...fields });
      return this.isOpen;
    },
  };
  store = new Map();
  answer = opened();
  answer.show(room());
});

function opened() {
  const room = { dataset: { socket: "/ws/1/" }, querySelector: () => box };
  return new AnswerText(room, line, {
    getItem: (key) => store.get(key) ?? null,
    setItem: (key, value) => store.set(key, value),
    removeItem: (key) => store.delete(key),
  });
}

const room = (more = {}) => ({
  phase: "listening", question: 0, probe: 0, attempt: "", html: "<p>", ...more,
});

function type(text) {
  box.value = text;
  answer.changed();
}

test("the first character opens an attempt, the words follow a second later", () => {
  type("I");
  type("I was");
  mock.timers.tick(1_000);
  assert.deepEqual(line.sent, [{ type: "type" }, { type: "draft", text: "I was" }]);
});

test("in an open attempt nothing needs to be opened", () => {
  answer.show(room({ attempt: "one" }));
  type("I");
  assert.deepEqual(line.sent, []);
});

test("words that were heard come after those that are there", () => {
  box.value = "First of all ";
  answer.append("I was there.");
  assert.equal(box.value, "First of all I was there.");
  assert.equal(box.how, "preserve", "the caret stays where somebody is correcting");
});

test("words that the server makes of the answer that was handed in are not undone", () => {
  answer.show(room({ attempt: "one" }));
  type("i was there");
  answer.handOver();
  box.value = "I was there.";
  answer.show(room({ phase: "checking", attempt: "one" }));
  assert.equal(box.value, "I was there.");
});

test("words that are heard after the answer was handed in are the server's to add", () => {
  answer.show(room({ attempt: "one" }));
  type("i was");
  answer.flush();
  answer.handOver();
  answer.append("there");
  mock.timers.tick(1_000);
  assert.equal(box.value, "i was there");
  assert.deepEqual(line.sent.map(({ text }) => text), ["i was"]);
  box.value = "I was there too.";
  answer.show(room({ phase: "checking", attempt: "one" }));
  assert.equal(box.value, "I was there too.");
});

test("words typed after the answer was handed in win over the server's", () => {
  answer.show(room({ attempt: "one" }));
  type("i was");
  answer.handOver();
  type("i was there");
  box.value = "I was.";
  answer.show(room({ phase: "checking", attempt: "one" }));
  assert.equal(box.value, "i was there");
});

test("after a reload, newer words than the server's are back in the box", () => {
  type("half an ans");
  box = Object.assign(new FakeBox(), { value: "half" });
  answer = opened();
  answer.show(room({ attempt: "one" }));
  assert.equal(box.value, "half an ans");
});

test("words that the server shows are kept here no longer", () => {
  type("all of it");
  mock.timers.tick(1_000);
  answer.show(room({ attempt: "one" }));
  assert.equal(store.size, 0);
  assert.equal(answer.isAtRisk, false);
});

test("words of another question never appear in this one", () => {
  type("about the first");
  box.value = "";
  answer.show(room({ phase: "asking", question: 1 }));
  assert.equal(box.value, "");
  assert.equal(store.size, 0);
});

test("words of a discarded attempt never appear in the next", () => {
  answer.show(room({ attempt: "one" }));
  type("not good");
  answer.clear();
  answer.show(room({ attempt: "two" }));
  assert.equal(box.value, "");
});

test("while the line is cut the words count as at risk", () => {
  line.isOpen = false;
  type("offline");
  mock.timers.tick(1_000);
  assert.equal(answer.isAtRisk, true);
});

test("a fragment without html leaves the box alone", () => {
  type("typing");
  box.value = "typing on";
  answer.show(room({ phase: "recording", attempt: "one", html: "" }));
  assert.equal(box.value, "typing on");
});

test("once the coach has the answer the copy is gone", () => {
  type("done");
  answer.show(room({ phase: "assessing", attempt: "one" }));
  assert.equal(store.size, 0);
});
