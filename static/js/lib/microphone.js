/**
 * The student's microphone as frames of 16 kHz samples.
 *
 * Events: "samples" (Int16Array, only between start and stop), "level" (0 to 1, all the time),
 * "state" when `state` changed.
 */
import { within } from "./deadline.js";
import { listenTo, microphoneError, microphoneStream, release } from "./microphone-stream.js";

const RUN_WITHIN = 3_000; // milliseconds for sound to start
const FLUSH_WITHIN = 500; // milliseconds for the last frame
const QUIETEST = -55; // decibels shown as an empty meter
const MONO = { numberOfOutputs: 0, channelCount: 1, channelCountMode: "explicit" };

/**
 * @typedef {"unknown" | "asking" | "ready" | "denied" | "missing" | "busy" | "insecure" |
 *   "unsupported"} MicrophoneState
 */

export class Microphone extends EventTarget {
  /** @type {MicrophoneState} */
  state = "unknown";
  #context = null;
  #stream = null;
  #port = null;
  #flushed = () => {};

  /** @param {string} worklet address of audio/capture-worklet.js */
  constructor(worklet) {
    super();
    this.worklet = worklet;
  }

  get isOpen() {
    return this.state === "ready";
  }

  /** Asks for the microphone and listens to its level. Throws MicrophoneError. */
  async open(device = "") {
    this.close("asking");
    try {
      this.#stream = await microphoneStream(device);
      await within(this.#connect(), RUN_WITHIN);
    } catch (cause) {
      const error = microphoneError(cause);
      this.close(error.kind);
      throw error;
    }
    this.#setState("ready");
  }

  start() {
    this.#context?.resume().catch(() => {});
    this.#port?.postMessage("start");
  }

  /** Resolves when the last frame has been told as an event. */
  async stop() {
    if (!this.#port) return;
    const flushed = new Promise((resolve) => (this.#flushed = resolve));
    this.#port.postMessage("stop");
    await within(flushed, FLUSH_WITHIN).catch(() => {});
  }

  async inputs() {
    const devices = await navigator.mediaDevices.enumerateDevices();
    return devices.filter((device) => device.kind === "audioinput" && device.deviceId);
  }

  close(state = "unknown") {
    release(this.#stream);
    this.#context?.close().catch(() => {});
    this.#stream = this.#context = this.#port = null;
    this.#setState(state);
  }

  async #connect() {
    const [context, source] = listenTo(this.#stream);
    this.#context = context;
    await context.audioWorklet.addModule(this.worklet);
    const node = new AudioWorkletNode(context, "capture", MONO);
    node.port.onmessage = ({ data }) => this.#hear(data);
    source.connect(node);
    this.#port = node.port;
    const [track] = this.#stream.getAudioTracks();
    track.onended = () => this.close("missing");
    await context.resume();
  }

  #hear({ samples, rms, flushed }) {
    if (samples) this.#tell("samples", samples);
    if (rms !== undefined) this.#tell("level", loudness(rms));
    if (flushed) this.#flushed();
  }

  #setState(state) {
    this.state = state;
    this.#tell("state", state);
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

/** @param {number} rms @returns {number} 0 to 1, as loud as it sounds */
export function loudness(rms) {
  const decibels = 20 * Math.log10(Math.max(rms, 1e-6));
  return Math.max(0, Math.min(1, 1 - decibels / QUIETEST));
}
