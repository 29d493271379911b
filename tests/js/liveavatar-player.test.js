import assert from "node:assert/strict";
import { EventEmitter } from "node:events";
import { mock, test } from "node:test";

import { LiveAvatarPlayer } from "../../static/js/players/liveavatar.js";

mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
globalThis.addEventListener ??= () => {};
const settled = () => new Promise((resolve) => setImmediate(resolve));

/** As the vendor's SDK behaves, its traps included. */
class Session extends EventEmitter {
  state = "INACTIVE";
  stops = 0;
  room = Object.assign(new EventEmitter(), { disconnect: () => (this.disconnected = true) });
  constructor(token, options) {
    super();
    Object.assign(this, { token, options });
    Session.last = this;
  }
  start() {
    this.state = "CONNECTING";
    return new Promise((resolve, refuse) => {
      this.arrive = () => {
        this.emit("session.stream_ready");
        this.state = "CONNECTED";
        this.emit("session.state_changed", "CONNECTED");
        resolve();
      };
      this.refuse = (error) => {
        this.state = "DISCONNECTED";
        this.emit("session.disconnected", "UNKNOWN_REASON");
        this.emit("session.disconnected", "SESSION_START_FAILED");
        refuse(error);
      };
    });
  }
  attach(video) {
    video.srcObject = { getAudioTracks: () => [] };
  }
  repeat(text) {
    if (this.state !== "CONNECTED") throw new Error("Session needs to be connected");
    this.text = text;
    return "event-1";
  }
  interrupt() {}
  async stop() {
    if (this.state === "CONNECTED") this.stops += 1;
  }
}

const sdk = {
  LiveAvatarSession: Session,
  SessionEvent: {
    SESSION_STREAM_READY: "session.stream_ready",
    SESSION_DISCONNECTED: "session.disconnected",
    SESSION_STATE_CHANGED: "session.state_changed",
  },
  AgentEventsEnum: {
    AVATAR_SPEAK_STARTED: "avatar.speak_started",
    AVATAR_SPEAK_ENDED: "avatar.speak_ended",
    SESSION_STOPPED: "session.stopped",
  },
};

async function coming() {
  const video = Object.assign(new EventTarget(), { srcObject: null, muted: false });
  const ticket = { connection: "c", session: "s", token: "jwt", api_url: "/api", start_within: 12 };
  const tickets = { ask: async () => ticket, giveBack() {} };
  const player = new LiveAvatarPlayer({ video, tickets, load: async () => sdk, page: new EventTarget() });
  const told = [];
  for (const name of ["connected", "speak_started", "speak_ended", "failed"]) {
    player.addEventListener(name, ({ detail }) => told.push([name, detail.trouble ?? detail.id]));
  }
  player.connect();
  await settled();
  return { player, told, video, session: Session.last };
}

async function there() {
  const made = await coming();
  made.session.arrive();
  await settled();
  return made;
}

test("the SDK gets the token and the address, and never the microphone", async () => {
  const { session } = await there();
  assert.equal(session.token, "jwt");
  assert.deepEqual(session.options, { voiceChat: false, apiUrl: "/api" });
});

test("a question is repeated word for word, and over with the vendor's event", async () => {
  const { player, session, told } = await there();
  player.speak(3, "Why?");
  session.emit("avatar.speak_started", { source_event_id: "event-1" });
  session.emit("avatar.speak_ended", { source_event_id: "event-1" });
  assert.equal(session.text, "Why?");
  assert.deepEqual(told, [["connected", undefined], ["speak_started", 3], ["speak_ended", 3]]);
});

test("a start that fails is told once, with the reason of the start", async () => {
  const { session, told } = await coming();
  session.refuse(Object.assign(new Error("Session concurrency limit reached"), { status: 403 }));
  await settled();
  mock.timers.tick(10);
  assert.deepEqual(told, [["failed", "concurrency"]]);
});

for (const [reason, trouble] of [
  ["MAX_DURATION_REACHED", "expired"],
  ["NO_CREDITS", "quota"],
  ["AVATAR_DELETED", "unavailable"],
  ["SERVER_ERROR", "network"],
  [undefined, "network"],
]) {
  test(`a session that the vendor stops for ${reason} is ${trouble}`, async () => {
    const { session, told } = await there();
    session.emit("session.stopped", { stop_reason: reason });
    session.emit("session.disconnected", "SERVER_INITIATED");
    mock.timers.tick(10);
    assert.deepEqual(told.at(-1), ["failed", trouble]);
    assert.equal(told.filter(([name]) => name === "failed").length, 1);
  });
}

test("a room that is gone is a dropped connection", async () => {
  const { session, told } = await there();
  session.emit("session.disconnected", "UNKNOWN_REASON");
  mock.timers.tick(10);
  assert.deepEqual(told.at(-1), ["failed", "network"]);
});

test("a room that cannot be got back within three seconds is a dropped connection", async () => {
  const { session, told } = await there();
  session.room.emit("connectionStateChanged", "signalReconnecting");
  session.room.emit("connectionStateChanged", "reconnecting");
  mock.timers.tick(2_999);
  assert.equal(told.some(([name]) => name === "failed"), false);
  mock.timers.tick(1);
  assert.deepEqual(told.at(-1), ["failed", "network"]);
});

test("a room that is got back is no news", async () => {
  const { session, told } = await there();
  session.room.emit("connectionStateChanged", "signalReconnecting");
  session.room.emit("connectionStateChanged", "connected");
  mock.timers.tick(5_000);
  assert.equal(told.some(([name]) => name === "failed"), false);
});

test("our own end is no failure", async () => {
  const { player, session, told } = await there();
  player.stop();
  session.emit("session.disconnected", "CLIENT_INITIATED");
  mock.timers.tick(10);
  assert.equal(session.stops, 1);
  assert.equal(told.some(([name]) => name === "failed"), false);
});

test("what is left while it connects is stopped when it connects too late", async () => {
  const { player, session, video } = await coming();
  player.stop();
  assert.ok(session.disconnected);
  session.arrive();
  assert.equal(session.stops, 1);
  assert.equal(video.srcObject, null);
});
