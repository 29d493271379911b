/**
 * The live interviewer of HeyGen's Streaming API, which its vendor has retired: for accounts that
 * still have it. By the vendor's SDK (2.1.0); any refusal means that it is gone for this one, too.
 */
import { watchRoom } from "../lib/room-watch.js";
import { Trouble } from "../lib/trouble.js";
import { LivePlayer } from "./live.js";

const IDLE_TIMEOUT = 600; // seconds after which the vendor hangs up, if nobody else does

export class HeyGenStreamingPlayer extends LivePlayer {
  /** @param {{video: HTMLVideoElement, tickets: Tickets, load: () => Promise<object>}} options */
  constructor(options) {
    super({ ...options, open });
  }
}

/** @returns {Session} */
function open({ sdk, ticket, video, on }) {
  const { default: StreamingAvatar, StreamingEvents, TaskType, TaskMode } = sdk;
  const avatar = new StreamingAvatar({ token: ticket.token, basePath: ticket.api_url });
  const session = { id: "", opening: null, speak, interrupt, close };
  let isClosed = false;
  avatar.on(StreamingEvents.STREAM_READY, ({ detail }) => {
    if (isClosed) return; // the picture may be another's by now
    video.srcObject = detail;
    play(video);
    on.stream();
  });
  avatar.on(StreamingEvents.AVATAR_START_TALKING, ({ detail }) => on.started(detail?.task_id));
  avatar.on(StreamingEvents.AVATAR_STOP_TALKING, ({ detail }) => on.ended(detail?.task_id));
  avatar.on(StreamingEvents.STREAM_DISCONNECTED, () => on.gone("network"));
  session.opening = begin();
  return session;

  async function begin() {
    try {
      const begun = await avatar.createStartAvatar(orderOf(ticket, sdk));
      session.id = begun.session_id;
      watchRoom(avatar.room, () => on.gone("network"));
    } catch (error) {
      throw new Trouble(error?.status ? "retired" : "network");
    }
  }

  /** The id of the task comes with an answer that is not waited for. */
  function speak(text) {
    const task = { text, taskType: TaskType.REPEAT, taskMode: TaskMode.ASYNC };
    avatar.speak(task).catch(() => on.gone("network"));
  }

  function interrupt() {
    return avatar.interrupt();
  }

  /** The SDK would leave the room connected. */
  function close() {
    isClosed = true;
    avatar.room?.disconnect();
    return session.id ? avatar.stopAvatar() : null;
  }
}

function orderOf({ face, voice, quality, language }, { VoiceChatTransport }) {
  return {
    avatarName: face,
    quality,
    language,
    voice: voice ? { voiceId: voice } : undefined,
    voiceChatTransport: VoiceChatTransport.LIVEKIT, // the other one builds code from text
    activityIdleTimeout: IDLE_TIMEOUT,
  };
}

/** As the other SDK does it: a picture without sound rather than none. */
function play(video) {
  video.play()?.catch(() => {
    video.muted = true;
    video.play()?.catch(() => {});
  });
}
