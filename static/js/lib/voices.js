/** The browser's voices. */

const VOICES_WITHIN = 1_000; // milliseconds; some browsers bring them late, some never

/** Resolves with a voice for the language, or null. @param {string} language */
export async function voiceFor(language, synthesis = globalThis.speechSynthesis) {
  if (!synthesis) return null;
  if (!synthesis.getVoices().length) await voicesChanged(synthesis);
  return bestVoice(synthesis.getVoices(), language);
}

/** The browser's own choice where it speaks the language, else the first one that does. */
export function bestVoice(voices, language) {
  const wanted = plain(language);
  const exact = voices.filter((voice) => plain(voice.lang) === wanted);
  const near = voices.filter((voice) => plain(voice.lang).split("-")[0] === wanted.split("-")[0]);
  const fitting = exact.length ? exact : near;
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
