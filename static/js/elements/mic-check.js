/**
 * The warm-up: is the microphone heard, does the student hear themselves, and the interviewer?
 * Each check is an element with `data-check`, its `data-state` waiting, working, done or failed.
 * Nothing of it is kept or sent, and Start never waits for it.
 */
import { playBack, playTone } from "../lib/echo.js";
import { offerInputs } from "../lib/inputs.js";
import { CHECK } from "../lib/words.js";

const ECHO = 3_000; // milliseconds
const LOUD_ENOUGH = 0.35; // of the meter: a voice at arm's length
const SPEECH_WITHIN = 15_000; // milliseconds

export class MicCheck extends HTMLElement {
  #closing = null;
  #frames = [];
  #isEchoing = false;

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
    if (this.#isEchoing) this.room.microphone.stop();
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
    offerInputs(this.picker, await this.room.microphone.inputs());
  }

  async #echo() {
    if (this.#isEchoing) return;
    if (!this.room.microphone.isOpen) await this.#listen();
    if (!this.room.microphone.isOpen) return;
    this.#show("echo", "working", CHECK.recording);
    await this.#record();
    if (!this.isConnected) return;
    this.#show("echo", "working", CHECK.playing);
    const failed = await playBack(this.#frames.splice(0)).catch((error) => error);
    this.#show("echo", failed ? "failed" : "done", failed ? CHECK.noEcho : CHECK.echoed);
  }

  async #record() {
    this.#frames = [];
    this.#isEchoing = true;
    this.room.microphone.start();
    await new Promise((resolve) => setTimeout(resolve, ECHO));
    if (this.isConnected) await this.room.microphone.stop();
    this.#isEchoing = false;
  }

  async #speak() {
    this.#show("sound", "working", CHECK.playing);
    const { interviewer } = this.room;
    const isVoiceless = () => this.room.matches("[voiceless], [rung=text]");
    interviewer.unlock();
    if (!isVoiceless()) await interviewer.try(CHECK.sentence, SPEECH_WITHIN);
    const failed = isVoiceless() && (await playTone().catch((error) => error));
    this.#show("sound", failed ? "failed" : "done", failed ? CHECK.noSound : CHECK.heard);
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
