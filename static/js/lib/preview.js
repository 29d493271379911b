/** A few words in a voice, to hear who it is. On a page one is heard at a time. */

/** @typedef {"quiet" | "coming" | "speaking" | "silent"} State silent: nothing could be heard */

let heard = null;

export class Preview {
  #player;
  #words;
  #show;
  #state = "quiet";
  #round = 0;
  #isAsked = false; // that the browser has no voice is no news while the server's may come

  /**
   * @param {{player: Player, text: string, audio: string, show: (state: State) => void}} options
   */
  constructor({ player, text, audio, show }) {
    this.#player = player;
    this.#words = { text, audio };
    this.#show = show;
    player.addEventListener("speak_started", () => this.#state === "coming" && this.#is("speaking"));
    player.addEventListener("speak_ended", () => this.#isOn && this.#is("quiet"));
    player.addEventListener("voiceless", () => this.#isAsked && this.#fail());
  }

  /** To be called within a press, or browsers keep it silent. */
  press() {
    if (this.#isOn) this.stop();
    else this.#start();
  }

  stop() {
    this.#round += 1;
    this.#isAsked = false;
    this.#is("quiet");
    this.#player.interrupt();
  }

  async #start() {
    if (heard !== this) heard?.stop();
    heard = this;
    const round = (this.#round += 1);
    this.#isAsked = false;
    this.#player.unlock();
    this.#is("coming");
    await this.#player.connect();
    if (round !== this.#round) return;
    this.#isAsked = true;
    this.#player.speak(round, this.#words.text, { audio: this.#words.audio });
  }

  /** The players would go on in silence, for somebody who reads along. Nobody does here. */
  #fail() {
    this.#is("silent");
    queueMicrotask(() => this.#player.interrupt());
  }

  get #isOn() {
    return this.#state === "coming" || this.#state === "speaking";
  }

  #is(state) {
    this.#state = state;
    this.#show(state);
  }
}
