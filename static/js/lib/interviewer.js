/**
 * The interviewer on the stage: the player of the rung, its subtitles, and reports about it.
 * Tells "ended" when a speech is over.
 */
import { playerFor } from "../players/index.js";
import { Clip } from "./clip.js";
import { within } from "./deadline.js";
import { pageAt, subtitlePages } from "./subtitles.js";

const REPORTED = ["connecting", "connected", "speak_started", "speak_ended", "failed", "stopped"];

export class Interviewer extends EventTarget {
  #room;
  #line;
  #player = null;
  #clip = new Clip();
  #pages = [];

  /** @param {HTMLElement} room @param {Line} line */
  constructor(room, line) {
    super();
    this.#room = room;
    this.#line = line;
  }

  /** On every new connection: the server forgets with the old one that somebody is here. */
  connect() {
    this.#player ??= this.#enter();
    this.#player.connect();
  }

  unlock() {
    this.#player?.unlock();
  }

  say({ speech, text, audio = "" }) {
    this.#pages = subtitlePages(text);
    this.#player?.speak(speech, text, { audio });
  }

  /** Says something that is no question; resolves when it is over. @param {number} milliseconds */
  async try(text, milliseconds) {
    const ended = new Promise((resolve) => this.addEventListener("ended", resolve, { once: true }));
    this.say({ speech: 0, text });
    await within(ended, milliseconds).catch(() => this.interrupt());
  }

  interrupt() {
    this.#player?.interrupt();
  }

  /** One rung lower. The server says the question again if it was cut. */
  stepDown(rung) {
    this.stop();
    this.#room.setAttribute("rung", rung);
    this.#room.removeAttribute("voiceless");
    this.connect();
  }

  stop() {
    const player = this.#player;
    this.#player = null; // whatever it still tells is not heard
    player?.stop();
    this.#subtitle([]);
  }

  #enter() {
    const { language, gender = "", pitch = "1" } = this.#room.dataset;
    const manner = { gender, pitch: Number(pitch) };
    const face = this.#room.querySelector(".interviewer");
    const player = playerFor(this.#room.getAttribute("rung"), { language, manner, clip: this.#clip, face });
    const hear = (name, act) =>
      player.addEventListener(name, ({ detail }) => player === this.#player && act(detail));
    for (const name of REPORTED) hear(name, ({ id = 0 }) => this.#report(name, id));
    hear("said", ({ place }) => this.#subtitle(pageAt(this.#pages, place)?.lines ?? []));
    hear("voiceless", () => this.#room.setAttribute("voiceless", ""));
    hear("voiced", () => this.#room.removeAttribute("voiceless"));
    return player;
  }

  #report(event, speech) {
    this.#line.send("player", { event, speech });
    if (event !== "speak_ended") return;
    this.#subtitle([]);
    this.dispatchEvent(new Event("ended"));
  }

  /** @param {string[]} lines */
  #subtitle(lines) {
    const box = this.#room.querySelector(".subtitles");
    if (!box || box.dataset.words === lines.join("\n")) return;
    box.dataset.words = lines.join("\n");
    box.replaceChildren(...lines.map(inSpan));
  }
}

function inSpan(words) {
  return Object.assign(document.createElement("span"), { textContent: words });
}
