/** What each button of the room does. Buttons carry data-press, some data-question and data-probe. */
import { NOT_CONNECTED, NOTHING_YET } from "./words.js";

/** @typedef {import("../elements/interview-room.js").InterviewRoom} Room */

/** @type {Record<string, (room: Room, turn: {question: number, probe: number}) => void>} */
const PRESSES = {
  start(room) {
    room.interviewer.unlock();
    say(room, "start");
  },
  replay(room) {
    room.interviewer.unlock();
    say(room, "replay");
  },
  end: (room) => say(room, "end"),
  take_over: (room) => room.line.takeOver(),
  reconnect: (room) => room.line.retry(),
  microphone: (room) => room.openMicrophone(),
  hide_notice: (room) => room.notify(""),
  type_instead: (room) => room.answer.box?.focus(),
  record_again(room, turn) {
    if (!say(room, "record_again", turn)) return;
    room.spoken.recording.forget();
    room.answer.clear();
  },
  retry: (room, turn) => say(room, "retry", turn),
  follow_up(room, turn) {
    room.interviewer.unlock();
    say(room, "follow_up", turn);
  },
  next(room, turn) {
    room.interviewer.unlock();
    room.answer.flush();
    say(room, "next", turn);
  },
  async finish(room) {
    await room.spoken.release();
    const { recording } = room.spoken;
    const { answer } = room;
    if (!recording.samples && !answer.text.trim()) return room.notify(NOTHING_YET, "warning");
    room.handIn.send("finish", () => ({ text: answer.text, samples: recording.samples }));
  },
  feedback(room, turn) {
    room.handIn.send("feedback", () => ({ text: room.answer.text, ...turn }));
  },
};

/** @param {Room} room @param {HTMLElement} button */
export function press(room, button) {
  const { question, probe } = { ...room.dataset, ...button.dataset };
  PRESSES[button.dataset.press]?.(room, { question: Number(question), probe: Number(probe) });
}

function say(room, type, fields) {
  const isSaid = room.line.send(type, fields);
  if (!isSaid) room.notify(NOT_CONNECTED, "warning");
  return isSaid;
}
