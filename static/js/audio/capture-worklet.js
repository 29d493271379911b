/**
 * Runs beside the page, in the audio thread: turns the microphone into frames of about 100 ms,
 * mono, 16 kHz, signed 16 bit. Told "start", "stop"; stop hands over the last, shorter frame and
 * then says `flushed`. The level is told all the time, for the meters.
 */
import { Resampler } from "../lib/resampler.js";

const RATE = 16_000; // Hz
const FRAME = 1_600; // samples: 100 ms
const FULL_SCALE = 32_767;

class Capture extends AudioWorkletProcessor {
  #isOn = false;
  #frame = new Int16Array(FRAME);
  #filled = 0;
  #meter = { sum: 0, count: 0 };
  #resampler = sampleRate === RATE ? null : new Resampler(sampleRate, RATE);

  constructor() {
    super();
    this.port.onmessage = ({ data }) => (data === "start" ? (this.#isOn = true) : this.#stop());
  }

  process([[samples]]) {
    if (!samples) return true;
    this.#measure(samples);
    if (this.#isOn) this.#take(this.#resampler ? this.#resampler.push(samples) : samples);
    return true;
  }

  #stop() {
    if (this.#isOn && this.#resampler) this.#take(this.#resampler.flush());
    this.#isOn = false;
    this.#send();
    this.port.postMessage({ flushed: true });
  }

  #take(samples) {
    for (const sample of samples) {
      this.#frame[this.#filled++] = Math.max(-1, Math.min(1, sample)) * FULL_SCALE;
      if (this.#filled === FRAME) this.#send();
    }
  }

  #send() {
    if (!this.#filled) return;
    const samples = this.#frame.slice(0, this.#filled);
    this.#filled = 0;
    this.port.postMessage({ samples }, [samples.buffer]);
  }

  #measure(samples) {
    for (const sample of samples) this.#meter.sum += sample * sample;
    this.#meter.count += samples.length;
    if (this.#meter.count < sampleRate / 20) return;
    this.port.postMessage({ rms: Math.sqrt(this.#meter.sum / this.#meter.count) });
    this.#meter = { sum: 0, count: 0 };
  }
}

registerProcessor("capture", Capture);
