/** One piece of text, said by the browser's voice. */
import { expectedSeconds, watchdogSeconds } from "./speech-time.js";

const START_WITHIN = 3_000; // milliseconds
const STEP = 100; // milliseconds

/**
 * Says it; resolves to "ended", "failed" (nothing was heard) or "stuck" (it began, no end came).
 * @param {{text: string, voice: SpeechSynthesisVoice, synthesis: SpeechSynthesis,
 *   pitch?: number, began: () => void, said: (place: number) => void}} what
 */
export function say({ text, voice, synthesis, pitch = 1, began, said }) {
  const utterance = new SpeechSynthesisUtterance(text);
  Object.assign(utterance, { voice, lang: voice.lang, pitch });
  let deadline, clock;
  const outcome = new Promise((resolve) => {
    deadline = setTimeout(resolve, START_WITHIN, "failed");
    utterance.onstart = () => {
      clearTimeout(deadline);
      deadline = setTimeout(resolve, watchdogSeconds(text) * 1000, "stuck");
      clock = byTheClock(text, said);
      began();
    };
    utterance.onboundary = ({ charIndex }) => {
      clearInterval(clock);
      said(charIndex);
    };
    utterance.onend = () => resolve("ended");
    utterance.onerror = () => resolve("failed");
  });
  synthesis.speak(utterance);
  return outcome.finally(() => {
    clearTimeout(deadline);
    clearInterval(clock);
    utterance.onstart = utterance.onboundary = utterance.onend = utterance.onerror = null;
  });
}

/** Where the voice will be, for voices that do not tell. */
function byTheClock(text, said) {
  const from = performance.now();
  const seconds = expectedSeconds(text);
  return setInterval(() => {
    const share = Math.min(1, (performance.now() - from) / 1000 / seconds);
    said(Math.floor(share * text.length));
  }, STEP);
}
