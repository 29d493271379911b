/** Which player stands for which rung of the ladder. */
import { IllustratedPlayer } from "./illustrated.js";
import { SpokenPlayer } from "./spoken.js";
import { TextPlayer } from "./text.js";

/**
 * @typedef {object} Player an EventTarget that tells connecting, connected, speak_started,
 *   speak_ended, failed and stopped; `detail.id` is the speech. "said" tells how far it is
 *   (`detail.place`, in characters).
 * @property {() => Promise<void>} connect
 * @property {() => void} unlock within a press, before the first speech
 * @property {(id: number, text: string, options: {audio: string}) => void} speak
 * @property {() => void} interrupt
 * @property {() => void} stop
 */

const PLAYERS = { illustrated: IllustratedPlayer, voice: SpokenPlayer, text: TextPlayer };

/** A rung we have no player for is read as text, which cannot fail. @returns {Player} */
export function playerFor(rung, { language, manner, clip, face }) {
  const Rung = PLAYERS[rung] ?? TextPlayer;
  return new Rung({ language, manner, clip, face });
}
