/** Every sentence that the room says by itself. */

export const STATUS = {
  warm_up: "Try your microphone and sound, then start when you are ready.",
  asking: "The interviewer is speaking.",
  listening: "Your turn.",
  recording: "Recording.",
  checking: "Saved. Check your words before you go on.",
  assessing: "The coach is reading your answer.",
  feedback: "Your feedback is here.",
  finished: "The interview is over. Everything is saved.",
};

export const LINK = {
  connecting: "Connecting.",
  lost: "Reconnecting. What you said is kept here.",
  elsewhere: "This interview is open in another tab.",
  signed_out: "You are signed out.",
};

export const SAVING = "Saving your answer.";
export const ASK_MICROPHONE = "Your browser asks whether this page may use the microphone.";
export const PRESS_TO_TALK = "The microphone is ready. Press the button to talk.";
export const NOT_CONNECTED = "There is no connection at the moment. Try again when it is back.";
export const NOTHING_YET = "There is no answer yet. Press the button and speak, or type.";
export const SLOW = "This takes longer than it should. Your answer is kept here. Press the button again.";
export const UPLOADED =
  "Your recording is saved. The interview goes on when the connection is back.";
export const NOT_UPLOADED =
  "Your recording is kept in this page. Leave the page open until the connection is back.";
export const STORED = "Your recording of this answer is saved. Press Finish answer to go on.";
export const TIME_PASSED =
  "The suggested time has passed. Nothing is cut off: finish when you are ready.";
export const FULL =
  "The recording is as long as it can be, 500 seconds. All of it is kept. Finish the answer, or type on.";
export const REFUSED = "The recording could not be kept. You can type your answer instead.";
export const NO_CAPTIONS =
  "Your browser cannot turn speech into text at the moment. Your voice is still recorded; type the words beside it.";
export const NOT_AGREED = "Your choice could not be stored. Try again, or type your answer.";

export const NO_PREVIEW = "No voice could be heard in this browser.";

/** @param {number} seconds */
export const thinkingFor = (seconds) =>
  `You have ${seconds} seconds to think, if you like. Begin whenever you are ready.`;

export const CORRECTED = "Corrected.";
export const NO_SUCH_WORD = "This word is not in your text any more. Change it there.";

export const CHECK = {
  speak: "Say something: the bar should move.",
  hears: "We hear you.",
  denied: "The browser may not use the microphone. Allow it beside the address, then try again.",
  missing: "No microphone was found. Plug one in and try again, or type your answers.",
  busy: "The microphone is used by another program. Close it there and try again.",
  insecure: "A browser gives the microphone to secure pages (https) only. You can type your answers.",
  unsupported: "This browser cannot record on this page. You can type your answers.",
  recording: "Recording for three seconds. Say your name.",
  playing: "Playing.",
  echoed: "That is how you sound. Nothing of it is kept.",
  noEcho: "Nothing could be played back. Check the microphone and try again.",
  sentence: "Hello. This is how you will hear my questions.",
  heard: "Played. If you heard nothing, turn up the sound; every question is on screen too.",
  noSound: "No sound could be played. Every question is on screen, so you can go on.",
};
