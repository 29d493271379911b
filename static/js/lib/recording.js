/**
 * The recording of the open attempt: every sample exactly once, in order, in memory and in the
 * browser's store until the server has stored the answer.
 *
 * Events: "grew" when samples came, "full" when no more fit, "stopped" when the server took the
 * floor away, "refused" when it does not take the recording at all.
 */
import { Outbox } from "./outbox.js";
import { TakeAudio } from "./take-audio.js";

const ANSWERING = ["asking", "listening", "recording"];

export class Recording extends EventTarget {
  #line;
  #microphone;
  #store;
  #outbox;
  #left = []; // what an earlier page kept
  #isListening = false; // also for the last frame after the release
  #isGranted = false; // the server has shown this press as "recording"

  /** @param {Line} line @param {Microphone} microphone @param {AudioStore} store */
  constructor(line, microphone, store) {
    super();
    this.#line = line;
    this.#microphone = microphone;
    this.#store = store;
    this.#outbox = new Outbox(line, () => this.#refused());
    this.isOn = false;
    microphone.addEventListener("samples", ({ detail }) => this.#add(detail));
  }

  /** To be waited for before the line is opened. */
  async load() {
    this.#left = await this.#store.load();
  }

  get take() {
    return this.#outbox.take;
  }

  get samples() {
    return this.take.end;
  }

  get seconds() {
    return this.take.seconds;
  }

  get isFull() {
    return this.take.isFull;
  }

  get isAtRisk() {
    return this.take.unacknowledged > 0;
  }

  start() {
    this.isOn = this.#isListening = true;
    this.#isGranted = false;
    this.#line.send("talk");
    this.#microphone.start();
  }

  async stop() {
    if (!this.isOn) return;
    this.isOn = false;
    await this.#microphone.stop();
    this.#isListening = false;
    this.#line.send("release");
  }

  /** The server takes no more of it. */
  letGo() {
    if (this.isOn) this.#stopped();
  }

  forget() {
    this.#outbox.carry(new TakeAudio());
    this.#left = [];
    this.#store.replace("", []);
  }

  /** The server's view of the room: whose samples these are, and whether it still listens. */
  show({ phase, attempt, have, joins }) {
    if (!ANSWERING.includes(phase) || !this.take.belongsTo(attempt)) this.forget();
    if (attempt && !this.take.attempt) this.#name(attempt, have);
    if (joins) return this.#resume(phase, have);
    if (phase === "recording") this.#isGranted = true;
    else if (this.isOn && this.#isGranted) this.#stopped();
    this.#outbox.pump();
  }

  /** @param {number} have */
  acknowledge(have) {
    this.#outbox.acknowledge(have);
  }

  /** The answer is stored: this copy has done its duty. */
  saved(attempt) {
    if (this.take.attempt === attempt) this.forget();
  }

  /** The whole of it has reached the server another way; how much that was is still to be told. */
  arrived() {
    this.take.isStored = true;
    this.#outbox.expect();
    this.#store.replace("", []);
  }

  /** A new connection: what the server does not have goes out again. */
  #resume(phase, have) {
    const isOwed = this.samples > 0 && !have && !this.take.isStored;
    const talks = ANSWERING.includes(phase) && (this.isOn || isOwed);
    this.#isGranted = false;
    this.#outbox.rewind(have);
    if (talks) this.#line.send("talk");
    this.#outbox.pump();
    if (talks && !this.isOn) this.#line.send("release");
  }

  /** What was said before the attempt had a name comes after what an earlier page heard of it. */
  #name(attempt, have) {
    const left = TakeAudio.of(attempt, this.#left.filter((frame) => frame.attempt === attempt));
    const take = left.reaches(have) ? left : new TakeAudio(attempt, have);
    for (const { samples } of this.take.frames) take.add(samples);
    this.#left = [];
    this.#outbox.carry(take, have);
    this.#store.replace(attempt, take.frames);
  }

  #add(samples) {
    if (!this.#isListening) return;
    const frame = this.take.add(samples);
    if (this.take.attempt) this.#store.add(this.take.attempt, frame);
    this.#outbox.pump();
    this.#tell("grew");
    if (this.take.isFull && this.isOn) this.#tell("full");
  }

  /** What the server has not taken by now it will not take. */
  #stopped() {
    this.isOn = this.#isListening = false;
    this.#microphone.stop();
    this.take.cut();
    this.#outbox.expect();
    this.#store.replace(this.take.attempt, this.take.frames);
    this.#tell("stopped");
  }

  #refused() {
    this.#stopped();
    this.#tell("refused");
  }

  #tell(name) {
    this.dispatchEvent(new CustomEvent(name));
  }
}
