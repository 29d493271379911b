// Drives the unmodified LiveAvatar SDK for a test, and keeps a list of what it says.
import { AgentEventsEnum, LiveAvatarSession, SessionEvent } from "./vendor/liveavatar.js";

const video = document.querySelector("video");
let session;

window.seen = [];
window.begin = async (token, apiUrl) => {
  session = new LiveAvatarSession(token, { voiceChat: false, apiUrl });
  for (const name of [...Object.values(SessionEvent), ...Object.values(AgentEventsEnum)]) {
    session.on(name, (detail) => window.seen.push([name, detail ?? null, performance.now()]));
  }
  session.on(SessionEvent.SESSION_STREAM_READY, () => session.attach(video));
  try {
    await session.start();
  } catch (error) {
    return { message: error.message, code: error.errorCode, status: error.status };
  }
  return session.state;
};
window.say = (text) => session.repeat(text);
window.hush = () => session.interrupt();
window.end = () => session.stop();
window.frames = (count) => new Promise((resolve) => {
  const times = [];
  const look = (_, { mediaTime }) => {
    times.push(mediaTime);
    if (times.length === count) resolve(times);
    else video.requestVideoFrameCallback(look);
  };
  video.requestVideoFrameCallback(look);
});
window.pixels = () => {
  const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
  const context = canvas.getContext("2d");
  context.drawImage(video, 0, 0);
  return Array.from(context.getImageData(0, 0, canvas.width, canvas.height).data);
};
