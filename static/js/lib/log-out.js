/** Whoever logs out leaves nothing of what they said behind for the next person at this computer. */
import { eraseAll } from "./audio-store.js";

const LOG_OUT = /\/logout\/$/;

/** @param {Document} page whose forms may be the one that logs out */
export function eraseAtLogOut(page) {
  page.addEventListener("submit", ({ target }) => {
    // Not `target.action`, which is a field where a form has one of that name, as a story has.
    const { pathname } = new URL(target.getAttribute("action") ?? "", location.href);
    if (LOG_OUT.test(pathname)) eraseAll();
  });
}
