"""LiveAvatar's agent: takes commands in the room, and tells there what the avatar does.

https://docs.liveavatar.com/docs/full-mode/events
"""

import json
import uuid
from collections.abc import Iterator

from standins.actor import Line, Moment
from standins.livekit import Event, Manner
from standins.sessions import Session

CONTROL, RESPONSE = "agent-control", "agent-response"  # topics


def _obey(session: Session, topic: str, said: bytes) -> None:
    if topic != CONTROL:
        return
    command = json.loads(said)
    match command.get("event_type"):
        case "avatar.speak_text":
            session.say(command["event_id"], command["text"])
        case "avatar.interrupt":
            session.hush()


def _report(session: Session, moment: Moment, line: Line) -> Iterator[Event]:
    match moment:
        case Moment.STARTED:
            yield _event(session, "avatar.speak_started", source_event_id=line.name)
            words = {"source_event_id": line.name, "text": line.text}
            yield _event(session, "avatar.transcription", **words)
        case Moment.ENDED:
            yield _event(session, "avatar.speak_ended", source_event_id=line.name)


def _part(session: Session) -> Iterator[Event]:
    yield _event(session, "session.stopped", stop_reason=session.reason)


def _event(session: Session, kind: str, **more: str) -> Event:
    ids = {"event_id": str(uuid.uuid4()), "session_id": session.id}
    return RESPONSE, {**ids, "event_type": kind, **more}


MANNER = Manner(obey=_obey, report=_report, farewell=_part, has_agent=True)
