/** @param {number} seconds @returns {string} as on a clock: 0:07, 3:20 */
export function clockWords(seconds) {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
