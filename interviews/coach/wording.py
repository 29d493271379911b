"""Every sentence the offline coach says about an answer: about the answer, never the person."""

from __future__ import annotations

from collections.abc import Mapping

from interviews.coach.rubric import Part, Quality, ResponseType

WHY: Mapping[Part, str] = {
    Part.SITUATION: "A listener who can picture the scene follows everything after it more easily.",
    Part.TASK: "Knowing what you were there to do lets a listener see why your steps made sense.",
    Part.ACTION: "Interviewers here listen for what you did, because that is what they can hire.",
    Part.RESULT: "The ending is how a listener can tell that your steps made a difference.",
}

NEXT_STEP: Mapping[Part, tuple[str, str, str, str, str]] = {
    Part.SITUATION: (
        "Start with one occasion: where were you, and what was going on?",
        "Pick one day it happened. Where were you, and what was wrong?",
        "Add one detail: when was it, who was there, or what was at stake?",
        "One more detail, such as who was involved, would let a stranger picture it.",
        "This part needs nothing more.",
    ),
    Part.TASK: (
        "Add one sentence on what you were there to do: what was your job in this?",
        "Which part of that goal was yours? One sentence is enough.",
        "Say your own part outright: what exactly was yours to do?",
        "What would have counted as done, or what limit did you have to keep to?",
        "This part needs nothing more.",
    ),
    Part.ACTION: (
        "Add what you did on that occasion. What was the first thing you did? And then?",
        "Name one thing you did yourself on that day. One is enough to begin with.",
        "What did you do next? Two or three steps in order make this easy to follow.",
        "Why did you do it this way, or what got in the way?",
        "This part needs nothing more.",
    ),
    Part.RESULT: (
        "I did not catch a result. If there was one, move it to the end and say it plainly: "
        "what changed after that?",
        "What was different afterwards? Name one thing somebody could have seen.",
        "How could anyone tell that it came from what you did? "
        "A number, a date or what somebody said would show it.",
        "How was it before, and how is it now?",
        "This part needs nothing more.",
    ),
}

NEXT_FOR_QUALITY: Mapping[Quality, tuple[str, str, str, str, str]] = {
    Quality.RELEVANCE: (
        "Which time in your own life fits this question best? Begin with it.",
        "Say in one sentence how this story answers the question.",
        "Which part of the question is still open? One sentence on it is enough.",
        "Name the skill that was asked for where you used it.",
        "This needs nothing more.",
    ),
    Quality.SPECIFICITY: (
        "Choose one moment and tell what could be seen or heard there.",
        "Add one detail a listener could check: a number, a date, a tool or a place.",
        "Give the step that mattered most a detail of its own: how many, how long, with what?",
        "One more number or name, where it decides something, is enough.",
        "This needs nothing more.",
    ),
}

FOLLOW_UP: Mapping[Part, tuple[str, str]] = {
    Part.SITUATION: (
        "Where and when was this, and what was going on?",
        "Who else was there, and what was at stake for them?",
    ),
    Part.TASK: (
        "What exactly was yours to do in this?",
        "What would have counted as done?",
    ),
    Part.ACTION: (
        "What was the first thing you did yourself, and what did you do next?",
        "Why did you do it this way, and what got in the way?",
    ),
    Part.RESULT: (
        "How did it end, and what was different afterwards?",
        "How could anyone tell that it came from what you did?",
    ),
}

STRENGTH: Mapping[Part, str] = {
    Part.SITUATION: "You set the scene so that a listener can follow.",
    Part.TASK: "You say what you were there to do.",
    Part.ACTION: "You take the listener through what you did.",
    Part.RESULT: "You say how it ended.",
}
START = "There is a beginning here to build on."
NO_STRENGTH = "You tried this question, and the next attempt can build on it."

FOR_TYPE: Mapping[ResponseType, str] = {
    ResponseType.REFUSAL: "It is fine if nothing comes to mind at once. Take your time, and try a "
    "small example from a course, a job or a club: what happened there?",
    ResponseType.HYPOTHETICAL: "This tells me what you would do. Interviewers here listen for a "
    "time it really happened: when did you last do something like it?",
    ResponseType.SELF_DESCRIPTION: "This tells me what you are usually like. Pick one day it "
    "showed: where were you, and who was there?",
    ResponseType.OPINION: "This tells me what you think about it. Pick one time it came up for "
    "you: what happened, and what did you do?",
    ResponseType.PSEUDO_STORY: "This tells me what you usually do. Pick one day it happened: "
    "where were you, and who was there?",
    ResponseType.NONE: "I could not find a story in this. Pick one time it happened to you: "
    "where were you, and what did you do?",
}

OFF_SUBJECT = (
    "I could not hear how this answers the question on the screen. "
    "Which time in your own life fits that question best?"
)
ONLY_WE = (
    "'We' tells me the team did it. Which part was yours? "
    "'I' for that part is enough; 'we' is fine elsewhere."
)
LONG_SETUP = (
    "More than half of this is background. "
    "Try the first two sentences of it, then go straight to what you did."
)
NO_RESULT = "I wanted to know how it ended. What changed after that, and how could anyone tell?"
MORE_DETAIL = (
    "Add one detail a listener could check: a number, a date, a name of a tool or a place."
)
NOTHING_TO_CHANGE = "Nothing needs to change here. Go on to the next question when you are ready."

SPOKEN_GOOD = "That was easy to follow from start to finish. Go on when you are ready."
SPOKEN_UNSCORED = "I could not read an answer in that, so I have not scored it."

UNKNOWN_LANGUAGE = (
    "The offline coach reads English only, so this answer was not scored. "
    "Answer in English, or ask for another coach."
)
READ_BACK = (
    "Most of this repeats the question or itself. Say what happened in your own words, in a few "
    "sentences."
)
TO_THE_GRADER = (
    "This speaks to the coach instead of answering the question. "
    "Say what happened to you, in a few sentences."
)
NO_STORY_ASKED = (
    "This question does not ask for a story of something that happened, and stories are all the "
    "offline coach can read. Your answer is kept without a score."
)
