/**
 * The words of the answer in the text box: sent as a draft while they grow, and kept in this tab
 * until the server shows them, so that a reload loses none.
 */

const DRAFT_EVERY = 1_000; // milliseconds
const WORDED = ["asking", "listening", "recording", "checking"]; // phases with a text box

export class AnswerText {
  #room;
  #line;
  #store;
  #timer = 0;
  #take = { question: 0, probe: 0, attempt: "" };
  #hasBegun = false;
  #handedOver = null;

  /** @param {HTMLElement} room @param {Line} line @param {Storage} store */
  constructor(room, line, store) {
    this.#room = room;
    this.#line = line;
    this.#store = store;
    this.key = `answer ${room.dataset.socket}`;
  }

  get box() {
    return this.#room.querySelector("textarea[name=text]");
  }

  get text() {
    return this.box?.value ?? "";
  }

  /** Words that would be gone with this tab. */
  get isAtRisk() {
    return Boolean(this.#timer) || (Boolean(this.#kept()) && !this.#line.isOpen);
  }

  /** Words that were heard, after those that are there. Handed over, the server adds them itself. */
  append(words) {
    if (!this.box) return;
    const isHandedOver = this.text === this.#handedOver;
    const { length } = this.text.trimEnd();
    const after = length ? ` ${words}` : words;
    this.box.setRangeText(after, length, this.text.length, "preserve"); // the caret stays put
    if (!isHandedOver) return this.changed();
    this.handOver();
    this.#keep();
  }

  changed() {
    this.#keep();
    if (this.text && !this.#take.attempt && !this.#hasBegun) {
      this.#hasBegun = this.#line.send("type");
    }
    this.#timer ||= setTimeout(() => this.#send(), DRAFT_EVERY);
  }

  /** With the caret at the end: after a dialog Chromium gives the focus without one. */
  focus() {
    this.box?.focus();
    this.box?.setSelectionRange(this.text.length, this.text.length);
  }

  /** What has changed since the last draft goes now. */
  flush() {
    if (this.#timer) this.#send();
  }

  /** The words as they go with "Finish answer"; what the server then shows is made from them. */
  handOver() {
    this.#handedOver = this.text;
    return this.text;
  }

  clear() {
    this.forget();
    if (this.box) this.box.value = "";
    this.#hasBegun = false;
  }

  /** After the server's fragments are in the page: words that are newer here win. */
  show({ phase, question, probe, attempt, html }) {
    const kept = this.#kept();
    const isSame = question === this.#take.question && probe === this.#take.probe;
    if (!isSame || this.#take.attempt) this.#hasBegun = false;
    this.#take = { question, probe, attempt };
    if (!kept) return;
    if (!WORDED.includes(phase) || !this.#isOfThisTake(kept)) return this.forget();
    if (!html || !this.box) return;
    if (this.box.value === kept.text) return this.#timer ? undefined : this.forget();
    if (kept.text === this.#handedOver) return this.forget();
    this.#restore(kept);
  }

  /** The words belong to nothing any more, or the server has them. */
  forget() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#store.removeItem(this.key);
  }

  #send() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#line.send("draft", { text: this.text });
  }

  #restore({ text, caret }) {
    this.box.value = text;
    if (document.activeElement === this.box) this.box.setSelectionRange(...caret);
    this.changed();
  }

  #keep() {
    const { text } = this;
    const caret = [this.box.selectionStart, this.box.selectionEnd];
    this.#store.setItem(this.key, JSON.stringify({ ...this.#take, text, caret }));
  }

  #kept() {
    return JSON.parse(this.#store.getItem(this.key) ?? "null");
  }

  #isOfThisTake(kept) {
    const { question, probe, attempt } = this.#take;
    const named = !kept.attempt || kept.attempt === attempt;
    return named && kept.question === question && kept.probe === probe;
  }
}
