/** The one script of every page: parts, each of which does nothing where it is not used. */
import "./elements/interview-room.js";
import "./elements/mic-check.js";
import "./elements/talk-button.js";
import "./lib/print-buttons.js";
