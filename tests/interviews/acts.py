"""What happens to interviews, as the room does it."""

from pathlib import Path

from accounts.models import Rung, User
from interviews import assessing, recordings, services
from interviews.coach import offline
from interviews.live import events
from interviews.live.coaching import Judged
from interviews.models import Attempt, Interview, QuestionBank, Timing

FIRST = events.Take(question=0, probe=0, attempt=1)
STORY = (
    "Last spring I worked at the desk of our library. A reader could not find a map he needed. "
    "It was my task to help him before we closed. I asked what he was looking for, searched the "
    "catalogue and rang the archive. In the end he had the map within ten minutes."
)


def hold_interview(owner: User, bank: QuestionBank, *, questions: int = 2) -> Interview:
    """An interview that was held to its end, each question answered."""
    interview = services.create_interview(
        owner=owner, bank=bank, questions=questions, timing=Timing.EACH, rung=Rung.TEXT
    )
    for question in range(questions):
        give_answer(interview, question=question)
    return finish(interview)


def give_answer(
    interview: Interview, text: str = STORY, *, question: int = 0, probe: int = 0, attempt: int = 1
) -> Attempt:
    """One answer, asked for, written, submitted and assessed."""
    take = events.Take(question, probe, attempt)
    services.ask_turn(interview=interview, question=question, probe=probe)
    write_answer(interview, text, take=take)
    return judge(interview, take)


def judge(interview: Interview, take: events.Take = FIRST) -> Attempt:
    """The attempt submitted, read by the offline coach, and its reading kept."""
    case = services.submit_attempt(interview=interview, take=take)
    if case is not None:
        assessing.keep(case, Judged(offline.assess(case.question, case.transcript)))
    return services.find_attempt(interview, take)


def write_answer(interview: Interview, text: str = STORY, *, take: events.Take = FIRST) -> Attempt:
    """An attempt as it is being given: its words are there, nothing is submitted."""
    services.open_attempt(interview=interview, take=take)
    services.save_draft(interview=interview, take=take, text=text)
    return services.find_attempt(interview, take)


def record(attempt: Attempt, folder: Path, *, seconds: int = 1) -> Attempt:
    """A recording of `seconds` for the attempt, stored as the room stores it."""
    pcm = folder / f"{attempt.pk}.pcm"
    pcm.write_bytes(b"\x00\x10" * 16_000 * seconds)
    recordings.store(attempt, pcm)
    return attempt


def finish(interview: Interview) -> Interview:
    services.finish_interview(interview=interview)
    interview.refresh_from_db()
    return interview
