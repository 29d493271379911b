// Drives the unmodified Streaming Avatar SDK for a test, and lists what it says.
import StreamingAvatar, {
  StreamingEvents, TaskType, VoiceChatTransport,
} from "../vendor/heygen-streaming.js";

import "./watch.js";

const video = document.querySelector("video");
let avatar;

window.seen = [];
window.begin = async (token, basePath) => {
  avatar = new StreamingAvatar({ token, basePath });
  for (const name of Object.values(StreamingEvents)) {
    avatar.on(name, ({ detail }) => window.seen.push([name, detail?.task_id ?? null]));
  }
  avatar.on(StreamingEvents.STREAM_READY, ({ detail }) => {
    video.srcObject = detail;
    video.play();
  });
  try {
    await avatar.createStartAvatar({
      avatarName: document.documentElement.dataset.face,
      quality: "low",
      voiceChatTransport: VoiceChatTransport.LIVEKIT,
    });
  } catch ({ message, status, responseText }) {
    return { message, code: responseText && JSON.parse(responseText).code, status };
  }
  return "CONNECTED";
};
window.say = (text) => avatar.speak({ text, taskType: TaskType.REPEAT });
window.hush = () => avatar.interrupt();
window.end = async () => {
  await avatar.stopAvatar();
  await avatar.room.disconnect();
};
