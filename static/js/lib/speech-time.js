/** How long it takes to say something; the server reckons alike (avatars/speech.py). */

const WORDS_PER_MINUTE = 150;
const LEAD_IN = 0.5; // seconds before the first word

/** @param {string} text @returns {number} seconds */
export function expectedSeconds(text) {
  const words = text.split(/\s+/).filter(Boolean).length;
  return LEAD_IN + (words * 60) / WORDS_PER_MINUTE;
}

/** @param {string} text @returns {number} seconds after which a voice is taken to be stuck */
export function watchdogSeconds(text) {
  return 1.5 * expectedSeconds(text) + 3;
}
