/** Where words are: in a recording, and in a text. */

const NEIGHBOURS = [-3, -2, -1, 1, 2, 3];

/**
 * Index of the word that is being said; in a pause the one before it. -1 before the first word.
 * @param {number[]} starts of the words, in seconds and in order @param {number} seconds
 */
export function wordAt(starts, seconds) {
  return starts.findLastIndex((start) => start <= seconds);
}

/**
 * The text with one of its words replaced; null when the word is not in it any more. Somebody may
 * have changed the text meanwhile, so the word is known by those around it.
 * @param {string} text @param {string[]} shown the text's words as they once were
 * @param {number} index of the word in `shown` @param {string} better what stands there from now on
 */
export function withWordReplaced(text, shown, index, better) {
  const words = [...text.matchAll(/\S+/gu)];
  const alike = (place) =>
    NEIGHBOURS.filter((step) => words[place + step]?.[0] === shown[index + step]).length;
  const places = [...words.keys()].filter((place) => words[place][0] === shown[index]);
  const [best] = places.sort(
    (one, other) => alike(other) - alike(one) || Math.abs(one - index) - Math.abs(other - index),
  );
  if (best === undefined) return null;
  const { 0: word, index: start } = words[best];
  return text.slice(0, start) + better + text.slice(start + word.length);
}
