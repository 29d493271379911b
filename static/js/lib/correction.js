/** Correcting one word where it stands. */

const MOST = 200; // characters

/**
 * A small input in the word's place. Enter and leaving it count, Escape does not. Resolves with
 * what the word is to be, which may be what it was; null when nothing was decided.
 * @param {HTMLElement} word @param {string} text @returns {Promise<string | null>}
 */
export function betterWord(word, text) {
  const input = Object.assign(document.createElement("input"), {
    type: "text", className: "correction", value: text, maxLength: MOST, size: text.length + 2,
    autocomplete: "off", spellcheck: false,
  });
  input.setAttribute("aria-label", `Correct the word ${text}`);
  word.hidden = true;
  word.after(input);
  input.select();
  input.focus();
  return new Promise((resolve) => {
    const settle = (value) => {
      const isLeft = document.activeElement !== input;
      input.onblur = null;
      input.remove();
      word.hidden = false;
      if (!isLeft) word.focus();
      resolve(value?.trim() || null);
    };
    input.onblur = () => settle(input.value === text ? null : input.value);
    input.onkeydown = (event) => {
      if (event.key !== "Enter" && event.key !== "Escape") return;
      event.preventDefault(); // or the word, focused again, would take the key as a press
      settle(event.key === "Enter" ? input.value : null);
    };
  });
}

/** A word's own text, without what is said about it to those who do not see it. */
export function textOf(word) {
  const own = [...word.childNodes].filter((node) => !node.classList?.contains("visually-hidden"));
  return own.map((node) => node.textContent).join("").trim();
}
