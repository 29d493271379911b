/**
 * Correcting the words the recogniser was not sure of, where the words are still to be checked.
 * The text box stays the truth: it is what is sent.
 */
import { betterWord, textOf } from "./correction.js";
import { withWordReplaced } from "./word-places.js";
import { CORRECTED, NO_SUCH_WORD } from "./words.js";

export class WordCheck {
  #replay;
  #status;

  /** @param {HTMLElement} replay with the words, and in `data-corrects` the id of their text box */
  constructor(replay) {
    this.#replay = replay;
    this.#status = document.createElement("p");
    this.#status.className = "visually-hidden";
    this.#status.setAttribute("role", "status");
    replay.append(this.#status);
  }

  /** Whether a press on this word is to correct it. */
  covers(word) {
    return word.matches(".unsure") && Boolean(this.#box);
  }

  async correct(word) {
    const text = textOf(word);
    const better = await betterWord(word, text);
    if (better === text) word.classList.remove("unsure");
    else if (better && this.#box) this.#replace(word, better);
  }

  get #box() {
    return document.getElementById(this.#replay.dataset.corrects);
  }

  #replace(word, better) {
    const box = this.#box;
    const text = withWordReplaced(box.value, ...this.#placeOf(word), better);
    this.#status.textContent = text === null ? NO_SUCH_WORD : CORRECTED;
    if (text === null) return;
    box.value = text;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    word.textContent = better;
    word.classList.replace("unsure", "corrected");
  }

  /** All words as they are shown, and the number of this one among them. */
  #placeOf(word) {
    const all = [...this.#replay.querySelectorAll(".word")];
    const texts = all.map((each) => textOf(each).split(/\s+/u));
    return [texts.flat(), texts.slice(0, all.indexOf(word)).flat().length];
  }
}
