/**
 * The room: brings the line, the recording, the text and the interviewer together.
 * Its attributes are its only state; the style sheets show and hide by them.
 */
import { AnswerText } from "../lib/answer-text.js";
import { HandIn } from "../lib/hand-in.js";
import { Interviewer } from "../lib/interviewer.js";
import { Line } from "../lib/line.js";
import { Microphone } from "../lib/microphone.js";
import { press } from "../lib/presses.js";
import { SpokenAnswer } from "../lib/spoken-answer.js";
import { statusOf } from "../lib/status.js";
import { tabName } from "../lib/tab.js";
import { tell } from "../lib/told.js";
import { ASK_MICROPHONE, TIME_PASSED } from "../lib/words.js";

export class InterviewRoom extends HTMLElement {
  #closing = null;
  #toldTimeOf = "";

  connectedCallback() {
    this.#closing = new AbortController();
    this.line = new Line({ url: this.dataset.socket, tab: tabName() });
    this.microphone = new Microphone(this.dataset.worklet);
    this.interviewer = new Interviewer(this, this.line);
    this.answer = new AnswerText(this, this.line, sessionStorage);
    this.spoken = new SpokenAnswer(this);
    this.handIn = new HandIn(this, this.line);
    this.setAttribute("words", this.spoken.words);
    this.#listen();
    this.line.start();
  }

  disconnectedCallback() {
    this.#closing.abort();
    this.line.stop();
    this.interviewer.stop();
    this.spoken.stop();
    this.handIn.forget();
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

  showStatus() {
    const [phase, link] = [this.getAttribute("phase"), this.getAttribute("link")];
    const { state, words } = statusOf({ phase, link, busy: this.hasAttribute("busy") });
    const line = this.querySelector("#status");
    line.dataset.state = state;
    if (line.textContent !== words) line.textContent = words;
  }

  showInterim(words) {
    const line = this.querySelector(".interim");
    if (line) line.textContent = words;
  }

  /** @returns {Promise<boolean>} whether it listens now; if not, `mic` says why */
  async openMicrophone(device = "") {
    this.notify(this.microphone.isOpen ? "" : ASK_MICROPHONE);
    const failure = await this.microphone.open(device).catch((error) => error);
    this.notify("");
    return !failure;
  }

  #showTime() {
    const { question, probe, showClock } = this.dataset;
    const { seconds } = this.spoken.recording;
    if (!this.talkButton || showClock === "off") return;
    this.talkButton.elapsed = seconds;
    const turn = `${question} ${probe}`;
    if (seconds < this.talkButton.suggested || this.#toldTimeOf === turn) return;
    this.#toldTimeOf = turn;
    this.notify(TIME_PASSED);
  }

  #showLevel(level) {
    if (this.talkButton) this.talkButton.level = level;
  }

  #listen() {
    const { signal } = this.#closing;
    const on = (target, name, act) => target.addEventListener(name, act, { signal });
    on(this.line, "link", ({ detail }) => this.#showLink(detail));
    on(this.line, "message", ({ detail }) => tell(this, detail));
    on(this.microphone, "state", ({ detail }) => this.setAttribute("mic", detail));
    on(this.microphone, "level", ({ detail }) => this.#showLevel(detail));
    on(this.spoken.recording, "grew", () => this.#showTime());
    on(this, "talk-press", () => this.spoken.press());
    on(this, "talk-release", () => this.spoken.release());
    on(this, "click", (event) => this.#clicked(event.target));
    on(this, "input", ({ target }) => target === this.answer.box && this.answer.changed());
    on(window, "beforeunload", (event) => this.#isAtRisk && event.preventDefault());
    on(window, "online", () => this.line.retry());
    on(document, "visibilitychange", () => document.hidden || this.line.retry());
  }

  #showLink(link) {
    this.setAttribute("link", link);
    this.showStatus();
  }

  #clicked(target) {
    const button = target.closest("[data-press], [data-dialog]");
    if (!button) return;
    if (button.dataset.dialog) document.getElementById(button.dataset.dialog).showModal();
    else press(this, button);
    this.showStatus();
  }

  get #isAtRisk() {
    return this.spoken.recording.isAtRisk || this.answer.isAtRisk;
  }
}

customElements.define("interview-room", InterviewRoom);
