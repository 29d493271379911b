/**
 * A button that lets a voice be heard. `data-text` is said with the server's voice (`data-audio`) or
 * the browser's; without a text, `data-audio` is a sample and is played as it is.
 */
import { Clip } from "../lib/clip.js";
import { Preview } from "../lib/preview.js";
import { NO_PREVIEW } from "../lib/words.js";
import { IllustratedPlayer } from "../players/illustrated.js";
import { SamplePlayer } from "../players/sample.js";

export class VoicePreview extends HTMLElement {
  #closing = null;
  #preview = null;

  connectedCallback() {
    this.#closing = new AbortController();
    const { text = "", audio = "" } = this.dataset;
    const player = text ? this.#speaker() : new SamplePlayer();
    this.#preview = new Preview({ player, text, audio, show: (state) => this.#show(state) });
    const { signal } = this.#closing;
    this.addEventListener("click", ({ target }) => target.closest("button") && this.#preview.press(), { signal });
  }

  disconnectedCallback() {
    this.#closing.abort();
    this.#preview.stop();
  }

  #speaker() {
    const { language = "en", gender = "", pitch = "1" } = this.dataset;
    const face = this.closest(".person")?.querySelector(".interviewer") ?? null;
    const manner = { gender, pitch: Number(pitch) };
    return new IllustratedPlayer({ language, manner, clip: new Clip(), face });
  }

  #show(state) {
    this.setAttribute("state", state);
    this.querySelector("[role=status]").textContent = state === "silent" ? NO_PREVIEW : "";
  }
}

customElements.define("voice-preview", VoicePreview);
