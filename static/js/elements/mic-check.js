/**
 * The warm-up: is the microphone heard, does the student hear themselves, and the interviewer?
 * Each check is an element with `data-check`, its `data-state` waiting, working, done or failed.
 * Nothing of it is kept or sent, and Start never waits for it.
 */
import { playBack, playTone } from "../lib/echo.js";
import { CHECK } from "../lib/words.js";

const ECHO = 3_000; // milliseconds
const LOUD_ENOUGH = 0.35; // of the meter: a voice at arm's length
const SPEECH_WITHIN = 15_000; // milliseconds

export class MicCheck extends HTMLElement {
  #closing = null;
  #frames = [];

  connectedCallback() {
    this.#closing = new AbortController();
    const { signal } = this.#closing;
    this.room = this.closest("interview-room");
    const { microphone } = this.room;
    microphone.addEventListener("level", ({ detail }) => this.#showLevel(detail), { signal });
    microphone.addEventListener("samples", ({ detail }) => this.#frames.push(detail), { signal });
    this.addEventListener("click", ({ target }) => this.#clicked(target), { signal });
    this.picker.addEventListener("change", () => this.#listen(), { signal });
  }

  disconnectedCallback() {
    this.#closing.abort();
  }

  get picker() {
    return this.querySelector("select");
  }

  #clicked(target) {
    const check = target.closest("[data-try]")?.dataset.try;
    if (check === "microphone") this.#listen();
    if (check === "echo") this.#echo();
    if (check === "sound") this.#speak();
  }

  async #listen() {
    this.#show("microphone", "working", CHECK.speak);
    if (!(await this.room.openMicrophone(this.picker.value))) {
      return this.#show("microphone", "failed", CHECK[this.room.microphone.state]);
    }
    await this.#offerInputs();
  }

  async #echo() {
    if (!this.room.microphone.isOpen) await this.#listen();
    if (!this.room.microphone.isOpen) return;
    this.#show("echo", "working", CHECK.recording);
    this.#frames = [];
    this.room.microphone.start();
    await new Promise((resolve) => setTimeout(resolve, ECHO));
    await this.room.microphone.stop();
    this.#show("echo", "working", CHECK.playing);
    const failed = await playBack(this.#frames.splice(0)).catch((error) => error);
    if (failed) this.#show("echo", "failed", CHECK.noEcho);
    else this.#show("echo", "done", CHECK.echoed);
  }

  async #speak() {
    this.#show("sound", "working", CHECK.playing);
    const { interviewer } = this.room;
    interviewer.unlock();
    const isVoiceless = this.room.matches("[voiceless], [rung=text]");
    const failed = isVoiceless && (await playTone().catch((error) => error));
    if (!isVoiceless) await interviewer.try(CHECK.sentence, SPEECH_WITHIN);
    this.#show("sound", failed ? "failed" : "done", failed ? CHECK.noSound : CHECK.heard);
  }

  async #offerInputs() {
    const inputs = await this.room.microphone.inputs();
    const chosen = this.picker.value;
    this.picker.replaceChildren(...inputs.map(({ label, deviceId }) => new Option(label, deviceId)));
    this.picker.value = inputs.some(({ deviceId }) => deviceId === chosen) ? chosen : inputs[0]?.deviceId;
    this.picker.closest("label").hidden = inputs.length < 2;
  }

  #showLevel(level) {
    this.querySelector(".level-meter").style.setProperty("--level", level.toFixed(2));
    if (level > LOUD_ENOUGH) this.#show("microphone", "done", CHECK.hears);
  }

  #show(check, state, words) {
    const item = this.querySelector(`[data-check=${check}]`);
    if (item.dataset.state === state && state === "done") return;
    item.dataset.state = state;
    item.querySelector("[role=status]").textContent = words;
  }
}

customElements.define("mic-check", MicCheck);
