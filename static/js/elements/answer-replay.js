/**
 * An answer to be heard again: a press on a word plays from there, the word being said is marked,
 * a line goes along the waveform. Where the words are still to be checked, a press on one that the
 * recogniser was not sure of plays that word alone and lets it be corrected.
 *
 * A quote elsewhere on the page (a button with `data-replay`, this element's id) plays where it was
 * said, and unfolds the words.
 *
 * Attributes: `data-seconds`, its length; `data-corrects`, id of the text box. Inside it: `audio`,
 * `.waveform` with a `.playhead`, and `button.word` with `data-start` and `data-end` in seconds.
 */
import { WordCheck } from "../lib/word-check.js";
import { wordAt } from "../lib/word-places.js";

const AROUND = 0.3; // seconds that are played before and after a word or a quote
const STEPS = { ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity };

export class AnswerReplay extends HTMLElement {
  #until = Infinity;
  #frame = 0;
  #now = null;

  connectedCallback() {
    this.audio = this.querySelector("audio");
    if (!this.audio || this.check) return;
    this.waveform = this.querySelector(".waveform");
    this.check = new WordCheck(this);
    this.words = [...this.querySelectorAll("button.word[data-start]")];
    this.starts = this.words.map((word) => Number(word.dataset.start));
    this.#stopAt(this.words[0]);
    this.addEventListener("click", (event) => this.#clicked(event));
    this.addEventListener("keydown", (event) => this.#key(event));
    for (const quote of this.#quotes()) {
      quote.hidden = false;
      quote.addEventListener("click", () => this.#playQuote(quote));
    }
    this.audio.addEventListener("play", () => this.#began());
    this.audio.addEventListener("timeupdate", () => this.#show());
    this.audio.addEventListener("pause", () => (this.#until = Infinity));
    this.audio.addEventListener("ended", () => this.#mark(null));
  }

  disconnectedCallback() {
    cancelAnimationFrame(this.#frame);
    this.audio?.pause();
  }

  /** @param {number} from @param {number} until both in seconds */
  play(from, until = Infinity) {
    this.audio.currentTime = Math.max(0, from);
    this.#until = until;
    this.audio.play().catch(() => {});
  }

  #quotes() {
    return document.querySelectorAll(`[data-replay="${this.id}"]`);
  }

  #playQuote({ dataset: { start, end } }) {
    for (let folded = this; (folded = folded.parentElement?.closest("details")); ) folded.open = true;
    this.play(Number(start) - AROUND, Number(end) + AROUND);
  }

  #clicked({ target, clientX }) {
    const word = target.closest("button.word");
    if (word && this.check.covers(word)) this.#correct(word);
    else if (this.words.includes(word)) this.play(Number(word.dataset.start));
    else if (target.closest(".waveform")) this.#playFromPoint(clientX);
  }

  #correct(word) {
    const { start, end } = word.dataset;
    if (start) this.play(Number(start) - AROUND, Number(end) + AROUND);
    this.check.correct(word);
  }

  get #seconds() {
    return this.audio.duration || Number(this.dataset.seconds);
  }

  #playFromPoint(x) {
    const { left, width } = this.waveform.getBoundingClientRect();
    this.play(((x - left) / width) * this.#seconds);
  }

  /** The tabulator stops once, and at words to be checked; the arrows go from word to word. */
  #key(event) {
    if (event.key === "Escape") this.audio.pause();
    const place = this.words.indexOf(event.target);
    if (place < 0 || !(event.key in STEPS)) return;
    event.preventDefault();
    const last = this.words.length - 1;
    const next = this.words[Math.max(0, Math.min(last, place + STEPS[event.key]))];
    this.#stopAt(next);
    next.focus();
  }

  #stopAt(stop) {
    for (const word of this.words) word.tabIndex = word === stop || this.check.covers(word) ? 0 : -1;
  }

  #began() {
    for (const other of document.querySelectorAll("audio")) if (other !== this.audio) other.pause();
    cancelAnimationFrame(this.#frame);
    if (!matchMedia("(prefers-reduced-motion: reduce)").matches) this.#glide();
  }

  #glide() {
    this.#show();
    if (!this.audio.paused) this.#frame = requestAnimationFrame(() => this.#glide());
  }

  #show() {
    const { currentTime, ended } = this.audio;
    if (currentTime >= this.#until) this.audio.pause();
    this.#showPlace(currentTime / this.#seconds);
    if (!ended) this.#mark(this.words[wordAt(this.starts, currentTime)] ?? null);
  }

  /** @param {number} share of the recording, 0 to 1 */
  #showPlace(share) {
    const place = share * (this.waveform?.viewBox.baseVal.width ?? 0);
    const line = this.querySelector(".playhead");
    for (const end of ["x1", "x2"]) line?.setAttribute(end, place.toFixed(2));
  }

  #mark(word) {
    if (word === this.#now) return;
    this.#now?.classList.remove("now");
    this.#now?.removeAttribute("aria-current");
    word?.classList.add("now");
    word?.setAttribute("aria-current", "true");
    this.#now = word;
  }
}

customElements.define("answer-replay", AnswerReplay);
