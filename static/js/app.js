/** The one script of every page: the elements, each of which does nothing where it is not used. */
import "./elements/answer-replay.js";
import "./elements/avatar-trial.js";
import "./elements/interview-room.js";
import "./elements/mic-check.js";
import "./elements/question-order.js";
import "./elements/talk-button.js";
import "./elements/thinking-time.js";
import "./elements/voice-preview.js";
import "./lib/print-buttons.js";
import { eraseAtLogOut } from "./lib/log-out.js";

eraseAtLogOut(document);
