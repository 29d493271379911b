/** A text in pieces that a browser's voice can say in one go; long ones stop half-way in some. */

const MOST_CHARACTERS = 200;
const SENTENCE = /[^.?!…]*[.?!…]*["'”’)]*\s*/gu;

/**
 * Pieces in order; joined they are the text again, without the pieces that are said already.
 * @param {string} text @param {number} said in characters @returns {{start: number, text: string}[]}
 */
export function piecesOf(text, said = 0) {
  const pieces = [];
  let start = 0;
  for (const sentence of (text.match(SENTENCE) ?? []).filter(Boolean)) {
    for (const part of shortened(sentence)) {
      if (start + part.length > said) pieces.push({ start, text: part });
      start += part.length;
    }
  }
  return pieces;
}

function shortened(sentence) {
  const parts = [];
  let rest = sentence;
  while (rest.length > MOST_CHARACTERS) {
    const cut = placeToBreathe(rest.slice(0, MOST_CHARACTERS));
    parts.push(rest.slice(0, cut));
    rest = rest.slice(cut);
  }
  return [...parts, rest];
}

/** After the last comma or dash of the second half, else after the last space, else at the end. */
function placeToBreathe(text) {
  const comma = Math.max(...[", ", "; ", ": ", "– "].map((mark) => text.lastIndexOf(mark) + 2));
  if (comma > text.length / 2) return comma;
  return text.lastIndexOf(" ") + 1 || text.length;
}
