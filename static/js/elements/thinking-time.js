/**
 * The time to think, shown when a question has been said. It goes when the student begins to talk or
 * to type, or hides it.
 */
import { clockWords } from "../lib/clock-words.js";
import { ThinkingTime } from "../lib/thinking-time.js";
import { thinkingFor } from "../lib/words.js";

export class ThinkingTimeElement extends HTMLElement {
  #closing = null;

  connectedCallback() {
    this.#closing = new AbortController();
    const { signal } = this.#closing;
    const room = this.closest("interview-room");
    this.time = new ThinkingTime({ seconds: this.seconds, show: (left) => this.#show(left) });
    this.watch = new MutationObserver(([{ oldValue }]) => this.#phase(oldValue, room.getAttribute("phase")));
    this.watch.observe(room, { attributeFilter: ["phase"], attributeOldValue: true });
    room.addEventListener("input", () => this.time.end(), { signal });
    this.querySelector("button").addEventListener("click", () => this.time.end(), { signal });
  }

  disconnectedCallback() {
    this.#closing.abort();
    this.watch.disconnect();
    this.time.end();
  }

  get seconds() {
    return Number(this.getAttribute("seconds"));
  }

  #phase(before, now) {
    if (before === now) return;
    if (before !== "asking" || now !== "listening") return this.time.end();
    this.querySelector("[role=status]").textContent = thinkingFor(this.seconds);
    this.time.begin();
  }

  #show(left) {
    if (left === null) return this.#hide();
    this.setAttribute("counting", "");
    this.querySelector(".thinking-left").textContent = clockWords(left);
  }

  /** Who had the focus on its button goes on from the question. */
  #hide() {
    if (this.contains(document.activeElement)) this.closest("interview-room").querySelector("[data-focus]")?.focus();
    this.removeAttribute("counting");
    this.querySelector("[role=status]").textContent = "";
  }
}

customElements.define("thinking-time", ThinkingTimeElement);
