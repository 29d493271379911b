/** Asks our server for one paid session of a live interviewer, and says when the page goes. */
import { csrfToken } from "./csrf.js";
import { within } from "./deadline.js";
import { Trouble } from "./trouble.js";

const ANSWERED_WITHIN = 20_000; // milliseconds; the server asks the vendor, once

/**
 * @typedef {object} Ticket
 * @property {string} connection ours
 * @property {string} session the vendor's
 * @property {string} token for one start, never kept
 * @property {string} api_url
 * @property {number} start_within seconds
 */

export class Tickets {
  #address;
  #more;

  /** @param {string} address of our server, ends with a slash @param {() => object} more fields */
  constructor(address, more = () => ({})) {
    this.#address = address;
    this.#more = more;
  }

  /** @param {string} quality what the connection can bear @returns {Promise<Ticket>} */
  async ask(quality) {
    const headers = { "X-CSRFToken": csrfToken() };
    const body = new URLSearchParams({ quality, ...this.#more() });
    const asked = fetch(this.#address, { method: "POST", headers, body, redirect: "manual" });
    const response = await within(asked, ANSWERED_WITHIN).catch(() => null);
    const answer = await response?.json().catch(() => null);
    if (response?.status === 201 && answer) return answer;
    throw new Trouble(answer?.trouble || "network");
  }

  /** The page goes; what is sent now arrives all the same. @param {Ticket} ticket */
  giveBack({ connection, session }) {
    const form = new FormData();
    form.set("csrfmiddlewaretoken", csrfToken());
    form.set("session", session);
    navigator.sendBeacon(`${this.#address}${connection}/ending/`, form);
  }
}
