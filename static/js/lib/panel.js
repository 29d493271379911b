/** Puts the server's fragments into the page without losing the place where somebody is. */

/**
 * @param {string} html fragments with hx-swap-oob
 * @param {{keepsPanel: boolean}} options true while a button in the panel is being held
 */
export function showFragments(html, { keepsPanel }) {
  const wasInside = panel().contains(document.activeElement);
  const scrolled = document.scrollingElement.scrollTop;
  htmx.swap(document.body, keepsPanel ? withoutPanel(html) : html, { swapStyle: "none" });
  if (wasInside && !panel().contains(document.activeElement)) focusHeading();
  else document.scrollingElement.scrollTop = scrolled;
}

function panel() {
  return document.getElementById("panel");
}

function withoutPanel(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  page.getElementById("panel")?.remove();
  return page.body.innerHTML;
}

function focusHeading() {
  panel().querySelector("[data-focus]")?.focus();
}
