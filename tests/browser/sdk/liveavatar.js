// Drives the unmodified LiveAvatar SDK for a test, and lists what it says.
import { AgentEventsEnum, LiveAvatarSession, SessionEvent } from "../vendor/liveavatar.js";

import "./watch.js";

const EVENTS = [...Object.values(SessionEvent), ...Object.values(AgentEventsEnum)];
const video = document.querySelector("video");
let session;

window.seen = [];
window.begin = async (token, apiUrl) => {
  session = new LiveAvatarSession(token, { voiceChat: false, apiUrl });
  for (const name of EVENTS) session.on(name, (detail) => window.seen.push([name, detail ?? null]));
  session.on(SessionEvent.SESSION_STREAM_READY, () => session.attach(video));
  try {
    await session.start();
  } catch ({ message, errorCode, status }) {
    return { message, code: errorCode, status };
  }
  return session.state;
};
window.say = (text) => session.repeat(text);
window.hush = () => session.interrupt();
window.end = () => session.stop();
