/** Which player stands for which rung of the ladder. */
import { loadSdk } from "../lib/sdk.js";
import { ClipsPlayer } from "./clips.js";
import { HeyGenStreamingPlayer } from "./heygen_streaming.js";
import { IllustratedPlayer } from "./illustrated.js";
import { LiveAvatarPlayer } from "./liveavatar.js";
import { SpokenPlayer } from "./spoken.js";
import { TextPlayer } from "./text.js";

/**
 * @typedef {object} Player an EventTarget that tells connecting, connected, speak_started,
 *   speak_ended, failed and stopped; `detail.id` is the speech. "said" tells how far it is
 *   (`detail.place`, in characters).
 * @property {() => Promise<void>} connect
 * @property {() => void} unlock within a press, before the first speech
 * @property {(id: number, text: string, options: {audio: string, clip: string, isAside: boolean}) => void} speak
 * @property {() => void} interrupt
 * @property {() => void} stop
 */
/**
 * @typedef {object} Live what a live interviewer needs
 * @property {string} player which of ours @property {string} sdk address of the vendor's
 * @property {Tickets} tickets @property {boolean} waits see ClipsPlayer
 * @property {HTMLVideoElement} video @property {HTMLVideoElement} film
 */

const PLAYERS = { illustrated: IllustratedPlayer, voice: SpokenPlayer, text: TextPlayer };
const LIVE = { liveavatar: LiveAvatarPlayer, heygen_streaming: HeyGenStreamingPlayer };

/**
 * A rung we have no player for is read as text, which cannot fail. @returns {Player}
 * @param {{language: string, manner?: Manner, clip: Clip, face: Element | null, live: Live}} options
 */
export function playerFor(rung, { language, manner, clip, face, live }) {
  if (rung === "live" && live && LIVE[live.player]) return livePlayer(live);
  const Rung = PLAYERS[rung] ?? TextPlayer;
  return new Rung({ language, manner, clip, face });
}

/** @param {Live} live */
export function livePlayer({ player, sdk, tickets, video, film, waits }) {
  const live = new LIVE[player]({ video, tickets, load: () => loadSdk(sdk) });
  return new ClipsPlayer({ live, film, waits });
}
