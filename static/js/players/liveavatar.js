/**
 * The live interviewer of LiveAvatar, by the vendor's SDK (0.0.18, FULL mode, voice chat off: it says
 * what it is given and hears nothing).
 *
 * The SDK has no deadline, is good for one start, reports an end twice and stops only what is
 * connected; see `open()`.
 */
import { watchRoom } from "../lib/room-watch.js";
import { troubleOfStop } from "../lib/trouble.js";
import { LivePlayer } from "./live.js";

export class LiveAvatarPlayer extends LivePlayer {
  /** @param {{video: HTMLVideoElement, tickets: Tickets, load: () => Promise<object>}} options */
  constructor(options) {
    super({ ...options, open });
  }
}

/** @returns {Session} */
function open({ sdk, ticket, video, on }) {
  const { LiveAvatarSession, SessionEvent, AgentEventsEnum } = sdk;
  const session = new LiveAvatarSession(ticket.token, { voiceChat: false, apiUrl: ticket.api_url });
  let isClosed = false;
  session.on(SessionEvent.SESSION_STREAM_READY, () => {
    if (isClosed) return; // the picture may be another's by now
    session.attach(video);
    on.stream();
  });
  session.on(AgentEventsEnum.AVATAR_SPEAK_STARTED, (event) => on.started(event?.source_event_id));
  session.on(AgentEventsEnum.AVATAR_SPEAK_ENDED, (event) => on.ended(event?.source_event_id));
  session.on(AgentEventsEnum.SESSION_STOPPED, (event) => {
    on.gone(troubleOfStop(event?.stop_reason ?? event?.end_reason));
  });
  // A start that fails is reported here, too, but its reason comes with the start.
  session.on(SessionEvent.SESSION_DISCONNECTED, (reason) => {
    if (reason !== "SESSION_START_FAILED") setTimeout(() => isClosed || on.gone("network"));
  });
  session.on(SessionEvent.SESSION_STATE_CHANGED, (state) => {
    if (isClosed && state === "CONNECTED") session.stop(); // it came too late
  });
  watchRoom(session.room, () => on.gone("network"));
  return {
    opening: session.start(),
    speak: (text) => session.repeat(text),
    interrupt: () => session.interrupt(),
    close() {
      isClosed = true;
      if (session.state === "CONNECTED") return session.stop();
      return session.room?.disconnect();
    },
  };
}
