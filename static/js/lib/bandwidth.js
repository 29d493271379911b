/** What picture the connection can bear, as far as the browser knows it. */

const MEGABITS_FOR_HIGH = 8;
const MEGABITS_FOR_MEDIUM = 2;

/** @param {NetworkInformation | undefined} connection @returns {"low" | "medium" | "high"} */
export function pictureFor(connection = globalThis.navigator?.connection) {
  if (!connection) return "medium";
  const { saveData, effectiveType = "4g", downlink = MEGABITS_FOR_MEDIUM } = connection;
  if (saveData || effectiveType !== "4g" || downlink < MEGABITS_FOR_MEDIUM) return "low";
  return downlink < MEGABITS_FOR_HIGH ? "medium" : "high";
}
