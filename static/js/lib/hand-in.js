/** "Finish answer" and "Get feedback": pressed once, said again after a cut until it has counted. */
import { SLOW } from "./words.js";

const ANSWERED_WITHIN = 20_000; // milliseconds
const FROM = { finish: ["asking", "listening", "recording"], feedback: ["checking"] };

export class HandIn {
  #room;
  #line;
  #waiting = null;
  #timer = 0;

  /** @param {HTMLElement} room @param {Line} line */
  constructor(room, line) {
    this.#room = room;
    this.#line = line;
  }

  get isWaiting() {
    return Boolean(this.#waiting);
  }

  /** @param {"finish" | "feedback"} type @param {() => object} fields as they are when it is sent */
  send(type, fields) {
    const { question, probe } = this.#room.dataset;
    this.#waiting = { type, fields, question, probe };
    this.#room.toggleAttribute("busy", true);
    this.#await();
    this.#line.send(type, fields());
  }

  /** @param {{phase: string, question: number, probe: number, joins: boolean, html: string}} room */
  show(room) {
    const waiting = this.#waiting;
    if (!waiting) return;
    const isOpen = FROM[waiting.type].includes(room.phase) && isOf(room, waiting);
    if (isOpen && room.joins) this.#line.send(waiting.type, waiting.fields());
    else if (!isOpen || room.html) this.forget();
  }

  forget() {
    this.#waiting = null;
    clearTimeout(this.#timer);
    this.#room.toggleAttribute("busy", false);
  }

  #await() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#tooSlow(), ANSWERED_WITHIN);
  }

  /** While the line is cut it waits on: it is said again when the line is back. */
  #tooSlow() {
    if (!this.#line.isOpen) return this.#await();
    this.forget();
    this.#room.notify(SLOW, "warning");
  }
}

function isOf({ question, probe }, waiting) {
  return String(question) === waiting.question && String(probe) === waiting.probe;
}
