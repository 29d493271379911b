"""Whether the interviewer can be seen and heard: one table, decided on the server.

The player in the browser reports what happens to it; `react()` gives the state that follows.
A report that does not fit the state changes nothing (players report late, and twice).
"""

from collections.abc import Mapping
from enum import StrEnum


class AvatarState(StrEnum):
    DISCONNECTED = "disconnected"
    CONNECTING = "connecting"
    READY = "ready"
    SPEAKING = "speaking"
    ERROR = "error"


class Report(StrEnum):
    CONNECTING = "connecting"
    CONNECTED = "connected"
    SPEAK_STARTED = "speak_started"
    SPEAK_ENDED = "speak_ended"
    FAILED = "failed"
    STOPPED = "stopped"


TRANSITIONS: Mapping[tuple[AvatarState, Report], AvatarState] = {
    (AvatarState.DISCONNECTED, Report.CONNECTING): AvatarState.CONNECTING,
    (AvatarState.CONNECTING, Report.CONNECTED): AvatarState.READY,
    (AvatarState.READY, Report.SPEAK_STARTED): AvatarState.SPEAKING,
    (AvatarState.SPEAKING, Report.SPEAK_ENDED): AvatarState.READY,
    (AvatarState.ERROR, Report.CONNECTING): AvatarState.CONNECTING,
    **{(state, Report.FAILED): AvatarState.ERROR for state in AvatarState},
    **{(state, Report.STOPPED): AvatarState.DISCONNECTED for state in AvatarState},
}


def react(state: AvatarState, report: Report) -> AvatarState:
    return TRANSITIONS.get((state, report), state)
