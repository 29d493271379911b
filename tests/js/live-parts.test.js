import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { pictureFor } from "../../static/js/lib/bandwidth.js";
import { isFrom, loadSdk } from "../../static/js/lib/sdk.js";
import { Tickets } from "../../static/js/lib/tickets.js";

const SDK = "/static/vendor/liveavatar.0123456789ab.js";
let fetched;
let beaconed;
let answer;

globalThis.document = { querySelector: () => ({ content: "csrf" }) };
globalThis.fetch = async (address, options) => {
  fetched = { address, ...options };
  if (answer instanceof Error) throw answer;
  return answer;
};
Object.defineProperty(globalThis, "navigator", {
  value: { sendBeacon: (address, form) => (beaconed = { address, form }) },
  configurable: true,
});

beforeEach(() => {
  fetched = beaconed = null;
});

const said = (status, body) => ({ status, json: async () => body });

test("a ticket is asked for with our token against forgery and a picture the line can bear", async () => {
  answer = said(201, { connection: "c" });
  assert.deepEqual(await new Tickets("/i/avatar/").ask("low"), { connection: "c" });
  assert.equal(fetched.headers["X-CSRFToken"], "csrf");
  assert.equal(fetched.body.get("quality"), "low");
});

for (const [what, reply, trouble] of [
  ["a refusal of ours", said(429, { trouble: "limit", text: "" }), "limit"],
  ["an interview that is not live", said(409, { trouble: "", text: "" }), "network"],
  ["a page of an error", { status: 500, json: () => Promise.reject(new Error("no JSON")) }, "network"],
  ["no answer", new TypeError("Failed to fetch"), "network"],
]) {
  test(`${what} is ${trouble}`, async () => {
    answer = reply;
    await assert.rejects(new Tickets("/i/avatar/").ask("low"), { trouble });
  });
}

test("a session is given back to its own address, with our token against forgery", () => {
  new Tickets("/i/avatar/").giveBack({ connection: "c1", session: "s1" });
  assert.equal(beaconed.address, "/i/avatar/c1/ending/");
  assert.equal(beaconed.form.get("csrfmiddlewaretoken"), "csrf");
});

test("without WebRTC no SDK is loaded", async () => {
  await assert.rejects(loadSdk(SDK, {}), /WebRTC/);
});

test("what an SDK leaves unhandled is known by its shape or its place, ours is not", () => {
  assert.ok(isFrom(SDK, Object.assign(new Error("Unauthorized"), { status: 401 })));
  assert.ok(isFrom(SDK, { stack: `at x (https://site${SDK}:1:2)` }));
  assert.equal(isFrom(SDK, new Error("ours")), false);
  for (const odd of [undefined, null, "text", 7, {}]) assert.equal(isFrom(SDK, odd), false);
});

test("the picture is as good as the line can bear", () => {
  assert.equal(pictureFor(undefined), "medium");
  assert.equal(pictureFor({ downlink: 10, effectiveType: "4g" }), "high");
  assert.equal(pictureFor({ downlink: 4, effectiveType: "4g" }), "medium");
  assert.equal(pictureFor({ downlink: 10, effectiveType: "3g" }), "low");
  assert.equal(pictureFor({ downlink: 10, effectiveType: "4g", saveData: true }), "low");
});
