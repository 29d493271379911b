/** Puts the server's fragments into the page without losing the place where somebody is. */

/**
 * @param {HTMLElement} room
 * @param {string} html fragments with hx-swap-oob
 * @param {{keepsPanel: boolean}} options true while a button in the panel is being held
 */
export function showFragments(room, html, { keepsPanel }) {
  const before = panel();
  const hadFocus = before.contains(document.activeElement);
  const scrolled = document.scrollingElement.scrollTop;
  htmx.swap(document.body, keepsPanel ? withoutPanel(html) : html, { swapStyle: "none" });
  const hasFocus = panel().contains(document.activeElement);
  if (hadFocus && !hasFocus) room.querySelector("[data-focus]")?.focus({ preventScroll: true });
  if (panel().dataset.place === before.dataset.place) document.scrollingElement.scrollTop = scrolled;
  else room.scrollIntoView();
}

/** What the coach has found so far; too late for a panel that has been replaced. */
export function showNotes(html) {
  if (!document.getElementById("notes")) return;
  const scrolled = document.scrollingElement.scrollTop;
  htmx.swap(document.body, html, { swapStyle: "none" });
  document.scrollingElement.scrollTop = scrolled;
}

function panel() {
  return document.getElementById("panel");
}

function withoutPanel(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  page.getElementById("panel")?.remove();
  return page.body.innerHTML;
}
