/**
 * The talk button. Tells "talk-press" and "talk-release"; shows what it is told: level, seconds.
 * Attributes: `mode` (either, toggle), `suggested` (seconds), `talking` (set here).
 */
import { clockWords } from "../lib/clock-words.js";
import { PushToTalk } from "../lib/push-to-talk.js";

export class TalkButton extends HTMLElement {
  #push = new PushToTalk("either");
  #closing = null;

  connectedCallback() {
    this.#closing = new AbortController();
    this.#push.mode = this.getAttribute("mode") ?? "either";
    this.button = this.querySelector("button");
    this.#on(this.#push, {
      talk: () => this.#show(true),
      stop: () => this.#show(false),
      held: () => this.button.setAttribute("data-held", ""),
      loose: () => this.button.removeAttribute("data-held"),
    });
    this.#on(this.button, {
      pointerdown: (event) => this.#pointerDown(event),
      pointerup: (event) => this.#push.up(event.timeStamp),
      lostpointercapture: () => this.#push.letGo(),
      keydown: (event) => this.#keyDown(event),
      keyup: (event) => this.#keyUp(event),
      blur: () => this.#push.letGo(),
      click: (event) => this.#clicked(event),
      contextmenu: (event) => event.preventDefault(),
    });
    this.#on(document, { visibilitychange: () => document.hidden && this.#push.stop() });
  }

  disconnectedCallback() {
    this.#push.stop();
    this.#closing.abort();
  }

  /** Something else ended the talking, or it could not begin. */
  cancel() {
    this.#push.stop();
  }

  /** @param {number} level 0 to 1 */
  set level(level) {
    this.button.style.setProperty("--level", level.toFixed(2));
  }

  get suggested() {
    return Number(this.getAttribute("suggested"));
  }

  /** @param {number} seconds */
  set elapsed(seconds) {
    const share = Math.min(1, seconds / this.suggested);
    this.button.style.setProperty("--elapsed", share.toFixed(3));
    this.querySelector(".talk-time")?.replaceChildren(clockWords(seconds));
  }

  #pointerDown(event) {
    if (event.button !== 0) return;
    this.button.setPointerCapture(event.pointerId);
    this.#push.down(event.timeStamp);
  }

  #keyDown(event) {
    if (event.key !== " " && event.key !== "Enter") return;
    event.preventDefault();
    if (event.repeat) return;
    if (event.key === "Enter") this.#push.toggle();
    else this.#push.down(event.timeStamp);
  }

  #keyUp(event) {
    if (event.key !== " ") return;
    event.preventDefault();
    this.#push.up(event.timeStamp);
  }

  /** Pointers and keys have been dealt with; what is left comes from assistive technology. */
  #clicked({ detail, pointerType }) {
    if (detail === 0 && !pointerType) this.#push.toggle();
  }

  #show(isTalking) {
    this.toggleAttribute("talking", isTalking);
    this.button.setAttribute("aria-pressed", String(isTalking));
    const name = isTalking ? "talk-press" : "talk-release";
    this.dispatchEvent(new CustomEvent(name, { bubbles: true }));
  }

  #on(target, listeners) {
    for (const [name, act] of Object.entries(listeners)) {
      target.addEventListener(name, act, { signal: this.#closing.signal });
    }
  }
}

customElements.define("talk-button", TalkButton);
