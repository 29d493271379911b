/** How loud a sound is from moment to moment, for a mouth that moves with it. */

const RATE = 16_000; // Hz, fine enough for loudness
const WINDOW = 640; // samples: 40 milliseconds

/** @typedef {Float32Array} Levels 0 to 1 of the loudest, one for each window */

/** Reads a sound file. Throws when the browser cannot. @param {Blob} sound @returns {Promise<Levels>} */
export async function levelsOf(sound) {
  const context = new OfflineAudioContext(1, 1, RATE);
  const decoded = await context.decodeAudioData(await sound.arrayBuffer());
  return levelsOfSamples(decoded.getChannelData(0));
}

/** @param {Float32Array} samples 16,000 a second @returns {Levels} */
export function levelsOfSamples(samples) {
  const levels = new Float32Array(Math.ceil(samples.length / WINDOW));
  for (let index = 0; index < levels.length; index += 1) {
    const window = samples.subarray(index * WINDOW, (index + 1) * WINDOW);
    const power = window.reduce((sum, sample) => sum + sample * sample, 0) / window.length;
    levels[index] = Math.sqrt(power);
  }
  const loudest = levels.reduce((most, level) => Math.max(most, level), 0);
  return loudest ? levels.map((level) => level / loudest) : levels;
}

/** @param {Levels} levels @param {number} seconds */
export function levelAt(levels, seconds) {
  return levels[Math.floor((seconds * RATE) / WINDOW)] ?? 0;
}
