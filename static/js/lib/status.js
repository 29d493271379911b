/** What the status line says, from the state of the room. */
import { LINK, SAVING, STATUS } from "./words.js";

/**
 * @param {{phase: string, link: string, busy: boolean}} room
 * @returns {{state: string, words: string}}
 */
export function statusOf({ phase, link, busy }) {
  if (link !== "open") return { state: link, words: LINK[link] };
  if (busy) return { state: "saving", words: SAVING };
  return { state: phase === "checking" ? "saved" : phase, words: STATUS[phase] };
}

/** @param {HTMLElement} room */
export function showStatus(room) {
  const [phase, link] = [room.getAttribute("phase"), room.getAttribute("link")];
  const { state, words } = statusOf({ phase, link, busy: room.hasAttribute("busy") });
  const line = room.querySelector("#status");
  line.dataset.state = state;
  if (line.textContent !== words) line.textContent = words;
}
