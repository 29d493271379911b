/**
 * The other way of a finished recording to the server: by HTTP, whole, when the line is cut or
 * silent. The server takes it once, however often it comes.
 */
import { csrfToken } from "./csrf.js";
import { posted } from "./posting.js";
import { NOT_UPLOADED, UPLOADED } from "./words.js";

const SAVED_WITHIN = 2_500; // milliseconds after "Finish answer"
const SILENT_FOR = 5_000; // milliseconds after which an open line is not waited for
const LOOK_EVERY = 500; // milliseconds
const CUT = ["connecting", "lost"]; // the line is; not where another tab holds the interview
const NO_ATTEMPT = "00000000-0000-0000-0000-000000000000"; // stands for the id in `data-upload`

export class Upload {
  #room;
  #timer = 0;
  #heardAt = 0;
  #giving = new AbortController();
  #hasTold = false;

  /** @param {InterviewRoom} room with `data-upload` */
  constructor(room) {
    this.#room = room;
    room.line.addEventListener("message", () => (this.#heardAt = performance.now()));
    room.line.addEventListener("link", ({ detail }) => detail === "open" && this.#lineIsBack());
  }

  /** "Finish answer" was pressed: the answer must be stored soon, one way or the other. */
  expect() {
    this.settle();
    this.#heardAt = performance.now();
    this.#timer = setTimeout(() => this.#look(), SAVED_WITHIN);
  }

  /** The answer is stored, or is not to be. */
  settle() {
    clearTimeout(this.#timer);
    this.#giving.abort();
  }

  #look() {
    const { line } = this.#room;
    const isSilent = line.isOpen && performance.now() - this.#heardAt >= SILENT_FOR;
    if (isSilent || CUT.includes(line.link)) this.#give();
    else this.#timer = setTimeout(() => this.#look(), LOOK_EVERY);
  }

  async #give() {
    const { recording } = this.#room.spoken;
    const { attempt, whole, isStored } = recording.take;
    if (!attempt || !whole || isStored) return;
    this.#giving = new AbortController();
    const { signal } = this.#giving;
    const address = this.#room.dataset.upload.replace(NO_ATTEMPT, attempt);
    const isTaken = await posted(address, whole, { token: csrfToken(), signal });
    if (signal.aborted) return;
    if (isTaken) recording.arrived();
    this.#tell(isTaken ? UPLOADED : NOT_UPLOADED);
  }

  #tell(words) {
    if (this.#room.line.isOpen) return;
    this.#hasTold = true;
    this.#room.notify(words);
  }

  /** It has what arrived already, so it goes first. What was said about the cut is not true now. */
  #lineIsBack() {
    if (this.#hasTold) this.#room.notify("");
    this.#hasTold = false;
    if (this.#room.handIn.isWaiting) this.expect();
  }
}
