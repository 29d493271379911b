/** The samples of one take on their way to the server, in order, however often the line breaks. */
import { TakeAudio, endOf } from "./take-audio.js";

const HAVE_WITHIN = 5_000; // milliseconds for the server to say that it has what was sent
const MOST_SILENCES = 4; // in a row, after which the server is taken not to want it
const MOST_AHEAD = 480_000; // samples sent and not acknowledged: half a minute, one megabyte

export class Outbox {
  take = new TakeAudio();
  #line;
  #refused;
  #sent = 0;
  #timer = 0;
  #silences = 0;

  /** @param {Line} line @param {() => void} refused the server does not take it at all */
  constructor(line, refused) {
    this.#line = line;
    this.#refused = refused;
  }

  /** @param {TakeAudio} take @param {number} have what the server has of it */
  carry(take, have = 0) {
    this.take = take;
    this.#sent = have;
    this.expect();
  }

  /** Waits for the attempt's name: before it is open the server would let the samples fall. */
  pump() {
    if (!this.#timer) this.expect();
    if (!this.take.attempt || !this.#line.isOpen) return;
    for (const message of this.take.messages(this.#sent)) {
      if (this.#sent - this.take.acknowledged > MOST_AHEAD) return;
      if (!this.#line.sendAudio(message)) return;
      this.#sent = endOf(message);
    }
  }

  /** @param {number} have a number that does not grow asks for what is missing */
  acknowledge(have) {
    const before = this.take.acknowledged;
    this.take.acknowledge(have);
    if (this.take.acknowledged > before) this.#silences = 0;
    else this.#sent = Math.min(this.#sent, have);
    this.pump();
    this.expect();
  }

  /** A new connection: all that the server does not have is to be sent again, from `have` on. */
  rewind(have) {
    this.take.acknowledge(have);
    this.#sent = this.take.isStored && !have ? this.take.end : have;
  }

  /** Begins to wait for the server's word, if there is something to wait for. */
  expect() {
    clearTimeout(this.#timer);
    const isAwaited = this.take.unacknowledged > 0;
    this.#timer = isAwaited ? setTimeout(() => this.#heardNothing(), HAVE_WITHIN) : 0;
  }

  #heardNothing() {
    this.#timer = 0;
    if (!this.#line.isOpen) return this.expect();
    this.#silences += 1;
    if (this.#silences >= MOST_SILENCES) return this.#giveUp();
    this.expect();
    this.#line.restart();
  }

  #giveUp() {
    this.#silences = 0;
    this.#refused();
  }
}
