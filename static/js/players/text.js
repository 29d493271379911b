/** The interviewer without a voice: the words appear at the speed at which they would be spoken. */
import { expectedSeconds } from "../lib/speech-time.js";

const STEP = 100; // milliseconds

export class TextPlayer extends EventTarget {
  #id = null;
  #timer = 0;

  async connect() {
    this.tell("connecting");
    this.tell("connected");
  }

  unlock() {}

  /** @param {{from?: number}} options how much of the text is said already, in characters */
  speak(id, text, { from = 0 } = {}) {
    this.interrupt();
    this.#id = id;
    const seconds = expectedSeconds(text.slice(from));
    const began = performance.now();
    this.tell("speak_started", { id });
    this.#timer = setInterval(() => {
      const share = (performance.now() - began) / 1000 / seconds;
      this.tell("said", { place: from + Math.floor(share * (text.length - from)) });
      if (share >= 1) this.interrupt();
    }, STEP);
  }

  interrupt() {
    if (this.#id === null) return;
    clearInterval(this.#timer);
    const id = this.#id;
    this.#id = null;
    this.tell("speak_ended", { id });
  }

  stop() {
    this.interrupt();
    this.tell("stopped");
  }

  tell(name, detail = {}) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
