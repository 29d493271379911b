/** A voice as its maker lets it be heard: a sound file, played as it is. Nothing else replaces it. */
import { within } from "../lib/deadline.js";

const BEGIN_WITHIN = 8_000; // milliseconds for the file to come and to be heard

export class SamplePlayer extends EventTarget {
  #audio;
  #id = null;

  constructor(audio = new Audio()) {
    super();
    this.#audio = audio;
    this.#audio.addEventListener("ended", () => this.interrupt());
    this.#audio.addEventListener("error", () => this.#id !== null && this.#fail());
  }

  async connect() {}

  unlock() {}

  async speak(id, _text, { audio }) {
    this.interrupt();
    this.#id = id;
    const failure = await within(this.#play(id, audio), BEGIN_WITHIN).catch((error) => error);
    if (this.#id !== id) return;
    if (failure) this.#fail();
    else this.#tell("speak_started", { id });
  }

  interrupt() {
    if (this.#id === null) return;
    const id = this.#id;
    this.#id = null;
    this.#audio.pause();
    this.#tell("speak_ended", { id });
  }

  /** The whole file first: some browsers play nothing from a server that gives no parts. */
  async #play(id, address) {
    const response = await fetch(address);
    if (!response.ok) throw new Error(`the sample was answered with ${response.status}`);
    const sound = await response.blob();
    if (this.#id !== id) return;
    URL.revokeObjectURL(this.#audio.src);
    this.#audio.src = URL.createObjectURL(sound);
    await this.#audio.play();
  }

  #fail() {
    this.#tell("voiceless");
    this.interrupt();
  }

  #tell(name, detail = {}) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
