/**
 * An interviewer filmed beforehand, where a clip of the question comes with it; whoever is live says
 * only the rest, and is called only when there is something to say.
 *
 * Besides the events of the live player: "filmed", whether a clip is what is seen.
 */
import { Clip } from "../lib/clip.js";

const PASSED_ON = [
  "connecting", "connected", "speak_started", "speak_ended", "failed", "said", "picture", "muted",
];

export class ClipsPlayer extends EventTarget {
  #live;
  #film;
  #waits;
  #id = null; // of the speech that is a clip

  /**
   * @param {{live: LivePlayer, film: HTMLVideoElement, waits: boolean, clip?: Clip}} options
   *   waits: nobody is called until something has to be said that is not filmed
   */
  constructor({ live, film, waits, clip = new Clip(film) }) {
    super();
    this.#live = live;
    this.#film = clip;
    this.#waits = waits;
    for (const name of PASSED_ON) {
      live.addEventListener(name, ({ detail }) => this.tell(name, detail));
    }
  }

  async connect() {
    if (!this.#waits) return this.#live.connect();
    this.tell("connecting");
    this.tell("connected");
  }

  unlock() {
    this.#film.unlock();
    this.#live.unlock();
  }

  /**
   * @param {{clip?: string, isAside?: boolean}} options clip: its address, "" for none; nobody is
   *   called for an aside
   */
  async speak(id, text, { clip = "", isAside = false } = {}) {
    this.interrupt();
    if (!clip && isAside && this.#waits) return this.tell("speak_ended", { id });
    if (!clip) return this.#sayLive(id, text);
    this.#id = id;
    const outcome = await this.#film.play({
      url: clip,
      text,
      began: () => this.#began(id),
      said: (place) => this.tell("said", { place }),
    });
    if (outcome === "stopped") return;
    this.#over();
    if (outcome === "ended") this.tell("speak_ended", { id });
    else this.#sayLive(id, text);
  }

  interrupt() {
    this.#live.interrupt();
    if (this.#id === null) return;
    const id = this.#id;
    this.#film.stop();
    this.#over();
    this.tell("speak_ended", { id });
  }

  stop() {
    this.interrupt();
    this.#live.stop();
    this.tell("stopped");
  }

  giveBack() {
    this.#live.giveBack();
  }

  tell(name, detail = {}) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  #sayLive(id, text) {
    this.#waits = false;
    this.#live.speak(id, text);
  }

  #began(id) {
    this.tell("filmed", { isFilmed: true });
    this.tell("speak_started", { id });
  }

  #over() {
    this.#id = null;
    this.tell("filmed", { isFilmed: false });
  }
}
