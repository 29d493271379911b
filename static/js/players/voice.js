/**
 * The interviewer with the browser's own voice, and timed text where it has none or it fails.
 *
 * Besides the events of every player: "voiceless" when the words are only to be read, "piece"
 * (its text) when the voice really begins one, "quiet" when the voice ends.
 */
import { piecesOf } from "../lib/pieces.js";
import { say } from "../lib/utterance.js";
import { voiceFor } from "../lib/voices.js";
import { TextPlayer } from "./text.js";

/** @typedef {{gender?: "" | "female" | "male", pitch?: number}} Manner pitch: 1 is the voice's own */

const TOLD_BY_TEXT = ["speak_started", "speak_ended", "said"];

export class VoicePlayer extends EventTarget {
  #synthesis = globalThis.speechSynthesis;
  #voice = null;
  #text = new TextPlayer();
  #id = null; // of the speech the voice is saying

  /** @param {{language: string, manner?: Manner}} options */
  constructor({ language, manner = {} }) {
    super();
    this.language = language;
    this.manner = manner;
    for (const name of TOLD_BY_TEXT) {
      this.#text.addEventListener(name, ({ detail }) => this.tell(name, detail));
    }
  }

  async connect() {
    this.tell("connecting");
    this.#voice = await voiceFor(this.language, this.#synthesis, this.manner.gender);
    if (!this.#voice) this.tell("voiceless");
    this.tell("connected");
  }

  /** To be called within a press: some browsers stay silent until a press has spoken. */
  unlock() {
    this.#synthesis?.resume();
    this.#synthesis?.speak(new SpeechSynthesisUtterance(""));
  }

  /** @param {{from?: number}} options how much of the text is said already, in characters */
  async speak(id, text, { from = 0 } = {}) {
    this.interrupt();
    if (!this.#voice) return this.#readOn(id, text, from);
    this.#id = id;
    let begun = false;
    for (const piece of piecesOf(text, from)) {
      const outcome = await this.#say(id, piece, () => {
        if (!begun) this.tell("speak_started", { id });
        begun = true;
      });
      if (this.#id !== id) return;
      if (outcome !== "ended") return this.#readOn(id, text, piece.start);
    }
    this.interrupt();
  }

  interrupt() {
    this.#text.interrupt();
    if (this.#id === null) return;
    const id = this.#id;
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

  /** After an interruption some voices go quiet without an event; no word of theirs counts then. */
  #say(id, piece, began) {
    return say({
      text: piece.text,
      voice: this.#voice,
      pitch: this.manner.pitch,
      synthesis: this.#synthesis,
      began: () => {
        began();
        this.tell("piece", { text: piece.text });
      },
      said: (place) => this.#id === id && this.tell("said", { place: piece.start + place }),
    });
  }

  /** No voice, or it failed us: the rest of the question is to be read, none of it is lost. */
  #readOn(id, text, from) {
    this.#hush();
    this.tell("voiceless");
    this.#text.speak(id, text, { from });
  }

  #hush() {
    this.#id = null;
    this.#synthesis?.cancel();
    this.tell("quiet");
  }
}
