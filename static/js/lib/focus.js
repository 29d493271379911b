/** Where the focus goes when what had it is no longer shown; the browser would drop it. */

const SHOWS_AND_HIDES = ["phase", "link", "mic", "hidden"]; // attributes

/** @param {HTMLElement} room @param {AbortSignal} signal ends the watch */
export function keepFocus(room, signal) {
  const observer = new MutationObserver(() => {
    const focused = document.activeElement;
    if (room.contains(focused) && !focused.checkVisibility()) placeToBe(room)?.focus();
  });
  observer.observe(room, { attributeFilter: SHOWS_AND_HIDES, subtree: true });
  signal.addEventListener("abort", () => observer.disconnect());
}

/** The heading of what is to be done now, else the first thing that can be done. */
function placeToBe(room) {
  const shown = (selector) =>
    [...room.querySelectorAll(selector)].find((each) => each.checkVisibility());
  return shown("[data-focus]") ?? shown("button");
}
