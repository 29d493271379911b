/** Whoever logs out leaves nothing of what they said behind for the next person at this computer. */
import { eraseAll } from "./audio-store.js";

const LOG_OUT = /\/logout\/$/;

/** @param {Document} page whose forms may be the one that logs out */
export function eraseAtLogOut(page) {
  page.addEventListener("submit", ({ target }) => {
    if (LOG_OUT.test(new URL(target.action).pathname)) eraseAll();
  });
}
