/** A body given to the server by HTTP, tried again while the network or the server cannot. */
import { within } from "./deadline.js";

const TRY_FOR = 180_000; // milliseconds in all
const ANSWERED_WITHIN = 120_000; // milliseconds for one try: 16 MB over a slow line
const FIRST_WAIT = 1_000; // milliseconds before the second try; doubled each time
const LONGEST_WAIT = 15_000; // milliseconds
const FOR_NOW = [0, 408, 429]; // 0: sent on to the log-in page, which may pass

/**
 * Whether the server has said `{"saved": true}`. Does not throw.
 * @param {Blob} body @param {{token: string, signal: AbortSignal, wait?: Function}} options
 */
export async function posted(address, body, { token, signal, wait = pause }) {
  const until = performance.now() + TRY_FOR;
  for (let next = FIRST_WAIT; !signal.aborted; next = Math.min(LONGEST_WAIT, next * 2)) {
    const outcome = await oneTry(address, body, token, signal);
    if (outcome !== "later") return outcome === "saved";
    if (performance.now() + next > until) return false;
    await wait(next * (0.5 + Math.random() / 2), signal);
  }
  return false;
}

/** @returns {Promise<"saved" | "refused" | "later">} */
async function oneTry(address, body, token, signal) {
  try {
    const headers = { "Content-Type": "application/octet-stream", "X-CSRFToken": token };
    const asked = fetch(address, { method: "POST", headers, body, redirect: "manual", signal });
    const response = await within(asked, ANSWERED_WITHIN);
    if (response.ok) return (await response.json()).saved ? "saved" : "refused";
    return response.status >= 500 || FOR_NOW.includes(response.status) ? "later" : "refused";
  } catch {
    return "later";
  }
}

/** Over at once when nobody waits any more. */
function pause(milliseconds, signal) {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", resolve, { once: true });
  });
}
