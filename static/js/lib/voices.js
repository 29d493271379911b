/** The browser's voices. They do not say what they sound like, but most have names. */

const VOICES_WITHIN = 1_000; // milliseconds; some browsers bring them late, some never
const NAMES = {
  female:
    /\b(?:female|woman|aria|catherine|clara|fiona|hazel|jenny|karen|kate|libby|maisie|martha|moira|natasha|samantha|serena|sonia|susan|tessa|victoria|zira)\b/iu,
  male: /\b(?:male|man|alex|alfie|arthur|daniel|david|fred|george|guy|james|mark|oliver|rishi|ryan|thomas|william)\b/iu,
};

/**
 * Resolves with a voice for the language, or null.
 * @param {string} language @param {"" | "female" | "male"} gender
 */
export async function voiceFor(language, synthesis = globalThis.speechSynthesis, gender = "") {
  if (!synthesis) return null;
  if (!synthesis.getVoices().length) await voicesChanged(synthesis);
  return bestVoice(synthesis.getVoices(), language, gender);
}

/**
 * Of those that speak the language one that is named like it; of those the browser's own choice,
 * else the first.
 */
export function bestVoice(voices, language, gender = "") {
  const wanted = plain(language);
  const exact = voices.filter((voice) => plain(voice.lang) === wanted);
  const near = voices.filter((voice) => plain(voice.lang).split("-")[0] === wanted.split("-")[0]);
  const spoken = exact.length ? exact : near;
  const named = spoken.filter(({ name = "" }) => NAMES[gender]?.test(name));
  const fitting = named.length ? named : spoken;
  return fitting.find((voice) => voice.default) ?? fitting[0] ?? null;
}

function plain(language) {
  return language.toLowerCase().replace("_", "-");
}

function voicesChanged(synthesis) {
  return new Promise((resolve) => {
    const over = () => {
      clearTimeout(timer);
      synthesis.removeEventListener("voiceschanged", over);
      resolve();
    };
    const timer = setTimeout(over, VOICES_WITHIN);
    synthesis.addEventListener("voiceschanged", over);
  });
}
