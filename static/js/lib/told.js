/** What the room does about each message of the server; `interviews/live/wire.py` lists them. */
import { showFragments, showNotes } from "./panel.js";
import { showStatus } from "./status.js";

/** @type {Record<string, (room: Room, message: object) => void>} */
const TOLD = {
  room(room, message) {
    const { phase, question, probe, html } = message;
    Object.assign(room.dataset, { question, probe });
    room.setAttribute("phase", phase);
    room.spoken.recording.show(message);
    if (html) showFragments(room, html, { keepsPanel: isBeingHeld(room) });
    room.answer.show(message);
    room.handIn.show(message);
    if (!room.handIn.isWaiting) room.upload.settle();
    if (message.joins) greet(room);
    if (phase === "finished") location.assign(room.dataset.report);
  },
  notes: (room, { html }) => showNotes(html),
  say: (room, message) => room.interviewer.say(message),
  aside: (room, message) => room.interviewer.aside(message),
  hush: (room) => room.interviewer.interrupt(),
  avatar(room, { state }) {
    room.setAttribute("avatar", state);
    if (state === "ready" && room.getAttribute("rung") === "live") showRung(room, "");
  },
  step_down(room, { rung, text, offer_live: offersLive }) {
    room.interviewer.stepDown(rung);
    room.toggleAttribute("offers-live", offersLive);
    showRung(room, text);
  },
  reconnect(room, { after, text }) {
    room.interviewer.callLive(after);
    room.toggleAttribute("offers-live", false);
    showRung(room, text);
  },
  caption: (room, { final, interim }) => room.showWords(final, interim),
  notice: (room, { text, tone }) => room.notify(text, tone),
  no_consent: (room) => room.spoken.forbid(),
  have: (room, { samples }) => room.spoken.recording.acknowledge(samples),
  saved(room, { attempt }) {
    room.upload.settle();
    room.spoken.recording.saved(attempt);
  },
};

/** @param {InterviewRoom} room @param {{type: string}} message */
export function tell(room, message) {
  TOLD[message.type]?.(room, message);
  showStatus(room);
}

function showRung(room, text) {
  room.querySelector("#rung-line").textContent = text;
}

/** What was being heard when the line broke will be heard again, from the recording. */
function greet(room) {
  room.showWords("", "");
  room.interviewer.connect();
}

/** Only then the new panel is the same as the old one, and a swap would lose the held button. */
function isBeingHeld(room) {
  return room.spoken.recording.isOn;
}
