import assert from "node:assert/strict";
import { test } from "node:test";

import { HeyGenStreamingPlayer } from "../../static/js/players/heygen_streaming.js";

const settled = () => new Promise((resolve) => setImmediate(resolve));

class StreamingAvatar {
  heard = {};
  tasks = [];
  room = { on() {}, disconnect: () => (this.disconnected = true) };
  constructor(options) {
    Object.assign(this, { options });
    StreamingAvatar.last = this;
  }
  on(name, act) {
    this.heard[name] = act;
  }
  tell(name, detail) {
    this.heard[name]({ detail });
  }
  createStartAvatar(order) {
    this.order = order;
    return new Promise((resolve, refuse) => Object.assign(this, { resolve, refuse }));
  }
  async speak(task) {
    this.tasks.push(task);
  }
  async interrupt() {}
  async stopAvatar() {
    this.stopped = true;
  }
}

const sdk = {
  default: StreamingAvatar,
  StreamingEvents: {
    STREAM_READY: "stream_ready",
    AVATAR_START_TALKING: "start",
    AVATAR_STOP_TALKING: "stop",
    STREAM_DISCONNECTED: "gone",
  },
  TaskType: { REPEAT: "repeat" },
  TaskMode: { ASYNC: "async" },
  VoiceChatTransport: { LIVEKIT: "livekit" },
};

async function coming() {
  const video = Object.assign(new EventTarget(), { srcObject: null, muted: false, async play() {} });
  const page = new EventTarget();
  const given = [];
  const ticket = {
    connection: "c", session: "", token: "t", api_url: "https://v", start_within: 12,
    face: "anna", voice: "v1", quality: "low", language: "en",
  };
  const tickets = { ask: async () => ticket, giveBack: ({ session }) => given.push(session) };
  const player = new HeyGenStreamingPlayer({ video, tickets, load: async () => sdk, page });
  const told = [];
  for (const name of ["connected", "speak_started", "speak_ended", "failed"]) {
    player.addEventListener(name, ({ detail }) => told.push([name, detail.trouble ?? detail.id]));
  }
  player.connect();
  await settled();
  return { player, told, page, given, avatar: StreamingAvatar.last };
}

async function there() {
  const made = await coming();
  made.avatar.tell("stream_ready", { getAudioTracks: () => [] });
  made.avatar.resolve({ session_id: "theirs" });
  await settled();
  return made;
}

test("face, voice and quality are asked for by the browser, over the transport without eval", async () => {
  const { avatar } = await there();
  assert.equal(avatar.order.avatarName, "anna");
  assert.deepEqual(avatar.order.voice, { voiceId: "v1" });
  assert.equal(avatar.order.voiceChatTransport, "livekit");
});

test("a question is repeated, not answered, and over with the vendor's event", async () => {
  const { player, avatar, told } = await there();
  player.speak(1, "Why?");
  assert.deepEqual(avatar.tasks, [{ text: "Why?", taskType: "repeat", taskMode: "async" }]);
  avatar.tell("start", { task_id: "x" });
  avatar.tell("stop", { task_id: "x" });
  assert.deepEqual(told.slice(1), [["speak_started", 1], ["speak_ended", 1]]);
  player.stop();
});

test("any refusal means that the vendor has retired it", async () => {
  const { avatar, told } = await coming();
  avatar.refuse(Object.assign(new Error("API request failed with status 404"), { status: 404 }));
  await settled();
  assert.deepEqual(told, [["failed", "retired"]]);
});

test("a network that fails is no refusal", async () => {
  const { avatar, told } = await coming();
  avatar.refuse(new TypeError("Failed to fetch"));
  await settled();
  assert.deepEqual(told, [["failed", "network"]]);
});

test("the end leaves neither the session nor the room open", async () => {
  const { player, avatar } = await there();
  player.stop();
  assert.ok(avatar.stopped && avatar.disconnected);
});

test("a page that goes tells our server which session it was", async () => {
  const { page, given, player } = await there();
  page.dispatchEvent(new Event("pagehide"));
  assert.deepEqual(given, ["theirs"]);
  player.stop();
});
