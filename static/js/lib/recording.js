/**
 * The recording of the open attempt, on its way to the server: every sample exactly once, in
 * order, however often the line breaks.
 *
 * Events: "grew" when samples came, "full" when no more fit, "stopped" when the server took the
 * floor away, "refused" when it does not take the recording at all.
 */
import { TakeAudio, endOf } from "./take-audio.js";

const HAVE_WITHIN = 5_000; // milliseconds for the server to say that it has what was sent
const MOST_SILENCES = 4; // in a row, after which the server is taken not to want it
const MOST_AHEAD = 480_000; // samples sent and not acknowledged: half a minute, one megabyte
const ANSWERING = ["asking", "listening", "recording"];

export class Recording extends EventTarget {
  #line;
  #microphone;
  #take = new TakeAudio();
  #sent = 0;
  #isListening = false; // also for the last frame after the release
  #isGranted = false; // the server has shown this press as "recording"
  #timer = 0;
  #silences = 0;

  /** @param {Line} line @param {Microphone} microphone */
  constructor(line, microphone) {
    super();
    this.#line = line;
    this.#microphone = microphone;
    this.isOn = false;
    microphone.addEventListener("samples", ({ detail }) => this.#add(detail));
  }

  get samples() {
    return this.#take.end;
  }

  get seconds() {
    return this.#take.seconds;
  }

  get isFull() {
    return this.#take.isFull;
  }

  get isAtRisk() {
    return this.#take.unacknowledged > 0;
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
    this.#take = new TakeAudio();
    this.#sent = 0;
    this.#expect();
  }

  /** The server's view of the room: whose samples these are, and whether it still listens. */
  show({ phase, attempt, have, joins }) {
    if (!ANSWERING.includes(phase) || !this.#take.belongsTo(attempt)) this.forget();
    if (attempt && !this.#take.attempt) this.#name(attempt, have);
    if (joins) return this.#resume(phase, have);
    if (phase === "recording") this.#isGranted = true;
    else if (this.isOn && this.#isGranted) this.#stopped();
    this.#pump();
  }

  /** @param {number} have a number that does not grow asks for what is missing */
  acknowledge(have) {
    const before = this.#take.unacknowledged;
    this.#take.acknowledge(have);
    if (this.#take.unacknowledged < before) this.#silences = 0;
    else this.#sent = Math.min(this.#sent, have);
    this.#pump();
    this.#expect();
  }

  /** A new connection: all that the server does not have is sent again, from `have` on. */
  #resume(phase, have) {
    const isAnswering = ANSWERING.includes(phase);
    const talks = isAnswering && (this.isOn || (this.samples > 0 && !have));
    this.#isGranted = false;
    this.#take.acknowledge(have);
    this.#sent = have;
    if (talks) this.#line.send("talk");
    this.#pump();
    if (talks && !this.isOn) this.#line.send("release");
  }

  /** The answer is stored: this copy has done its duty. */
  saved(attempt) {
    if (this.#take.attempt === attempt) this.forget();
  }

  #name(attempt, have) {
    if (this.samples) this.#take.attempt = attempt;
    else this.#take = new TakeAudio(attempt, have);
    this.#sent = have;
    this.#expect();
  }

  #add(samples) {
    if (!this.#isListening) return;
    this.#take.add(samples);
    this.#pump();
    if (!this.#timer) this.#expect();
    this.#tell("grew");
    if (this.isFull && this.isOn) this.#tell("full");
  }

  /** Waits for the attempt's name: before it is open the server would let the samples fall. */
  #pump() {
    if (!this.#take.attempt || !this.#line.isOpen) return;
    for (const message of this.#take.messages(this.#sent)) {
      if (this.#sent - this.#take.acknowledged > MOST_AHEAD) return;
      this.#line.sendAudio(message);
      this.#sent = endOf(message);
    }
  }

  #expect() {
    clearTimeout(this.#timer);
    this.#timer = this.isAtRisk ? setTimeout(() => this.#heardNothing(), HAVE_WITHIN) : 0;
  }

  #heardNothing() {
    this.#timer = 0;
    if (!this.#line.isOpen) return this.#expect();
    this.#silences += 1;
    if (this.#silences >= MOST_SILENCES) return this.#refused();
    this.#expect();
    this.#line.restart();
  }

  /** What the server has not taken by now it will not take. */
  #stopped() {
    this.isOn = this.#isListening = false;
    this.#microphone.stop();
    this.#take.cut();
    this.#expect();
    this.#tell("stopped");
  }

  #refused() {
    this.#silences = 0;
    this.#stopped();
    this.#tell("refused");
  }

  #tell(name) {
    this.dispatchEvent(new CustomEvent(name));
  }
}
