/** Where the sound comes from, and the reasons why there may be none. */
import { within } from "./deadline.js";
import { SAMPLE_RATE } from "./take-audio.js";

const ANSWER_WITHIN = 60_000; // milliseconds for the person to answer the browser's question
const KINDS = {
  NotAllowedError: "denied",
  SecurityError: "denied",
  NotFoundError: "missing",
  OverconstrainedError: "missing",
};

/** @typedef {"denied" | "missing" | "busy" | "insecure" | "unsupported"} Kind */

export class MicrophoneError extends Error {
  /** @param {Kind} kind */
  constructor(kind, options) {
    super(kind, options);
    this.kind = kind;
  }
}

/** What the browser said, as one of our kinds. */
export function microphoneError(cause) {
  if (cause instanceof MicrophoneError) return cause;
  return new MicrophoneError(KINDS[cause?.name] ?? "busy", { cause });
}

/** @param {string} device id of the input, "" for the usual one @returns {Promise<MediaStream>} */
export async function microphoneStream(device) {
  if (!globalThis.isSecureContext) throw new MicrophoneError("insecure");
  if (!navigator.mediaDevices || !globalThis.AudioWorkletNode) {
    throw new MicrophoneError("unsupported");
  }
  const audio = { channelCount: 1, echoCancellation: true, noiseSuppression: true };
  if (device) audio.deviceId = { exact: device };
  const asked = navigator.mediaDevices.getUserMedia({ audio });
  try {
    return await within(asked, ANSWER_WITHIN);
  } catch (error) {
    asked.then(release, () => {});
    throw error;
  }
}

/** @param {MediaStream | null} stream */
export function release(stream) {
  stream?.getTracks().forEach((track) => track.stop());
}

/** At 16 kHz where the browser converts a stream; Firefox does not, there the worklet does it. */
export function listenTo(stream) {
  const context = new AudioContext({ sampleRate: SAMPLE_RATE });
  try {
    return [context, context.createMediaStreamSource(stream)];
  } catch {
    context.close().catch(() => {});
    const plain = new AudioContext();
    return [plain, plain.createMediaStreamSource(stream)];
  }
}
