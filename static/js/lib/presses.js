/** What each button of the room does. Buttons carry data-press, some data-question and data-probe. */
import { showStatus } from "./status.js";
import { NOT_CONNECTED, NOTHING_YET } from "./words.js";

/** @typedef {{question: number, probe: number}} TurnPlace */

/** @type {Record<string, (room: Room, turn: TurnPlace) => unknown>} */
const PRESSES = {
  start: (room) => asks(room, "start"),
  replay: (room) => asks(room, "replay"),
  follow_up: (room, turn) => asks(room, "follow_up", turn),
  ask_again: (room, turn) => asks(room, "ask_again", turn),
  retry: (room, turn) => say(room, "retry", turn),
  next: (room, turn) => leaves(room, () => asks(room, "next", turn)),
  end: (room) => leaves(room, () => say(room, "end")),
  take_over: (room) => room.line.takeOver(),
  reconnect: (room) => room.line.retry(),
  microphone: (room) => room.openMicrophone(),
  type_instead: (room) => room.answer.focus(),
  captions: (room) => room.spoken.askForCaptions(),
  live_again: (room) => asks(room, "live_again"),
  sound: (room) => room.interviewer.unlock(),
  hide_notice: (room) => room.notify(""),
  record_again(room, turn) {
    if (!say(room, "record_again", turn)) return;
    room.spoken.recording.forget();
    room.answer.clear();
  },
  finish: (room) => leaves(room, () => finish(room)),
  feedback(room, turn) {
    room.handIn.send("feedback", () => ({ text: room.answer.text, ...turn }));
  },
};

/** A click anywhere in the room. @param {InterviewRoom} room @param {HTMLElement} target */
export function press(room, target) {
  const { dialog, press: name, ...place } = target.closest("button")?.dataset ?? {};
  if (dialog) document.getElementById(dialog).showModal();
  const { question, probe } = { ...room.dataset, ...place };
  PRESSES[name]?.(room, { question: Number(question), probe: Number(probe) });
}

/** The interviewer speaks next, and browsers allow that within a press only. */
function asks(room, type, fields) {
  room.interviewer.unlock();
  return say(room, type, fields);
}

/** First all that was said and typed goes out. */
async function leaves(room, go) {
  await room.spoken.release();
  room.answer.flush();
  go();
  showStatus(room);
}

function finish(room) {
  const { samples } = room.spoken.recording;
  if (!samples && !room.answer.text.trim()) return room.notify(NOTHING_YET, "warning");
  room.handIn.send("finish", () => ({ text: room.answer.handOver(), samples }));
  room.upload.expect();
}

function say(room, type, fields) {
  const isSaid = room.line.send(type, fields);
  if (!isSaid) room.notify(NOT_CONNECTED, "warning");
  return isSaid;
}
