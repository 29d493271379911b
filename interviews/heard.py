"""What was heard of an attempt: its words with their times, by whom, and how it was spoken."""

from collections.abc import Sequence
from dataclasses import asdict

from django.db import transaction

from interviews.coach import delivery
from interviews.live import events
from interviews.models import Attempt, Interview
from interviews.transcription import Written
from providers.transcript import Word

LIVE = "deepgram live"


@transaction.atomic
def add_words(*, interview: Interview, take: events.Take, words: Sequence[Word]) -> None:
    """Keep what was heard live behind what is kept. An attempt that is gone needs none."""
    attempt = _locked(interview, take)
    if attempt is None or not words:
        return
    attempt.words = [*attempt.words, *map(asdict, words)]
    attempt.heard_by = LIVE
    attempt.save(update_fields=["words", "heard_by"])


@transaction.atomic
def keep_written(*, interview: Interview, take: events.Take, written: Written) -> None:
    """A transcript of the whole recording takes the place of the words heard live."""
    attempt = _locked(interview, take)
    if attempt is None:
        return
    attempt.words = [asdict(word) for word in written.words]
    attempt.heard_by = written.heard_by
    attempt.save(update_fields=["words", "heard_by"])


def needs_fillers(*, interview: Interview, take: events.Take) -> bool:
    """Live recognition leaves "um" and "uh" out; only the recording can tell them."""
    attempts = Attempt.objects.at(interview, take).filter(heard_by=LIVE, submitted_at__isnull=False)
    return attempts.exclude(recording="").exists()


@transaction.atomic
def keep_fillers(*, interview: Interview, take: events.Take, written: Written) -> bool:
    """Measure the delivery anew on words that have the fillers in them."""
    attempt = _locked(interview, take)
    if attempt is None:
        return False
    found = delivery.spoken(written.words, attempt.transcript, language=interview.language)
    attempt.delivery = found.to_json()
    attempt.save(update_fields=["delivery"])
    return True


def measured(attempt: Attempt, *, language: str) -> delivery.Delivery:
    """How the answer was spoken, as far as is known by now."""
    words = [delivery.Word(word["text"], word["start"], word["end"]) for word in attempt.words]
    has_fillers = attempt.heard_by not in {"", LIVE}
    return delivery.spoken(words, attempt.transcript, language=language, has_fillers=has_fillers)


def _locked(interview: Interview, take: events.Take) -> Attempt | None:
    return Attempt.objects.at(interview, take).select_for_update().first()
