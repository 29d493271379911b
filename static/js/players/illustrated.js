/** The drawn interviewer: the voice, and a mouth that moves while the voice really speaks. */
import { mouthFor, shapeAt, shapeFor } from "../lib/mouth.js";
import { expectedSeconds } from "../lib/speech-time.js";
import { SpokenPlayer } from "./spoken.js";

const STEP = 80; // milliseconds

export class IllustratedPlayer extends SpokenPlayer {
  #timer = 0;

  /** @param {{language: string, manner?: Manner, clip: Clip, face: Element | null}} options */
  constructor({ language, manner, clip, face }) {
    super({ language, manner, clip });
    this.face = face;
    this.addEventListener("piece", ({ detail }) => this.#move(detail));
    this.addEventListener("quiet", () => this.#rest());
  }

  /** As loud as the sound is where that is known, else as its words are made. */
  #move({ text, seconds = expectedSeconds(text), level = () => null }) {
    this.#rest();
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    const moments = mouthFor(text, seconds);
    const began = performance.now();
    this.#timer = setInterval(() => {
      const loud = level();
      const passed = (performance.now() - began) / 1000;
      this.#show(loud === null ? shapeAt(moments, passed) : shapeFor(loud));
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
