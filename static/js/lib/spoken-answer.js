/** From a press of the talk button to its release: consent, microphone, recording, captions. */
import { AudioStore } from "./audio-store.js";
import { agrees } from "./consent.js";
import { Recogniser } from "./recogniser.js";
import { Recording } from "./recording.js";
import * as words from "./words.js";

const SHUT = ["elsewhere", "signed_out"]; // the line is, and nothing said would arrive

export class SpokenAnswer {
  #room;
  #recogniser = null;
  #isWanted = false;
  #hasAsked = false; // for captions
  #work = Promise.resolve();

  /** @param {InterviewRoom} room */
  constructor(room) {
    this.#room = room;
    this.recording = new Recording(room.line, room.microphone, new AudioStore(room.dataset.socket));
    this.recording.addEventListener("full", () => this.#end(words.FULL));
    this.recording.addEventListener("stopped", () => this.#end());
    this.recording.addEventListener("refused", () => this.#end(words.REFUSED));
  }

  /** Whether words appear by themselves: "on", "off" (not agreed to) or "none" (no recogniser). */
  get words() {
    if (this.#isHeardByServer) return "on";
    if (!Recogniser.isAvailable) return "none";
    return this.#room.dataset.mayCaption ? "on" : "off";
  }

  /** Presses and releases are dealt with one after the other, however fast they come. */
  press() {
    this.#isWanted = true;
    this.#room.interviewer.interrupt();
    this.#work = this.#work.then(() => this.#begin());
  }

  release() {
    this.#isWanted = false;
    this.#work = this.#work.then(() => this.#finish());
    return this.#work;
  }

  /** Unasked once in each room; after that when the student wants it. */
  askForCaptions() {
    this.#hasAsked = true;
    return this.#agree("captions");
  }

  /** The student has not agreed to be recorded, or no longer: the next press asks again. */
  forbid() {
    this.#room.dataset.mayRecord = "";
    this.recording.letGo();
    this.#end();
  }

  /** Then what the browser could hear is not wanted, and is not asked for. */
  get #isHeardByServer() {
    return this.#room.dataset.ears === "server";
  }

  /** The student leaves: nothing goes on listening. */
  stop() {
    this.#isWanted = false;
    this.#recogniser?.abort();
    this.#room.microphone.close();
  }

  async #begin() {
    if (SHUT.includes(this.#room.line.link)) this.#end();
    else if (this.#room.handIn.isWaiting) this.#end();
    else if (this.recording.take.isStored) this.#end(words.STORED);
    else if (this.recording.isFull) this.#end(words.FULL);
    else if (!(await this.#isPrepared())) this.#end();
    if (!this.#isWanted) return;
    this.#room.notify("");
    this.recording.start();
    this.#captions()?.start();
  }

  async #finish() {
    this.#room.talkButton?.cancel();
    await Promise.all([this.recording.stop(), this.#recogniser?.stop()]);
  }

  /** False too when the student had to be asked something first: then the next press counts. */
  async #isPrepared() {
    const { microphone, dataset } = this.#room;
    if (dataset.mayRecord && microphone.isOpen) return true;
    if (!dataset.mayRecord && !(await this.#agree("recording"))) {
      this.#room.answer.focus();
      return false;
    }
    if (this.words === "off" && !this.#hasAsked) await this.askForCaptions();
    if (microphone.isOpen || (await this.#room.openMicrophone())) {
      this.#room.notify(words.PRESS_TO_TALK);
    }
    return false;
  }

  /** @param {"recording" | "captions"} purpose */
  async #agree(purpose) {
    try {
      if (!(await agrees(document.getElementById(`consent-${purpose}`)))) return false;
    } catch {
      this.#room.notify(words.NOT_AGREED, "error");
      return false;
    }
    this.#room.dataset[purpose === "recording" ? "mayRecord" : "mayCaption"] = "yes";
    this.#room.setAttribute("words", this.words);
    return true;
  }

  #captions() {
    const { mayCaption, language } = this.#room.dataset;
    if (this.#isHeardByServer || !Recogniser.isAvailable || !mayCaption) return null;
    if (this.#recogniser) return this.#recogniser;
    const recogniser = new Recogniser(language);
    recogniser.addEventListener("interim", ({ detail }) => this.#room.showWords("", detail));
    recogniser.addEventListener("final", ({ detail }) => this.#room.answer.append(detail));
    recogniser.addEventListener("failed", () => this.#room.notify(words.NO_CAPTIONS, "warning"));
    this.#recogniser = recogniser;
    return recogniser;
  }

  #end(notice = "") {
    this.#isWanted = false;
    if (notice) this.#room.notify(notice, "warning");
    this.release();
  }
}
