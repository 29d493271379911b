/**
 * The room: brings the line, the recording, the text and the interviewer together.
 * Its attributes are its only state; the style sheets show and hide by them.
 */
import { AnswerClock } from "../lib/answer-clock.js";
import { AnswerText } from "../lib/answer-text.js";
import { keepFocus } from "../lib/focus.js";
import { HandIn } from "../lib/hand-in.js";
import { Interviewer } from "../lib/interviewer.js";
import { Line } from "../lib/line.js";
import { Microphone } from "../lib/microphone.js";
import { press } from "../lib/presses.js";
import { SpokenAnswer } from "../lib/spoken-answer.js";
import { showStatus } from "../lib/status.js";
import { tabName } from "../lib/tab.js";
import { tell } from "../lib/told.js";
import { Upload } from "../lib/upload.js";
import { ASK_MICROPHONE } from "../lib/words.js";

export class InterviewRoom extends HTMLElement {
  #closing = null;

  connectedCallback() {
    this.#closing = new AbortController();
    this.line = new Line({ url: this.dataset.socket, tab: tabName() });
    this.microphone = new Microphone(this.dataset.worklet);
    this.interviewer = new Interviewer(this, this.line);
    this.answer = new AnswerText(this, this.line, sessionStorage);
    this.clock = new AnswerClock(this);
    this.spoken = new SpokenAnswer(this);
    this.handIn = new HandIn(this, this.line);
    this.upload = new Upload(this);
    this.setAttribute("words", this.spoken.words);
    this.#listen();
    keepFocus(this, this.#closing.signal);
    this.#join();
  }

  disconnectedCallback() {
    this.#closing.abort();
    this.line.stop();
    this.interviewer.stop();
    this.spoken.stop();
    this.handIn.forget();
    this.upload.settle();
  }

  get talkButton() {
    return this.querySelector("talk-button");
  }

  /** @param {"info" | "warning" | "error"} tone */
  notify(text, tone = "info") {
    const notice = this.querySelector("#notice");
    notice.className = `notice ${tone}`;
    notice.querySelector("p").textContent = text;
    notice.hidden = !text;
  }

  /** Words as they are heard: those that stay go into the box, the others stand below it. */
  showWords(final, interim) {
    if (final) this.answer.append(final);
    const line = this.querySelector(".interim");
    if (line) line.textContent = interim;
  }

  /** @returns {Promise<boolean>} whether it listens now; if not, `mic` says why */
  async openMicrophone(device = "") {
    if (!this.microphone.isOpen) this.notify(ASK_MICROPHONE);
    const failure = await this.microphone.open(device).catch((error) => error);
    this.notify("");
    return !failure;
  }

  /** What an earlier page kept must be at hand when the server says what it has. */
  async #join() {
    await this.spoken.recording.load();
    if (!this.#closing.signal.aborted) this.line.start();
  }

  #listen() {
    const { signal } = this.#closing;
    const on = (target, name, act) => target.addEventListener(name, act, { signal });
    on(this.line, "link", ({ detail }) => this.#showLink(detail));
    on(this.line, "message", ({ detail }) => tell(this, detail));
    on(this.microphone, "state", ({ detail }) => this.setAttribute("mic", detail));
    on(this.microphone, "level", ({ detail }) => this.#showLevel(detail));
    on(this.spoken.recording, "grew", () => this.clock.show(this.spoken.recording.seconds));
    on(this, "talk-press", () => this.spoken.press());
    on(this, "talk-release", () => this.spoken.release());
    on(this, "click", ({ target }) => press(this, target));
    on(this, "input", ({ target }) => target === this.answer.box && this.answer.changed());
    on(window, "beforeunload", (event) => this.#isAtRisk && event.preventDefault());
    on(window, "online", () => this.line.retry());
    on(document, "visibilitychange", () => document.hidden || this.line.retry());
  }

  /** Another tab goes on: nobody is paid for talking to this one. */
  #showLink(link) {
    this.setAttribute("link", link);
    if (link === "elsewhere") this.interviewer.stop();
    showStatus(this);
  }

  #showLevel(level) {
    if (this.talkButton) this.talkButton.level = level;
  }

  get #isAtRisk() {
    return this.spoken.recording.isAtRisk || this.answer.isAtRisk;
  }
}

customElements.define("interview-room", InterviewRoom);
