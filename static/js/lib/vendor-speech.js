/**
 * One speech after the other in the mouth of a vendor's avatar: from our command to its end, which
 * may come late, twice, or never.
 */
import { expectedSeconds, watchdogSeconds } from "./speech-time.js";

const BEGIN_WITHIN = 5_000; // milliseconds from our command to the first word
const STEP = 100; // milliseconds
const NO_QUESTION = 0; // number of a speech that nobody waits for

export class VendorSpeech {
  #now = null; // {id, text, commanded?, event?, hasBegun}
  #past = new Set(); // the vendor's names of speeches that are over for us
  #timers = { deadline: 0, clock: 0 };

  /**
   * @param {{command: (text: string) => string | undefined, tell: Function, stuck: () => void}} how
   *   command gives the vendor's name of the speech; stuck: none will begin any more
   */
  constructor({ command, tell, stuck }) {
    Object.assign(this, { command, tell, stuck });
  }

  get id() {
    return this.#now?.id ?? NO_QUESTION;
  }

  get isOn() {
    return Boolean(this.#now);
  }

  /** Nobody is there yet to say it. @param {number} patience milliseconds */
  wait(id, text, patience) {
    this.#now = { id, text, hasBegun: false };
    this.#limit(patience, () => (id === NO_QUESTION ? this.end() : this.stuck()));
  }

  /** @param {{id: number, text: string}} speech by default the one that waits */
  say({ id, text } = this.#now) {
    const speech = { id, text, hasBegun: false, commanded: performance.now() };
    this.#now = speech;
    this.#limit(BEGIN_WITHIN, this.stuck);
    speech.event = this.command(text);
  }

  /** @param {string | undefined} event which speech the vendor means, where it tells */
  started(event) {
    const speech = this.#now;
    if (!speech?.commanded || speech.hasBegun || this.#past.has(event)) return;
    speech.hasBegun = true;
    const began = performance.now();
    this.tell("speak_started", { id: speech.id, ms: Math.round(began - speech.commanded) });
    this.#limit(watchdogSeconds(speech.text) * 1000, () => this.end());
    this.#timers.clock = setInterval(() => this.#tellPlace(speech.text, began), STEP);
  }

  /** The end of a speech that was cut comes late, and is none of the one that follows it. */
  ended(event) {
    const speech = this.#now;
    if (!speech || this.#past.has(event)) return;
    const isOurs = event !== undefined && event === speech.event;
    if (speech.hasBegun || isOurs) this.end();
  }

  end() {
    const { id } = this.#now;
    this.drop();
    this.tell("speak_ended", { id });
  }

  /** Without a word: somebody else will say it. */
  drop() {
    const event = this.#now?.event;
    if (event !== undefined) this.#past.add(event);
    this.#now = null;
    clearTimeout(this.#timers.deadline);
    clearInterval(this.#timers.clock);
  }

  #limit(milliseconds, act) {
    clearTimeout(this.#timers.deadline);
    this.#timers.deadline = setTimeout(act, milliseconds);
  }

  #tellPlace(text, began) {
    const share = Math.min(1, (performance.now() - began) / 1000 / expectedSeconds(text));
    this.tell("said", { place: Math.floor(share * text.length) });
  }
}
