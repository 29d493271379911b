import assert from "node:assert/strict";
import { test } from "node:test";

import { AudioStore, eraseAll } from "../../static/js/lib/audio-store.js";

const FRAME = { start: 0, samples: new Int16Array(3) };
const FACTORIES = {
  none: undefined,
  "one that throws": {
    open() {
      throw new Error("SecurityError");
    },
  },
  "one that refuses": {
    open() {
      const request = new EventTarget();
      setImmediate(() => request.dispatchEvent(new Event("error")));
      return request;
    },
  },
};

for (const [name, factory] of Object.entries(FACTORIES)) {
  test(`with a database like this nothing is said and nothing is kept: ${name}`, async () => {
    const store = new AudioStore("/ws/1/", factory);
    await store.add("one", FRAME);
    await store.replace("one", [FRAME]);
    assert.deepEqual(await store.load(), []);
    eraseAll(factory);
  });
}

test("a database that never answers does not keep the room waiting", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const store = new AudioStore("/ws/1/", { open: () => new EventTarget() });
  const loading = store.load();
  t.mock.timers.tick(2_000);
  assert.deepEqual(await loading, []);
});
