/**
 * A live interviewer: a paid session at a vendor, its picture in a <video>, our words in its mouth.
 *
 * What differs between vendors is `open()`; what they have in common is here: a ticket for each
 * session, deadlines for everything, one failure and no more, silence at once. Besides the events
 * of every player: "picture" (whether one is there), "muted" (whether the browser mutes it);
 * "connected" and "speak_started" carry `ms`, "failed" carries `trouble`.
 */
import { pictureFor } from "../lib/bandwidth.js";
import { within } from "../lib/deadline.js";
import { Trouble, troubleOf } from "../lib/trouble.js";
import { VendorSpeech } from "../lib/vendor-speech.js";

const HOLD = 4_000; // milliseconds a question waits for an interviewer who is still coming
const FETCH = 10_000; // milliseconds, where nobody had been called before there was a question

/**
 * @typedef {object} Session what a vendor's `open()` gives
 * @property {Promise<void>} opening
 * @property {string | undefined} id the vendor's, where only the browser is told it
 * @property {(text: string) => string | undefined} speak gives the vendor's name of this speech
 * @property {() => void} interrupt
 * @property {() => void} close whatever state it is in
 */

export class LivePlayer extends EventTarget {
  /** @type {"away" | "coming" | "there" | "failed" | "over"} */
  #state = "away";
  #trouble = "";
  #ticket = null;
  /** @type {Session | null} */
  #session = null;
  #speech;
  #ending = new AbortController();

  /**
   * @param {{video: HTMLVideoElement, tickets: Tickets, load: () => Promise<object>,
   *   open: Function, page?: EventTarget}} options
   */
  constructor({ video, tickets, load, open, page = globalThis }) {
    super();
    Object.assign(this, { video, tickets, load, open });
    this.#speech = new VendorSpeech({
      command: (text) => this.#session.speak(text),
      tell: (name, detail) => this.tell(name, detail),
      stuck: () => this.#fail("network"),
    });
    const { signal } = this.#ending;
    video.addEventListener("volumechange", () => this.#tellMuted(), { signal });
    page.addEventListener("pagehide", () => this.giveBack(), { signal });
    page.addEventListener("pageshow", ({ persisted }) => persisted && this.#fail("network"), { signal });
  }

  /** Called anew with every line: then it only says again how things are. */
  async connect() {
    this.tell("connecting");
    if (this.#state === "away") return this.#come();
    if (this.#state === "there") this.tell("connected");
    if (this.#state === "failed") this.tell("failed", { trouble: this.#trouble });
  }

  /** Within a press a browser lets a muted picture be heard. */
  unlock() {
    if (!this.video.srcObject || !this.video.muted) return;
    this.video.muted = false;
    this.video.play()?.catch(() => {
      this.video.muted = true;
      this.video.play()?.catch(() => {});
    });
  }

  speak(id, text) {
    this.interrupt();
    if (this.#state === "there") return this.#say({ id, text });
    const patience = this.#state === "away" ? FETCH : HOLD;
    if (this.#state === "away") this.connect();
    if (this.#state === "coming") this.#speech.wait(id, text, patience);
  }

  /** Silent at once, however long the vendor takes to hear of it. */
  interrupt() {
    if (!this.#speech.isOn) return;
    this.#hush(true);
    if (this.#state === "there") attempt(() => this.#session.interrupt());
    this.#speech.end();
  }

  stop() {
    if (this.#state === "over") return;
    this.interrupt();
    this.#state = "over";
    this.#close();
    this.#ending.abort();
    this.tell("stopped");
  }

  tell(name, detail = {}) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  // Coming and going ------------------------------------------------------------------------------

  async #come() {
    this.#state = "coming";
    const began = performance.now();
    const failure = await this.#begin().catch((error) => error);
    if (this.#state !== "coming") return;
    if (failure) return this.#fail(troubleOf(failure));
    this.#state = "there";
    this.tell("connected", { ms: Math.round(performance.now() - began) });
    if (this.#speech.isOn) this.#say();
  }

  async #begin() {
    const sdk = await this.load().catch(() => {
      throw new Trouble("sdk");
    });
    if (this.#state !== "coming") return;
    this.#ticket = await this.tickets.ask(pictureFor());
    if (this.#state !== "coming") return this.tickets.giveBack(this.#ticket);
    const whole = new Promise((resolve, refuse) => this.#start(sdk, resolve, refuse));
    await within(whole, this.#ticket.start_within * 1000);
  }

  /** Resolves when it can be spoken with and be seen, whichever comes last. */
  #start(sdk, resolve, refuse) {
    let seen;
    const picture = new Promise((there) => (seen = there));
    const on = {
      stream: () => this.#appear(seen),
      started: (event) => this.#speech.started(event),
      ended: (event) => this.#speech.ended(event),
      gone: (trouble) => {
        refuse(new Trouble(trouble));
        if (this.#state === "there") this.#fail(trouble);
      },
    };
    this.#session = this.open({ sdk, ticket: this.#ticket, video: this.video, on });
    Promise.all([this.#session.opening, picture]).then(() => resolve(), refuse);
  }

  #appear(seen) {
    if (this.#state !== "coming" && this.#state !== "there") return;
    this.tell("picture", { isThere: true });
    this.#tellMuted();
    seen();
  }

  #tellMuted() {
    this.tell("muted", { isMuted: Boolean(this.video.srcObject && this.video.muted) });
  }

  #fail(trouble) {
    if (this.#state !== "coming" && this.#state !== "there") return;
    this.#state = "failed";
    this.#trouble = trouble;
    this.#close();
    const { id } = this.#speech;
    this.#speech.drop();
    this.tell("failed", { id, trouble });
  }

  #close() {
    if (this.#session) attempt(() => this.#session.close());
    this.#session = null;
    if (this.video.srcObject) this.video.srcObject = null;
    this.tell("picture", { isThere: false });
    this.#tellMuted();
  }

  /** The page is being left, for a reload too: a paid session cannot be taken up again. */
  giveBack() {
    if (!this.#ticket || (this.#state !== "coming" && this.#state !== "there")) return;
    this.tickets.giveBack({ ...this.#ticket, session: this.#session?.id ?? this.#ticket.session });
  }

  // Speaking --------------------------------------------------------------------------------------

  #say(speech) {
    this.#hush(false);
    try {
      this.#speech.say(speech);
    } catch {
      this.#fail("network");
    }
  }

  /** By its tracks: a browser that mutes the whole video would ask for another press. */
  #hush(isHushed) {
    for (const track of this.video.srcObject?.getAudioTracks() ?? []) track.enabled = !isHushed;
  }
}

/** A vendor's object may be in a state in which it throws; for us it is over then. */
function attempt(act) {
  try {
    act()?.catch?.(() => {});
  } catch {
    // it had gone already
  }
}
