/**
 * Vendored modules, loaded only when they are used. Their address comes from the page, so that its
 * hashed name is right.
 */

const known = new Set();

/** @param {string} address @returns {Promise<object>} the module */
export function loadModule(address) {
  return import(address);
}

/** @param {string} address @returns {Promise<object>} an SDK; refuses where it cannot run */
export async function loadSdk(address, page = globalThis) {
  if (!page.RTCPeerConnection) throw new Error("this browser has no WebRTC");
  quieten(address, page);
  return loadModule(address);
}

/**
 * SDKs stop their sessions without waiting for the answer. When that fails nobody can do anything
 * about it, for the server stops each session too; so it is no fault of the page.
 */
function quieten(address, page) {
  if (known.has(address)) return;
  known.add(address);
  page.addEventListener("unhandledrejection", (event) => {
    if (isFrom(address, event.reason)) event.preventDefault();
  });
}

/** @param {string} address @param {unknown} reason */
export function isFrom(address, reason) {
  const isOfAnApi = typeof reason?.message === "string" && "status" in reason;
  return isOfAnApi || String(reason?.stack ?? "").includes(address);
}
