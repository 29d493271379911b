/** Time to think before an answer: it counts down, quietly. It begins nothing and cuts nothing off. */

const STEP = 250; // milliseconds; a second is never skipped

export class ThinkingTime {
  #seconds;
  #show;
  #timer = 0;

  /** @param {{seconds: number, show: (left: number | null) => void}} options null: it is over */
  constructor({ seconds, show }) {
    this.#seconds = seconds;
    this.#show = show;
  }

  begin() {
    clearInterval(this.#timer);
    const until = performance.now() + this.#seconds * 1000;
    this.#show(this.#seconds);
    this.#timer = setInterval(() => {
      const left = Math.ceil((until - performance.now()) / 1000);
      if (left > 0) this.#show(left);
      else this.end();
    }, STEP);
  }

  end() {
    clearInterval(this.#timer);
    this.#show(null);
  }
}
