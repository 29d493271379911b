import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

import { LivePlayer } from "../../static/js/players/live.js";
import { Trouble } from "../../static/js/lib/trouble.js";

const QUESTION = "Tell me about yourself.";
const TOLD = [
  "connecting", "connected", "speak_started", "speak_ended", "failed", "stopped", "picture", "muted",
];
const settled = () => new Promise((resolve) => setImmediate(resolve));

class FakeVideo extends EventTarget {
  muted = false;
  #stream = null;
  tracks = [{ enabled: true }];
  get srcObject() {
    return this.#stream;
  }
  set srcObject(stream) {
    this.#stream = stream && { getAudioTracks: () => this.tracks };
  }
  async play() {}
}

class FakeTickets {
  asked = 0;
  given = [];
  refusal = "";
  async ask() {
    this.asked += 1;
    if (this.refusal) throw new Trouble(this.refusal);
    return { connection: `c${this.asked}`, session: "s", token: "t", api_url: "", start_within: 12 };
  }
  giveBack(ticket) {
    this.given.push(ticket.connection);
  }
}

class FakeVendor {
  said = [];
  closed = 0;
  interrupted = 0;
  open = ({ video, on }) => {
    this.on = on;
    this.video = video;
    return {
      opening: new Promise((resolve, refuse) => Object.assign(this, { resolve, refuse })),
      speak: (text) => `event-${this.said.push(text)}`,
      interrupt: () => (this.interrupted += 1),
      close: () => (this.closed += 1),
    };
  };
  arrive() {
    this.video.srcObject = {};
    this.on.stream();
    this.resolve();
  }
}

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
});

function scene({ load = async () => ({}) } = {}) {
  const video = new FakeVideo();
  const tickets = new FakeTickets();
  const vendor = new FakeVendor();
  const page = new EventTarget();
  const player = new LivePlayer({ video, tickets, load, open: vendor.open, page });
  const told = [];
  for (const name of TOLD) {
    player.addEventListener(name, ({ detail }) => told.push({ name, ...detail }));
  }
  const names = () => told.map(({ name }) => name).filter((name) => !["picture", "muted"].includes(name));
  const last = (name) => told.findLast((each) => each.name === name);
  return { video, tickets, vendor, page, player, told, names, last };
}

async function connected(options) {
  const made = scene(options);
  made.player.connect();
  await settled();
  made.vendor.arrive();
  await settled();
  return made;
}

async function speaking(options) {
  const made = await connected(options);
  made.player.speak(1, QUESTION);
  made.vendor.on.started("event-1");
  return made;
}

test("it is there when it can be seen and spoken with, and says how long that took", async () => {
  const { last, names } = await connected();
  assert.deepEqual(names(), ["connecting", "connected"]);
  assert.equal(typeof last("connected").ms, "number");
  assert.equal(last("picture").isThere, true);
});

test("a start without a picture is not enough", async () => {
  const { player, vendor, names, last } = scene();
  player.connect();
  await settled();
  vendor.resolve();
  await settled();
  assert.deepEqual(names(), ["connecting"]);
  mock.timers.tick(12_000);
  await settled();
  assert.equal(last("failed").trouble, "network");
});

test("connecting anew with a new line costs no second ticket", async () => {
  const { player, tickets, names, last } = await connected();
  player.connect();
  assert.equal(tickets.asked, 1);
  assert.deepEqual(names(), ["connecting", "connected", "connecting", "connected"]);
  assert.equal(last("connected").ms, undefined);
});

test("a ticket that is refused is a failure with its reason", async () => {
  const { player, tickets, last } = scene();
  tickets.refusal = "quota";
  player.connect();
  await settled();
  assert.equal(last("failed").trouble, "quota");
});

test("an SDK that cannot be loaded asks for no ticket", async () => {
  const { player, tickets, last } = scene({ load: () => Promise.reject(new Error("blocked")) });
  player.connect();
  await settled();
  assert.equal(last("failed").trouble, "sdk");
  assert.equal(tickets.asked, 0);
});

test("a start that never ends is given up, once, and closed", async () => {
  const { player, vendor, told } = scene();
  player.connect();
  await settled();
  mock.timers.tick(12_000);
  await settled();
  vendor.refuse(new Error("too late"));
  await settled();
  assert.equal(told.filter(({ name }) => name === "failed").length, 1);
  assert.equal(vendor.closed, 1);
});

for (const [status, message, trouble] of [
  [401, "Unauthorized", "refused"],
  [403, "Session concurrency limit reached", "concurrency"],
  [403, "Not authenticated", "refused"],
  [422, "API request failed with status 422", "unavailable"],
  [429, "slow down", "network"],
  [500, "oh", "network"],
  [403, "insufficient credits", "quota"],
]) {
  test(`a start refused with ${status}, ${message}, is ${trouble}`, async () => {
    const { player, vendor, last } = scene();
    player.connect();
    await settled();
    vendor.refuse(Object.assign(new Error(message), { status }));
    await settled();
    assert.equal(last("failed").trouble, trouble);
  });
}

test("a question is spoken, and over when the vendor says so", async () => {
  const { vendor, names, last } = await speaking();
  assert.deepEqual(vendor.said, [QUESTION]);
  vendor.on.ended("event-1");
  assert.deepEqual(names().slice(2), ["speak_started", "speak_ended"]);
  assert.equal(last("speak_ended").id, 1);
});

test("a question waits for an interviewer who is coming", async () => {
  const { player, vendor } = scene();
  player.connect();
  await settled();
  player.speak(1, QUESTION);
  mock.timers.tick(3_000);
  vendor.arrive();
  await settled();
  assert.deepEqual(vendor.said, [QUESTION]);
});

test("but not for longer than four seconds", async () => {
  const { player, last } = scene();
  player.connect();
  await settled();
  player.speak(1, QUESTION);
  mock.timers.tick(4_000);
  assert.deepEqual(last("failed"), { name: "failed", id: 1, trouble: "network" });
});

test("what is no question is dropped, and the interviewer may still come", async () => {
  const { player, last } = scene();
  player.connect();
  await settled();
  player.speak(0, "Hello.");
  mock.timers.tick(4_000);
  assert.equal(last("speak_ended").id, 0);
  assert.equal(last("failed"), undefined);
});

test("a question calls an interviewer whom nobody has called", async () => {
  const { player, vendor } = scene();
  player.speak(1, QUESTION);
  await settled();
  vendor.arrive();
  await settled();
  assert.deepEqual(vendor.said, [QUESTION]);
});

test("a question that never begins is a failure", async () => {
  const { player, last, vendor } = await connected();
  player.speak(1, QUESTION);
  mock.timers.tick(5_000);
  assert.equal(last("failed").id, 1);
  assert.equal(vendor.closed, 1);
});

test("a question whose end is never told ends by the length of its words", async () => {
  const { last } = await speaking();
  mock.timers.tick(1.5 * (0.5 + 1.6) * 1000 + 2_999);
  assert.equal(last("speak_ended"), undefined);
  mock.timers.tick(2);
  assert.equal(last("speak_ended").id, 1);
});

test("interrupted, it is silent before the vendor knows", async () => {
  const { player, video, vendor, last } = await speaking();
  player.interrupt();
  assert.equal(video.tracks[0].enabled, false);
  assert.equal(vendor.interrupted, 1);
  assert.equal(last("speak_ended").id, 1);
});

test("the late end of a speech that was cut does not end the next one", async () => {
  const { player, video, vendor, told } = await speaking();
  player.speak(2, "And then?");
  vendor.on.ended("event-1");
  vendor.on.started("event-2");
  vendor.on.ended("event-1");
  assert.deepEqual(told.filter(({ name }) => name === "speak_ended").map(({ id }) => id), [1]);
  assert.equal(video.tracks[0].enabled, true);
  vendor.on.ended("event-2");
  assert.deepEqual(told.filter(({ name }) => name === "speak_ended").map(({ id }) => id), [1, 2]);
});

test("a vendor that does not tell which speech it means is understood, too", async () => {
  const { player, vendor, told } = await connected();
  player.speak(1, QUESTION);
  vendor.on.started(undefined);
  player.speak(2, "And then?");
  vendor.on.ended(undefined);
  vendor.on.started(undefined);
  vendor.on.ended(undefined);
  assert.deepEqual(told.filter(({ name }) => name === "speak_ended").map(({ id }) => id), [1, 2]);
});

test("a connection that drops is told once, with the question that was cut", async () => {
  const { vendor, told, video } = await speaking();
  vendor.on.gone("network");
  vendor.on.gone("network");
  const failed = told.filter(({ name }) => name === "failed");
  assert.deepEqual(failed, [{ name: "failed", id: 1, trouble: "network" }]);
  assert.equal(video.srcObject, null);
});

test("a picture that the browser mutes is told, and heard after a press", async () => {
  const { player, video, last } = await connected();
  video.muted = true;
  video.dispatchEvent(new Event("volumechange"));
  assert.equal(last("muted").isMuted, true);
  player.unlock();
  video.dispatchEvent(new Event("volumechange"));
  assert.equal(last("muted").isMuted, false);
});

test("a page that goes gives its session back; one without a session sends nothing", async () => {
  const { page, tickets } = await connected();
  page.dispatchEvent(new Event("pagehide"));
  assert.deepEqual(tickets.given, ["c1"]);
  const other = scene();
  other.page.dispatchEvent(new Event("pagehide"));
  assert.deepEqual(other.tickets.given, []);
});

test("a page that comes back from the browser's memory has lost its session", async () => {
  const { page, last } = await connected();
  page.dispatchEvent(Object.assign(new Event("pageshow"), { persisted: true }));
  assert.equal(last("failed").trouble, "network");
});

test("stopped before the ticket came, it gives the ticket back", async () => {
  const { player, tickets, vendor } = scene();
  player.connect();
  player.stop();
  await settled();
  assert.equal(vendor.on, undefined);
  assert.ok(tickets.asked === 0 || tickets.given.length === 1);
});

test("stopped, it closes, and leaves the picture of whoever comes next alone", async () => {
  const { player, video, vendor, names } = await connected();
  player.stop();
  assert.equal(vendor.closed, 1);
  assert.equal(names().at(-1), "stopped");
  video.srcObject = {};
  vendor.on.gone("network");
  assert.notEqual(video.srcObject, null);
});
