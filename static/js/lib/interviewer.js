/**
 * The interviewer on the stage: the player of the rung, its subtitles, and reports about it.
 * Tells "ended" when a speech is over.
 */
import { playerFor } from "../players/index.js";
import { Clip } from "./clip.js";
import { within } from "./deadline.js";
import { Tickets } from "./tickets.js";
import { pageAt, subtitlePages } from "./subtitles.js";

const SHOWN = ["picture", "filmed", "muted"]; // attributes that a player sets and leaves behind
const REPORTED = ["connecting", "connected", "speak_started", "speak_ended", "failed", "stopped"];

export class Interviewer extends EventTarget {
  #room;
  #line;
  #player = null;
  #clip = new Clip();
  #pages = [];
  #calling = 0;
  #speaking = null; // number of the speech that is being said

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

  say(words) {
    this.#speak(words);
  }

  /** A few words that interrupt nothing: whatever is being said is more important. */
  aside(words) {
    if (this.#speaking === null) this.#speak({ ...words, isAside: true });
  }

  #speak({ speech, text, audio = "", clip = "", isAside = false }) {
    this.#pages = subtitlePages(text);
    this.#speaking = this.#player && speech;
    this.#player?.speak(speech, text, { audio, clip, isAside });
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

  /** A live interviewer is called, anew or for the first time. @param {number} after seconds */
  callLive(after) {
    this.stop();
    this.#room.setAttribute("rung", "live");
    this.#room.removeAttribute("voiceless");
    this.#player = this.#enter();
    this.#calling = setTimeout(() => this.connect(), after * 1000);
  }

  stop() {
    clearTimeout(this.#calling);
    const player = this.#player;
    this.#player = null; // whatever it still tells is not heard
    this.#speaking = null;
    player?.stop();
    this.#subtitle([]);
    for (const shown of SHOWN) this.#room.removeAttribute(shown);
  }

  #enter() {
    const { language, gender = "", pitch = "1" } = this.#room.dataset;
    const manner = { gender, pitch: Number(pitch) };
    const face = this.#room.querySelector(".interviewer");
    const live = liveStage(this.#room);
    const options = { language, manner, clip: this.#clip, face, live };
    const player = playerFor(this.#room.getAttribute("rung"), options);
    const hear = (name, act) =>
      player.addEventListener(name, ({ detail }) => player === this.#player && act(detail));
    for (const name of REPORTED) hear(name, (detail) => this.#report(name, detail));
    hear("said", ({ place }) => this.#subtitle(pageAt(this.#pages, place)?.lines ?? []));
    hear("voiceless", () => this.#room.setAttribute("voiceless", ""));
    hear("voiced", () => this.#room.removeAttribute("voiceless"));
    hear("picture", ({ isThere }) => this.#room.toggleAttribute("picture", isThere));
    hear("filmed", ({ isFilmed }) => this.#room.toggleAttribute("filmed", isFilmed));
    hear("muted", ({ isMuted }) => this.#room.toggleAttribute("muted", isMuted));
    return player;
  }

  /** @param {{id?: number, trouble?: string, ms?: number}} detail */
  #report(event, { id = 0, ...known }) {
    this.#line.send("player", { event, speech: id, ...known });
    if (event === "failed" || (event === "speak_ended" && id === this.#speaking)) this.#speaking = null;
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

/** @param {HTMLElement} room @returns {Live | null} */
function liveStage(room) {
  const { live: player, liveSdk: sdk, liveTickets, liveWaits } = room.dataset;
  if (!player) return null;
  const tickets = new Tickets(liveTickets);
  const [video, film] = ["live", "film"].map((part) => room.querySelector(`video[data-part=${part}]`));
  return { player, sdk, tickets, video, film, waits: liveWaits === "yes" };
}

function inSpan(words) {
  return Object.assign(document.createElement("span"), { textContent: words });
}
