"""What can be done with an interview. One transaction a function; arguments by name."""

import itertools
import logging
import random
from collections.abc import Mapping, Sequence
from typing import TypedDict, TypeVar, Unpack
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import Rung, User
from avatars import ladder
from avatars.models import Face, InterviewerChoice, Persona, Voice
from costs.budgets import Withheld, tightest
from interviews import assessing, heard, using
from interviews.coach.self_rating import parse_rating
from interviews.follow_ups import next_follow_up
from interviews.live import events, flow
from interviews.live.coaching import Case
from interviews.models import (
    MOST_QUESTIONS,
    Attempt,
    Interview,
    PublishedQuestion,
    Question,
    QuestionBank,
    Timing,
    Turn,
)

logger = logging.getLogger(__name__)

OnOffer = TypeVar("OnOffer", Question, PublishedQuestion)


class NothingToAsk(ValueError):
    """The bank is not offered, or not any more."""


class Interviewed(TypedDict, total=False):
    """By whom; what is left out is as the student has chosen once for all."""

    persona: Persona | None
    live_face: Face | None
    live_voice: Voice | None
    quality: str


@transaction.atomic
def create_interview(
    *,
    owner: User,
    bank: QuestionBank,
    questions: int,
    timing: Timing,
    rung: Rung,
    language: str = "",
    **interviewed: Unpack[Interviewed],
) -> Interview:
    """A new interview with its questions frozen, in the bank's language where it has no other.

    Raises NothingToAsk.
    """
    version = bank.published if bank.is_on_offer else None
    if version is None:
        raise NothingToAsk(bank.slug)
    chosen = choose_questions(list(version.questions.all()), questions)
    interview = Interview.objects.create(
        owner=owner,
        bank=bank,
        bank_title=version.title,
        bank_version=version,
        language=language if language in version.languages else version.language,
        timing=timing,
        **within_budget(owner, rung),
        **(usual_interviewer(owner) | interviewed),
    )
    Turn.objects.bulk_create(
        freeze(interview, number, question) for number, question in enumerate(chosen)
    )
    return interview


class Affordable(TypedDict):
    rung: Rung
    withheld: Withheld


def within_budget(owner: User, rung: Rung) -> Affordable:
    """What an interview that is made now may use, to its end."""
    budget = tightest(owner)
    withheld = budget.withheld if budget else Withheld.NOTHING
    return {"rung": ladder.nearest(rung, live=not withheld), "withheld": withheld}


def usual_interviewer(owner: User) -> Interviewed:
    choice = InterviewerChoice.objects.of(owner)
    return {
        "persona": choice.persona,
        "live_face": choice.live_face,
        "live_voice": choice.live_voice,
        "quality": choice.quality,
    }


def choose_questions(on_offer: Sequence[OnOffer], count: int) -> list[OnOffer]:
    """`count` questions at random, gentle ones first, as few of one competency as can be."""
    shuffled = random.sample(list(on_offer), len(on_offer))
    by_competency: dict[str, list[OnOffer]] = {}
    for question in shuffled:
        by_competency.setdefault(question.competency, []).append(question)
    rounds = itertools.zip_longest(*by_competency.values())
    varied = [question for each in rounds for question in each if question is not None]
    chosen = varied[: max(1, min(count, MOST_QUESTIONS))]
    return sorted(chosen, key=lambda question: question.difficulty)


def freeze(interview: Interview, number: int, question: PublishedQuestion) -> Turn:
    words = question.words(interview.language)
    return Turn(
        interview=interview,
        question=number,
        source_id=question.source_id,
        text=words["text"],
        competency=question.competency,
        guidance=words["guidance"],
        follow_ups=words["follow_ups"][: flow.MOST_PROBES],
        time_limit=question.time_limit,
    )


@transaction.atomic
def ask_turn(*, interview: Interview, question: int, probe: int) -> Turn:
    """The turn at this place, marked as asked. A follow-up's turn is made from its main turn."""
    main = interview.turns.get(question=question, probe=0)
    turn = main
    if probe:
        turn, _ = Turn.objects.get_or_create(
            interview=interview,
            question=question,
            probe=probe,
            defaults={
                "source": main.source,
                "text": next_follow_up(interview, question, probe),
                "competency": main.competency,
                "guidance": main.guidance,
                "time_limit": main.time_limit,
            },
        )
    if turn.asked_at is None:
        turn.asked_at = timezone.now()
        turn.save(update_fields=["asked_at"])
    return turn


def find_attempt(interview: Interview, take: events.Take) -> Attempt:
    return Attempt.objects.at(interview, take).select_related("turn").get()


@transaction.atomic
def open_attempt(*, interview: Interview, take: events.Take) -> Attempt:
    turn = interview.turns.get(question=take.question, probe=take.probe)
    attempt, _ = Attempt.objects.get_or_create(turn=turn, number=take.attempt)
    return attempt


@transaction.atomic
def discard_attempt(*, interview: Interview, take: events.Take) -> UUID | None:
    """Forget an attempt that no coach has seen, its recording too. Its id, or None."""
    attempt = Attempt.objects.at(interview, take).select_for_update().get()
    if attempt.submitted_at is not None:
        return None
    identity = attempt.pk
    _note_live_hearing(attempt)
    attempt.delete()
    return identity


@transaction.atomic
def save_draft(*, interview: Interview, take: events.Take, text: str) -> None:
    """The words of an attempt as they stand. A submitted attempt does not change any more."""
    Attempt.objects.at(interview, take).filter(submitted_at=None).update(transcript=text)


def rate_attempt(*, attempt: Attempt, rating: Mapping[str, object]) -> bool:
    """Note the student's own view. False once the answer is handed in: a coach may be at it."""
    given = {part.value: told.value for part, told in parse_rating(rating).items()}
    mine = Attempt.objects.filter(pk=attempt.pk, submitted_at=None)
    return bool(mine.update(self_rating=given or None))


@transaction.atomic
def submit_attempt(
    *, interview: Interview, take: events.Take, text: str | None = None, calls_an_hour: int = 0
) -> Case | None:
    """Make the answer final, once, and claim it for a coach in the same breath.

    `text` is what the student left in the text box, where that came with the last press. An attempt
    in which nothing was said is forgotten instead.
    """
    mine = Attempt.objects.at(interview, take).select_related("turn")
    attempt = mine.select_for_update(of=("self",)).get()
    if attempt.submitted_at is not None:
        return None
    attempt.turn.interview = interview  # as it is in hand
    if text is not None:
        attempt.transcript = text
    _note_live_hearing(attempt)
    if not attempt.transcript.strip() and not attempt.recording:
        attempt.delete()
        return None
    attempt.submitted_at = timezone.now()
    attempt.delivery = heard.measured(attempt, language=interview.language).to_json()
    case = assessing.make_case(attempt, calls_an_hour=calls_an_hour)
    attempt.save(
        update_fields=["transcript", "submitted_at", "delivery", "claimed_until", "model_calls"]
    )
    return case


def _note_live_hearing(attempt: Attempt) -> None:
    """It was paid for, whether or not the answer is kept."""
    if attempt.heard_by == heard.LIVE:
        using.note_heard(attempt, provider=heard.LIVE)


@transaction.atomic
def finish_interview(*, interview: Interview) -> None:
    Interview.objects.filter(pk=interview.pk, finished_at=None).update(
        phase=flow.Phase.FINISHED, finished_at=timezone.now()
    )


@transaction.atomic
def delete_interview(*, interview: Interview) -> None:
    """With its answers, their recordings and the links to its report."""
    interview.delete()


@transaction.atomic
def move_interviews(*, guest: User, user: User) -> None:
    """A guest has logged in: what the guest practised belongs to the user from now on."""
    Interview.objects.filter(owner=guest).update(owner=user)
