/** The samples of one attempt, kept until the server has stored the whole answer. */

export const SAMPLE_RATE = 16_000; // Hz, mono, signed 16 bit, little endian
const MOST_SECONDS = 500; // of one attempt; the server stores 16 MiB at most
const MOST_SAMPLES = MOST_SECONDS * SAMPLE_RATE;
const HEADER_BYTES = 4; // number of the first sample of a message
const SAMPLES_A_MESSAGE = 32_000; // two seconds, 64,000 bytes

/** @typedef {{start: number, samples: Int16Array}} Frame start is its first sample's number */

/** Number of the sample after a message's last one. @param {ArrayBuffer} message */
export function endOf(message) {
  return new DataView(message).getUint32(0, true) + (message.byteLength - HEADER_BYTES) / 2;
}

export class TakeAudio {
  #first;
  #frames = [];
  #acknowledged;

  /**
   * @param {string} attempt its id, "" while the server has not named it yet
   * @param {number} first number of the first sample that will be added here
   */
  constructor(attempt = "", first = 0) {
    this.attempt = attempt;
    this.isStored = false; // the whole of it, though perhaps not by the line
    this.end = this.#first = this.#acknowledged = first;
  }

  /** The take as far as its frames go without a hole. @param {Frame[]} frames in order */
  static of(attempt, frames) {
    const take = new TakeAudio(attempt, frames[0]?.start ?? 0);
    for (const { start, samples } of frames) if (start === take.end) take.add(samples);
    return take;
  }

  get frames() {
    return this.#frames;
  }

  /** Everything since the attempt began, as the server wants it by HTTP; null if a part is not here. */
  get whole() {
    if (this.#first > 0 || !this.end) return null;
    return new Blob(this.#frames.map(({ samples }) => samples));
  }

  /** Whether all samples from this number on are here. */
  reaches(start) {
    return this.#first <= start && start <= this.end;
  }

  get seconds() {
    return this.end / SAMPLE_RATE;
  }

  get isFull() {
    return this.end >= MOST_SAMPLES;
  }

  get acknowledged() {
    return this.#acknowledged;
  }

  get unacknowledged() {
    return this.isStored ? 0 : this.end - this.#acknowledged;
  }

  /** What does not fit any more is let go. @param {Int16Array} heard @returns {Frame} as added */
  add(heard) {
    const samples = heard.subarray(0, Math.max(0, MOST_SAMPLES - this.end));
    const frame = { start: this.end, samples };
    if (samples.length) this.#frames.push(frame);
    this.end += samples.length;
    return frame;
  }

  /** @param {number} have all samples before this number are on the server's disk */
  acknowledge(have) {
    this.#acknowledged = Math.min(Math.max(have, this.#first), this.end);
  }

  /** Lets go of what is not on the server's disk: it takes no more. */
  cut() {
    this.end = this.#acknowledged;
    this.#frames = this.#frames.filter((frame) => frame.start < this.end);
    const last = this.#frames.at(-1);
    if (last) last.samples = last.samples.subarray(0, this.end - last.start);
  }

  /** Whether an attempt of this id is, or may become, the one these samples belong to. */
  belongsTo(attempt) {
    return !this.attempt || this.attempt === attempt;
  }

  /**
   * Messages as the wire wants them, which carry every sample from number `from` on.
   * @param {number} from @returns {Generator<ArrayBuffer>}
   */
  *messages(from) {
    for (let start = Math.max(from, this.#first); start < this.end; ) {
      const end = Math.min(this.end, start + SAMPLES_A_MESSAGE);
      yield this.#pack(start, end);
      start = end;
    }
  }

  #pack(start, end) {
    const message = new ArrayBuffer(HEADER_BYTES + 2 * (end - start));
    new DataView(message).setUint32(0, start, true);
    const body = new Int16Array(message, HEADER_BYTES);
    for (const frame of this.#frames.slice(this.#frameAt(start))) {
      if (frame.start >= end) break;
      const cut = frame.samples.subarray(Math.max(0, start - frame.start), end - frame.start);
      body.set(cut, Math.max(frame.start, start) - start);
    }
    return message;
  }

  /** Index of the frame that holds sample number `wanted`; frames are searched from the newest. */
  #frameAt(wanted) {
    let index = this.#frames.length - 1;
    while (index > 0 && this.#frames[index].start > wanted) index -= 1;
    return index;
  }
}
