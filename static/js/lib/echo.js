/** Small sounds of the warm-up: what was just said, and a tone. */
import { SAMPLE_RATE } from "./take-audio.js";
import { within } from "./deadline.js";

const TONE = { pitch: 440, seconds: 0.8, loudness: 0.2 }; // pitch in Hz, loudness 0 to 1
const GRACE = 2_000; // milliseconds beyond its length in which a sound must have ended

/** Plays samples as the microphone gave them. @param {Int16Array[]} frames */
export async function playBack(frames) {
  const samples = Float32Array.from(frames.flatMap((frame) => [...frame]), (value) => value / 32768);
  if (!samples.length) throw new Error("nothing was recorded");
  await play((context) => {
    const buffer = context.createBuffer(1, samples.length, SAMPLE_RATE);
    buffer.copyToChannel(samples, 0);
    const source = Object.assign(context.createBufferSource(), { buffer });
    source.connect(context.destination);
    source.start();
    return source;
  }, samples.length / SAMPLE_RATE);
}

export async function playTone() {
  await play((context) => {
    const gain = context.createGain();
    const tone = context.createOscillator();
    tone.frequency.value = TONE.pitch;
    gain.gain.setValueAtTime(0, context.currentTime);
    gain.gain.linearRampToValueAtTime(TONE.loudness, context.currentTime + 0.05);
    gain.gain.linearRampToValueAtTime(0, context.currentTime + TONE.seconds);
    tone.connect(gain).connect(context.destination);
    tone.start();
    tone.stop(context.currentTime + TONE.seconds);
    return tone;
  }, TONE.seconds);
}

async function play(begin, seconds) {
  const context = new AudioContext();
  try {
    const over = new Promise((resolve) => (begin(context).onended = resolve));
    await within(over, seconds * 1000 + GRACE);
  } finally {
    context.close().catch(() => {});
  }
}
