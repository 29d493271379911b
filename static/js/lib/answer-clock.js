/** The clock of the answer: it shows and says that time has passed, and ends nothing. */
import { TIME_PASSED } from "./words.js";

export class AnswerClock {
  #room;
  #toldOf = "";

  /** @param {InterviewRoom} room */
  constructor(room) {
    this.#room = room;
  }

  /** @param {number} seconds of the recording so far */
  show(seconds) {
    const { talkButton, dataset } = this.#room;
    if (!talkButton || dataset.showClock === "off") return;
    talkButton.elapsed = seconds;
    const turn = `${dataset.question} ${dataset.probe}`;
    if (seconds < talkButton.suggested || this.#toldOf === turn) return;
    this.#toldOf = turn;
    this.#room.notify(TIME_PASSED);
  }
}
