/** Brings a stream of samples to a lower rate, with a low-pass so that nothing folds back. */

const ZERO_CROSSINGS = 16; // of the sinc on either side, counted at the lower rate
const PASS = 0.92; // of the lower half rate: where the low-pass begins to close

export class Resampler {
  #up;
  #down;
  #reach; // input samples on either side of an output sample
  #phases;
  #held;
  #position; // of the next output sample within `held`, in 1/up of an input sample

  /** @param {number} from Hz @param {number} to Hz */
  constructor(from, to) {
    const common = divisor(from, to);
    this.#up = to / common;
    this.#down = from / common;
    const cutoff = (PASS * Math.min(from, to)) / 2 / from; // cycles per input sample
    this.#reach = Math.ceil(ZERO_CROSSINGS / (2 * cutoff));
    this.#phases = Array.from({ length: this.#up }, (_, phase) =>
      taps(phase / this.#up, this.#reach, cutoff),
    );
    this.#restart();
  }

  /** @param {Float32Array} input @returns {Float32Array} */
  push(input) {
    this.#held = joined(this.#held, input);
    const output = [];
    while (this.#whole + this.#reach < this.#held.length) {
      output.push(this.#sample());
      this.#position += this.#down;
    }
    this.#forget();
    return Float32Array.from(output);
  }

  /** What is still inside the filter; the next push begins afresh. */
  flush() {
    const rest = this.push(new Float32Array(this.#reach));
    this.#restart();
    return rest;
  }

  get #whole() {
    return Math.floor(this.#position / this.#up);
  }

  #restart() {
    this.#held = new Float32Array(this.#reach);
    this.#position = this.#reach * this.#up;
  }

  #sample() {
    const filter = this.#phases[this.#position % this.#up];
    const start = this.#whole - this.#reach + 1;
    let sum = 0;
    for (let index = 0; index < filter.length; index += 1) {
      sum += filter[index] * this.#held[start + index];
    }
    return sum;
  }

  #forget() {
    const spare = this.#whole - this.#reach;
    if (spare <= 0) return;
    this.#held = this.#held.slice(spare);
    this.#position -= spare * this.#up;
  }
}

/** Windowed sinc around the fraction `offset` of an input sample; sums to one. */
function taps(offset, reach, cutoff) {
  const filter = Float64Array.from({ length: 2 * reach }, (_, index) => {
    const distance = index - reach + 1 - offset;
    const angle = 2 * Math.PI * cutoff * distance;
    const sinc = angle === 0 ? 1 : Math.sin(angle) / angle;
    return sinc * (0.5 + 0.5 * Math.cos((Math.PI * distance) / reach));
  });
  const sum = filter.reduce((total, tap) => total + tap, 0);
  return filter.map((tap) => tap / sum);
}

function joined(first, second) {
  const whole = new Float32Array(first.length + second.length);
  whole.set(first);
  whole.set(second, first.length);
  return whole;
}

function divisor(a, b) {
  return b ? divisor(b, a % b) : a;
}
