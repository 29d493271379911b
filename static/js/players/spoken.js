/**
 * The interviewer aloud: in the server's voice where a clip of the question comes with it, in the
 * browser's own where none does or the clip fails, from the place that was reached.
 *
 * Besides the events of the voice player: "voiced" when the words will be heard after all. A
 * "piece" of a clip says how long it lasts (`seconds`) and how loud it is (`level()`, or null).
 */
import { VoicePlayer } from "./voice.js";

const TOLD_BY_VOICE = [
  "connecting", "connected", "speak_started", "speak_ended", "said", "voiceless", "piece", "quiet",
];

export class SpokenPlayer extends EventTarget {
  #clip;
  #voice;
  #id = null; // of the speech the clip is saying

  /** @param {{language: string, manner?: Manner, clip: Clip}} options */
  constructor({ language, manner, clip }) {
    super();
    this.#clip = clip;
    this.#voice = new VoicePlayer({ language, manner });
    for (const name of TOLD_BY_VOICE) {
      this.#voice.addEventListener(name, ({ detail }) => this.#pass(name, detail));
    }
  }

  connect() {
    return this.#voice.connect();
  }

  unlock() {
    this.#clip.unlock();
    this.#voice.unlock();
  }

  /** @param {{audio?: string}} options address of the clip, "" for none */
  async speak(id, text, { audio = "" } = {}) {
    this.interrupt();
    if (!audio) return this.#voice.speak(id, text);
    this.#id = id;
    this.tell("voiced");
    let from = 0;
    const outcome = await this.#clip.play({
      url: audio,
      text,
      began: () => this.#began(id, text),
      said: (place) => this.tell("said", { place: (from = place) }),
    });
    if (outcome === "stopped") return;
    this.#hush();
    if (outcome === "ended") this.tell("speak_ended", { id });
    else this.#voice.speak(id, text, { from });
  }

  interrupt() {
    this.#voice.interrupt();
    if (this.#id === null) return;
    const id = this.#id;
    this.#clip.stop();
    this.#hush();
    this.tell("speak_ended", { id });
  }

  stop() {
    this.interrupt();
    this.tell("stopped");
  }

  tell(name, detail = {}) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  /** That the browser has no voice is no news while a clip is being heard. */
  #pass(name, detail) {
    if (name !== "voiceless" || this.#id === null) this.tell(name, detail);
  }

  #began(id, text) {
    this.tell("speak_started", { id });
    const seconds = this.#clip.secondsOf(text);
    this.tell("piece", { text, seconds, level: () => this.#clip.level });
  }

  #hush() {
    this.#id = null;
    this.tell("quiet");
  }
}
