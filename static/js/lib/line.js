/**
 * The WebSocket of one interview. It joins, notices when the line is dead, and dials again.
 *
 * Events: "link" when `link` changed, "message" for each message of the server. The first `room` of
 * a connection has `joins` set: from then on the line is open.
 */

const OPEN_WITHIN = 8_000; // milliseconds
const PING_EVERY = 15_000; // milliseconds
const DEAD_AFTER = 25_000; // milliseconds without any message
const FIRST_WAIT = 500; // milliseconds before the second dial; doubled each time
const LONGEST_WAIT = 8_000; // milliseconds
const STEADY_AFTER = 5_000; // milliseconds a connection lives before the waits start anew
const SIGNED_OUT = 4401;
const TAKEN_OVER = 4409;

/** @typedef {"connecting" | "open" | "lost" | "elsewhere" | "signed_out"} Link */

export class Line extends EventTarget {
  /** @type {Link} */
  link = "connecting";
  #socket = null;
  #timers = { dial: 0, silence: 0, ping: 0, steady: 0 };
  #dials = 0;
  #takesOver = false;

  /** @param {{url: string, tab: string, open?: (url: string) => WebSocket}} options */
  constructor({ url, tab, open = (address) => new WebSocket(address) }) {
    super();
    Object.assign(this, { url, tab, open });
  }

  get isOpen() {
    return this.link === "open";
  }

  start() {
    this.stop();
    const socket = this.open(this.url);
    socket.binaryType = "arraybuffer";
    socket.onopen = () => this.#opened();
    socket.onmessage = (event) => this.#received(event.data);
    socket.onclose = (event) => this.#closed(event.code);
    this.#socket = socket;
    this.#timers.silence = setTimeout(() => this.restart(), OPEN_WITHIN);
  }

  /** Without an event: nobody is told, nothing is dialled. */
  stop() {
    for (const timer of Object.values(this.#timers)) clearTimeout(timer);
    clearInterval(this.#timers.ping);
    const socket = this.#socket;
    this.#socket = null;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }

  /** The line is as good as cut: some browsers give no close event when the network is gone. */
  restart() {
    this.#closed(0);
  }

  /** Dials at once if the line is not open and nobody else holds the interview. */
  retry() {
    if (this.link === "lost" || this.link === "signed_out") this.start();
  }

  takeOver() {
    this.#takesOver = true;
    if (this.#socket) this.#write({ type: "take_over" });
    else this.start();
  }

  /** @returns {boolean} whether the message is on its way */
  send(type, fields = {}) {
    return this.isOpen && this.#write({ type, ...fields });
  }

  /** @param {ArrayBuffer} message @returns {boolean} whether it is on its way */
  sendAudio(message) {
    return this.isOpen && this.#pass(message);
  }

  #write(message) {
    return this.#pass(JSON.stringify(message));
  }

  #pass(message) {
    if (this.#socket?.readyState !== 1) return false;
    this.#socket.send(message);
    return true;
  }

  #opened() {
    this.#write({ type: "join", tab: this.tab });
    this.#timers.ping = setInterval(() => this.#write({ type: "ping" }), PING_EVERY);
    this.#timers.steady = setTimeout(() => (this.#dials = 0), STEADY_AFTER);
    this.#awaitWord();
  }

  #received(text) {
    this.#awaitWord();
    const message = JSON.parse(text);
    if (message.type === "elsewhere") return this.#isElsewhere();
    message.joins = message.type === "room" && !this.isOpen;
    if (message.joins) this.#setLink("open");
    this.#tell("message", message);
  }

  #awaitWord() {
    clearTimeout(this.#timers.silence);
    this.#timers.silence = setTimeout(() => this.restart(), DEAD_AFTER);
  }

  #isElsewhere() {
    if (this.#takesOver) this.#write({ type: "take_over" });
    else this.#setLink("elsewhere");
    this.#takesOver = false;
  }

  #closed(code) {
    this.stop();
    if (code === SIGNED_OUT) return this.#setLink("signed_out");
    if (code === TAKEN_OVER) return this.#setLink("elsewhere");
    this.#setLink("lost");
    const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** this.#dials++);
    this.#timers.dial = setTimeout(() => this.#redial(), wait * (0.5 + Math.random() / 2));
  }

  #redial() {
    if (globalThis.navigator?.onLine === false) this.restart();
    else this.start();
  }

  #setLink(link) {
    this.link = link;
    this.#tell("link", link);
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
