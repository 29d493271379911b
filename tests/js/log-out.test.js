import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

import { eraseAtLogOut } from "../../static/js/lib/log-out.js";

const page = new EventTarget();
const erased = mock.fn((name) => ({ name }));

globalThis.location = new URL("https://greenroom.example/stories/new/");
globalThis.indexedDB = { deleteDatabase: erased };
eraseAtLogOut(page);

beforeEach(() => erased.mock.resetCalls());

/** @param {string | null} address as the form has it; a field named "action" hides the property */
function submit(address) {
  const form = { action: {}, getAttribute: (name) => (name === "action" ? address : null) };
  page.dispatchEvent(Object.defineProperty(new Event("submit"), "target", { value: form }));
}

test("logging out erases what the browser keeps", () => {
  submit("/accounts/logout/");
  assert.equal(erased.mock.callCount(), 1);
});

for (const address of ["/stories/", "", null]) {
  test(`a form to ${JSON.stringify(address)} erases nothing`, () => {
    submit(address);
    assert.equal(erased.mock.callCount(), 0);
  });
}
