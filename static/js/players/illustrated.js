/** The drawn interviewer: the voice, and a mouth that moves while the voice really speaks. */
import { mouthFor, shapeAt } from "../lib/mouth.js";
import { expectedSeconds } from "../lib/speech-time.js";
import { VoicePlayer } from "./voice.js";

const STEP = 80; // milliseconds

export class IllustratedPlayer extends VoicePlayer {
  #timer = 0;

  /** @param {{language: string, face: Element | null}} options */
  constructor({ language, face }) {
    super({ language });
    this.face = face;
    this.addEventListener("piece", ({ detail }) => this.#move(detail.text));
    this.addEventListener("quiet", () => this.#rest());
  }

  #move(text) {
    this.#rest();
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    const moments = mouthFor(text, expectedSeconds(text));
    const began = performance.now();
    this.#timer = setInterval(() => {
      this.#show(shapeAt(moments, (performance.now() - began) / 1000));
    }, STEP);
  }

  #rest() {
    clearInterval(this.#timer);
    this.#show("rest");
  }

  #show(shape) {
    this.face?.setAttribute("data-mouth", shape);
  }
}
