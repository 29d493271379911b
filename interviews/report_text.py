"""A report as plain text: for an e-mail, a notebook, or a reader that shows nothing else."""

from collections.abc import Iterator
from textwrap import fill

from interviews.coach.rubric import Assessment
from interviews.models import Attempt
from interviews.reports import Report, ReportedTurn

WIDTH = 78


def report_text(whole: Report) -> str:
    lines = [*_head(whole), *_points(whole)]
    for question in whole.questions:
        lines += _question(question)
    lines += ["", "Levels describe the structure of an answer. A coach can be wrong."]
    return "\n".join(lines) + "\n"


def _head(whole: Report) -> Iterator[str]:
    interview, summary = whole.interview, whole.summary
    title = f"{interview.bank_title}, {interview.created_at:%d %B %Y}"
    yield from (title, "=" * min(len(title), WIDTH), "")
    yield f"{summary.answered} of {summary.asked} answered"
    if summary.score is not None:
        yield f"Level of the best answers: {summary.score:.1f} of 5"
    if summary.gain:
        yield f"Levels gained by trying again: +{summary.gain:.1f}"
    yield from ("", _wrapped(whole.narrative.summary))


def _points(whole: Report) -> Iterator[str]:
    narrative = whole.narrative
    for title, points in (
        ("What worked", narrative.strengths),
        ("What to change", narrative.changes),
    ):
        if points:
            yield from ("", title)
            for point in points:
                yield _item(f"{point.text} (Question {point.question})")
                if point.quote:
                    yield _item(f'"{point.quote}"', indent="    ", mark="")


def _question(question: ReportedTurn, name: str = "") -> Iterator[str]:
    title = name or f"Question {question.turn.number}"
    yield from ("", "-" * WIDTH, _wrapped(f"{title}: {question.turn.text}"), "")
    if question.best is None:
        yield "Not answered."
    else:
        yield from _attempt(question.best, of=len(question.attempts))
    for number, follow_up in enumerate(question.follow_ups, start=1):
        yield from _question(follow_up, f"Follow-up {number}")


def _attempt(attempt: Attempt, *, of: int) -> Iterator[str]:
    if of > 1:
        yield f"Attempt {attempt.number}, the best of {of}:"
    yield _wrapped(attempt.transcript or "(no words were kept)")
    if attempt.view is None:
        yield from ("", "Not evaluated yet.")
    elif attempt.view.score is None:
        yield from ("", _wrapped(f"No levels: {attempt.view.reason}"))
    else:
        yield from _view(attempt.view)


def _view(view: Assessment) -> Iterator[str]:
    yield from ("", f"Level {view.score:.1f} of 5, read by {view.coach}")
    for verdict in view.parts:
        yield f"  {verdict.part.label}: {verdict.level_word}"
        if verdict.quote:
            yield _item(f'"{verdict.quote}"', indent="      ", mark="")
    if view.strength:
        yield _item(f"What worked: {view.strength}")
    if view.main_change:
        yield _item(f"One thing to change: {view.main_change}")


def _item(text: str, *, indent: str = "", mark: str = "- ") -> str:
    first = indent + mark
    return fill(text, WIDTH, initial_indent=first, subsequent_indent=" " * len(first))


def _wrapped(text: str) -> str:
    return "\n".join(fill(line, WIDTH) for line in text.splitlines())
