/** Asks for one consent in its dialog, and tells the server of a yes. */
import { csrfToken } from "./csrf.js";

const STORED_WITHIN = 10_000; // milliseconds

/**
 * Whether the student agrees. Closing the dialog in any other way is a no. Throws when a yes could
 * not be stored.
 * @param {HTMLDialogElement} dialog with `data-url`
 */
export async function agrees(dialog) {
  if (!(await saysYes(dialog))) return false;
  const response = await fetch(dialog.dataset.url, {
    method: "POST",
    headers: { "X-CSRFToken": csrfToken(), "HX-Request": "true" },
    signal: AbortSignal.timeout(STORED_WITHIN),
  });
  if (!response.ok) throw new Error(`consent was answered with ${response.status}`);
  return true;
}

function saysYes(dialog) {
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
  });
}
