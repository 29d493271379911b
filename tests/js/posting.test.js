import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { posted } from "../../static/js/lib/posting.js";

let answers;
let asked;
let waits;

globalThis.fetch = async (address, options) => {
  asked.push({ address, ...options });
  const answer = answers.shift();
  if (answer instanceof Error) throw answer;
  return answer;
};

const saved = () => Response.json({ saved: true });
const status = (code) => new Response("", { status: code });
const wait = async (milliseconds) => waits.push(milliseconds);
const give = (signal = new AbortController().signal) =>
  posted("/upload/", new Blob(["pcm"]), { token: "secret", signal, wait });

beforeEach(() => {
  [answers, asked, waits] = [[], [], []];
});

test("it is given once when the server takes it", async () => {
  answers = [saved()];
  assert.equal(await give(), true);
  assert.equal(asked.length, 1);
  assert.equal(asked[0].headers["X-CSRFToken"], "secret");
  assert.equal(asked[0].headers["Content-Type"], "application/octet-stream");
});

test("while the network or the server cannot, it is tried again, with longer waits", async () => {
  answers = [new TypeError("offline"), status(503), status(429), saved()];
  assert.equal(await give(), true);
  assert.ok(waits[0] <= 1_000 && waits[1] <= 2_000 && waits[2] <= 4_000, String(waits));
  assert.ok(waits.every((milliseconds, index) => milliseconds >= 500 * 2 ** index), String(waits));
});

test("what the server does not want is not given twice", async () => {
  for (const code of [400, 403, 404, 413]) {
    answers = [status(code)];
    asked = [];
    assert.equal(await give(), false);
    assert.equal(asked.length, 1);
  }
});

test("a page that is no answer of ours is not taken for one", async () => {
  answers = [new Response("<html>")];
  answers.push(saved());
  assert.equal(await give(), true);
  assert.equal(asked.length, 2);
});

test("it ends when nobody waits for it any more", async () => {
  const closing = new AbortController();
  answers = [status(503), saved()];
  const outcome = posted("/", new Blob([]), {
    token: "", signal: closing.signal, wait: async () => closing.abort(),
  });
  assert.equal(await outcome, false);
  assert.equal(asked.length, 1);
});
