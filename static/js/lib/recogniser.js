/**
 * The browser's own speech recognition, where there is one and the student agreed to it.
 *
 * Events: "interim" (words that may still change, "" when there are none), "final" (words that
 * stay), "failed" (it will not be of use; said once per recogniser).
 */
import { within } from "./deadline.js";

const LAST_WORDS_WITHIN = 1_500; // milliseconds after stop for the final transcript
const HARMLESS = ["no-speech", "aborted"];
const MOST_RESTARTS = 20; // in a row without a word

const Engine = globalThis.SpeechRecognition ?? globalThis.webkitSpeechRecognition;

export class Recogniser extends EventTarget {
  static isAvailable = Boolean(Engine);
  #engine = null;
  #isOn = false;
  #hasFailed = false;
  #interim = "";
  #restarts = 0;
  #ended = () => {};

  /** @param {string} language as in `lang` */
  constructor(language, Recognition = Engine) {
    super();
    this.language = language;
    this.Recognition = Recognition;
  }

  start() {
    if (this.#hasFailed || this.#isOn) return;
    this.#isOn = true;
    this.#restarts = 0;
    this.#run();
  }

  /** Resolves when its last words have been told. Interim words are kept if no final ones come. */
  async stop() {
    if (!this.#isOn) return;
    this.#isOn = false;
    const ended = new Promise((resolve) => (this.#ended = resolve));
    this.#engine.stop();
    await within(ended, LAST_WORDS_WITHIN).catch(() => this.#engine?.abort());
    this.#engine = null;
    this.#settle();
  }

  abort() {
    this.#isOn = false;
    this.#engine?.abort();
  }

  #run() {
    const engine = new this.Recognition();
    Object.assign(engine, { lang: this.language, continuous: true, interimResults: true });
    engine.onresult = (event) => this.#heard(event);
    engine.onerror = ({ error }) => this.#failed(error);
    engine.onend = () => this.#over();
    this.#engine = engine;
    try {
      engine.start();
    } catch {
      this.#failed("busy");
    }
  }

  #heard({ results, resultIndex }) {
    this.#restarts = 0;
    const fresh = [...results].slice(resultIndex);
    const words = (some) => some.map((result) => result[0].transcript.trim()).join(" ").trim();
    this.#interim = words(fresh.filter((result) => !result.isFinal));
    const settled = words(fresh.filter((result) => result.isFinal));
    if (settled) this.#tell("final", settled);
    this.#tell("interim", this.#interim);
  }

  /** Browsers end it by themselves after a pause or a minute. */
  #over() {
    if (!this.#isOn) return this.#ended();
    this.#settle();
    this.#restarts += 1;
    if (this.#restarts > MOST_RESTARTS) return this.#failed("no use");
    this.#run();
  }

  #settle() {
    const words = this.#interim;
    this.#interim = "";
    if (!words) return;
    this.#tell("final", words);
    this.#tell("interim", "");
  }

  #failed(error) {
    if (HARMLESS.includes(error)) return;
    this.#isOn = false;
    if (!this.#hasFailed) this.#tell("failed", error);
    this.#hasFailed = true;
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
