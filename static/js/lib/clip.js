/**
 * A question spoken by the server: a sound file, played through one element that a press unlocks.
 * Its loudness is read from the file beforehand, so the sound takes no way round that could mute it.
 */
import { within } from "./deadline.js";
import { levelAt, levelsOf } from "./loudness.js";
import { silentSound } from "./silent-sound.js";
import { expectedSeconds, watchdogSeconds } from "./speech-time.js";

const BEGIN_WITHIN = 5_000; // milliseconds for the file to come and to be heard
const STEP = 100; // milliseconds

/** @typedef {"ended" | "failed" | "stuck" | "stopped"} Outcome stuck: it began, no end came */

export class Clip {
  #audio;
  #levels = null;
  #isUnlocked = false;
  #ending = new AbortController();

  constructor(audio = new Audio()) {
    this.#audio = audio;
  }

  /** Within a press: some browsers play only what has once been played by a press. */
  unlock() {
    if (this.#isUnlocked) return;
    this.#isUnlocked = true;
    this.#load(silentSound());
    this.#audio.play().catch(() => {});
  }

  /** Seconds the clip lasts, as far as its file tells. @param {string} text what is said in it */
  secondsOf(text) {
    const { duration } = this.#audio;
    return Number.isFinite(duration) ? duration : expectedSeconds(text);
  }

  /** How loud it is now, 0 to 1; null when the file could not be measured. */
  get level() {
    return this.#levels && levelAt(this.#levels, this.#audio.currentTime);
  }

  /**
   * @param {{url: string, text: string, began: () => void, said: (place: number) => void}} what
   * @returns {Promise<Outcome>}
   */
  async play(what) {
    this.stop();
    this.#ending = new AbortController();
    const { signal } = this.#ending;
    const failure = await within(this.#begin(what.url, signal), BEGIN_WITHIN).catch((error) => error);
    if (signal.aborted) return "stopped";
    if (!failure) what.began();
    const outcome = failure ? "failed" : await this.#run(what, signal);
    if (outcome !== "stopped") this.stop();
    return outcome;
  }

  /** Silent at once, whether it was coming or being played. */
  stop() {
    this.#ending.abort();
    this.#audio.pause();
  }

  async #begin(url, signal) {
    const response = await fetch(url, { signal });
    if (!response.ok) throw new Error(`the clip was answered with ${response.status}`);
    const sound = await response.blob();
    signal.throwIfAborted();
    this.#measure(sound, signal);
    this.#load(sound);
    await this.#audio.play();
  }

  #load(sound) {
    URL.revokeObjectURL(this.#audio.src);
    this.#audio.src = URL.createObjectURL(sound);
  }

  async #measure(sound, signal) {
    this.#levels = null;
    const levels = await levelsOf(sound).catch(() => null);
    if (!signal.aborted) this.#levels = levels;
  }

  #run({ text, said }, signal) {
    let deadline, clock;
    const outcome = new Promise((resolve) => {
      const on = (name, how) => this.#audio.addEventListener(name, () => resolve(how), { signal });
      on("ended", "ended");
      on("error", "failed");
      signal.addEventListener("abort", () => resolve("stopped"), { once: true });
      deadline = setTimeout(resolve, watchdogSeconds(text) * 1000, "stuck");
      clock = setInterval(() => said(this.#place(text)), STEP);
    });
    return outcome.finally(() => {
      clearTimeout(deadline);
      clearInterval(clock);
    });
  }

  #place(text) {
    const share = Math.min(1, this.#audio.currentTime / this.secondsOf(text));
    return Math.floor(share * text.length);
  }
}
