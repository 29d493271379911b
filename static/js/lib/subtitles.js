/** A text as subtitles: pages of two lines of about 37 characters, as broadcasters do. */

const LINE = 37; // characters
const LINES = 2;

/** @typedef {{start: number, lines: string[]}} Page where it starts in the text, and its words */

/** @param {string} text @returns {Page[]} */
export function subtitlePages(text) {
  const lines = linesOf(text);
  const pages = [];
  for (let index = 0; index < lines.length; index += LINES) {
    const some = lines.slice(index, index + LINES);
    pages.push({ start: some[0].start, lines: some.map((line) => line.text) });
  }
  return pages;
}

/** The page that is up when the character at `place` is spoken. @param {Page[]} pages */
export function pageAt(pages, place) {
  return pages.findLast((page) => page.start <= place) ?? pages[0];
}

function linesOf(text) {
  const lines = [];
  for (const { 0: word, index } of text.matchAll(/\S+/g)) {
    const line = lines.at(-1);
    if (line && line.text.length + 1 + word.length <= LINE) line.text += ` ${word}`;
    else lines.push({ start: index, text: word });
  }
  return lines;
}
