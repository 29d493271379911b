/**
 * For staff: a live interviewer of one's choice, told what to say, and a log of what happens.
 * Attribute: `state` (away, connecting, ready, speaking).
 */
import { Tickets } from "../lib/tickets.js";
import { livePlayer } from "../players/index.js";

const LOGGED = [
  "connecting", "connected", "speak_started", "speak_ended", "failed", "stopped", "picture", "muted",
];
const STATES = {
  connecting: "connecting", connected: "ready", speak_started: "speaking", speak_ended: "ready",
  failed: "away", stopped: "away",
};

export class AvatarTrial extends HTMLElement {
  #closing = null;
  #player = null;
  #speech = 0;
  #began = 0;

  connectedCallback() {
    this.#closing = new AbortController();
    const { signal } = this.#closing;
    this.form = this.querySelector("form");
    this.log = this.querySelector("[role=log]");
    this.#offer();
    this.form.addEventListener("change", () => this.#offer(), { signal });
    this.addEventListener("submit", (event) => event.preventDefault(), { signal });
    this.addEventListener("click", ({ target }) => this.#pressed(target), { signal });
  }

  disconnectedCallback() {
    this.#closing.abort();
    this.#player?.stop();
  }

  #pressed(target) {
    const act = {
      start: () => this.#start(),
      speak: () => this.#speak(),
      interrupt: () => this.#player?.interrupt(),
      end: () => this.#end(),
      sound: () => this.#player?.unlock(),
    }[target.closest("button")?.dataset.act];
    act?.();
  }

  /** Only faces and voices of the provider that is chosen. */
  #offer() {
    const { value } = this.form.elements.provider;
    for (const option of this.querySelectorAll("option[data-provider]")) {
      option.hidden = option.disabled = option.dataset.provider !== value;
      if (option.disabled && option.selected) option.parentElement.value = "";
    }
  }

  #start() {
    if (!this.form.reportValidity()) return;
    this.#player?.stop();
    this.log.replaceChildren();
    this.#began = performance.now();
    const given = Object.fromEntries(new FormData(this.form));
    const [video, film] = ["live", "film"].map((part) => this.querySelector(`[data-part=${part}]`));
    this.#player = livePlayer({
      player: given.provider,
      sdk: this.dataset[`sdk${given.provider === "liveavatar" ? "Liveavatar" : "Heygen"}`],
      tickets: new Tickets(this.dataset.tickets, () => given),
      video,
      film,
      waits: false,
    });
    for (const name of LOGGED) {
      this.#player.addEventListener(name, ({ detail }) => this.#note(name, detail));
    }
    this.#player.connect();
  }

  #speak() {
    const text = this.querySelector("textarea").value.trim();
    if (!text || !this.#player) return;
    this.#note("speak", { words: text.split(/\s+/u).length });
    this.#player.speak((this.#speech += 1), text);
  }

  #end() {
    const player = this.#player;
    this.#player = null;
    player?.giveBack();
    player?.stop();
  }

  #note(name, detail) {
    if (STATES[name]) this.setAttribute("state", STATES[name]);
    if (name === "picture") this.toggleAttribute("picture", detail.isThere);
    if (name === "muted") this.toggleAttribute("muted", detail.isMuted);
    const seconds = ((performance.now() - this.#began) / 1000).toFixed(2);
    const more = Object.entries(detail ?? {}).map(([key, value]) => `${key} ${value}`);
    const words = [`${seconds} s`, name, ...more].join("  ");
    this.log.append(Object.assign(document.createElement("li"), { textContent: words }));
  }
}

customElements.define("avatar-trial", AvatarTrial);
