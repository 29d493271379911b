/**
 * What pressing means: held it talks until let go, pressed shortly it talks until pressed again.
 *
 * Events: "talk" and "stop"; "held" and "loose" as it goes down and comes up. Times are milliseconds of any clock that never goes back.
 */

const SHORT_PRESS = 400; // milliseconds

/** @typedef {"either" | "toggle"} TalkMode */

export class PushToTalk extends EventTarget {
  #pressedAt = null; // while it is down
  #endsByRelease = false;
  isTalking = false;

  /** @param {TalkMode} mode */
  constructor(mode) {
    super();
    this.mode = mode;
  }

  down(now) {
    if (this.#pressedAt !== null) return;
    this.#press(now);
    if (this.mode === "toggle") return;
    this.#endsByRelease = this.isTalking;
    this.#set(true);
  }

  up(now) {
    if (this.#pressedAt === null) return;
    const held = now - this.#pressedAt;
    this.#press(null);
    if (this.mode === "toggle") this.#set(!this.isTalking);
    else if (this.#endsByRelease || held >= SHORT_PRESS) this.#set(false);
  }

  /** One press that has no length: Enter, or a click by an assistive technology. */
  toggle() {
    this.#press(null);
    this.#set(!this.isTalking);
  }

  /** The pointer is lost or the focus gone: what was held is let go, what was switched on stays. */
  letGo() {
    if (this.#pressedAt === null) return;
    this.#press(null);
    if (this.mode !== "toggle") this.#set(false);
  }

  stop() {
    this.#press(null);
    this.#set(false);
  }

  #press(at) {
    this.#pressedAt = at;
    this.dispatchEvent(new Event(at === null ? "loose" : "held"));
  }

  #set(isTalking) {
    if (this.isTalking === isTalking) return;
    this.isTalking = isTalking;
    this.dispatchEvent(new Event(isTalking ? "talk" : "stop"));
  }
}
