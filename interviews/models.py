"""The interviews that were held, and their answers; what is asked: question_banks, bank_versions.

An interview freezes what it asks: a question that is edited later changes no interview.
"""

import logging
import uuid
from dataclasses import replace
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.models import Rung, User
from avatars.models import Face, Persona, Quality, Voice
from costs.budgets import Withheld
from interviews.bank_versions import BankVersion as BankVersion
from interviews.bank_versions import PublishedQuestion as PublishedQuestion
from interviews.coach.delivery import Delivery
from interviews.coach.rubric import Assessment
from interviews.coach.self_rating import Gap, gaps, parse_rating
from interviews.live import events, flow
from interviews.question_banks import BankStatus as BankStatus
from interviews.question_banks import Competency as Competency
from interviews.question_banks import Difficulty as Difficulty
from interviews.question_banks import Question as Question
from interviews.question_banks import QuestionBank as QuestionBank
from interviews.question_banks import QuestionTranslation as QuestionTranslation
from interviews.words import ShownSentence, ShownWord, align, by_sentence, in_runs, mark_quotes

logger = logging.getLogger(__name__)

MOST_LETTERED = 3000  # words of an answer that are shown each by itself; twenty minutes of speech
MOST_QUESTIONS = 10  # main questions in one interview
MOST_MODEL_CALLS = 4  # for one attempt, also when the model fails again and again


class Timing(models.TextChoices):
    EACH = flow.Timing.EACH.value, _("After each answer")
    END = flow.Timing.END.value, _("At the end, like the real thing")


class InterviewQuerySet(models.QuerySet["Interview"]):
    def owned_by(self, user: User | AnonymousUser) -> "InterviewQuerySet":
        return self.filter(owner=user) if isinstance(user, User) else self.none()

    def unfinished(self) -> "InterviewQuerySet":
        return self.exclude(phase=flow.Phase.FINISHED)

    def finished(self) -> "InterviewQuerySet":
        return self.filter(phase=flow.Phase.FINISHED)

    def rolled_up(self) -> models.QuerySet["Interview", Any]:
        """Of those that have a score, in the order they were begun: what `trends` draws."""
        scored = self.filter(score__isnull=False).order_by("created_at")
        return scored.values("created_at", "score", "situation", "task", "action", "result")

    def with_answered(self) -> "InterviewQuerySet":
        """With `asked` and `answered`: how many main questions there are, and have an answer.

        Counted for the rows that are fetched, not for all of which a page shows some.
        """
        main = Turn.objects.filter(interview=models.OuterRef("pk"), probe=0)
        given = Attempt.objects.filter(turn=models.OuterRef("pk"), submitted_at__isnull=False)
        return self.annotate(asked=_count(main), answered=_count(main.filter(models.Exists(given))))


def _count(rows: models.QuerySet[Any]) -> Coalesce:
    counted = rows.order_by().values("interview").annotate(count=models.Count("pk"))
    return Coalesce(models.Subquery(counted.values("count")), 0)


class Interview(models.Model):
    """One rehearsal. The fields under "progress" are what a new socket starts from."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="interviews")
    bank = models.ForeignKey(
        QuestionBank, on_delete=models.SET_NULL, null=True, related_name="interviews"
    )
    bank_title = models.CharField(max_length=120)
    bank_version = models.ForeignKey(
        BankVersion, on_delete=models.SET_NULL, null=True, related_name="interviews"
    )
    language = models.CharField(max_length=10, default="en")
    timing = models.CharField(max_length=4, choices=Timing, default=Timing.EACH)
    rung = models.CharField(max_length=12, choices=Rung, default=Rung.ILLUSTRATED)
    persona = models.ForeignKey(
        Persona, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    live_face = models.ForeignKey(
        Face, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    live_voice = models.ForeignKey(
        Voice, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    quality = models.CharField(max_length=6, choices=Quality, default=Quality.AUTO)
    withheld = models.PositiveSmallIntegerField(
        choices=Withheld, default=Withheld.NOTHING, help_text="because a budget was used up"
    )
    created_at = models.DateTimeField(default=timezone.now, db_index=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    # Progress
    phase = models.CharField(
        max_length=12,
        choices=[(phase.value, phase.value) for phase in flow.Phase],
        default=flow.Phase.WARM_UP.value,
    )
    question = models.PositiveSmallIntegerField(default=0)
    probe = models.PositiveSmallIntegerField(default=0)
    attempt = models.PositiveSmallIntegerField(default=0)
    rung_now = models.CharField(
        max_length=12, choices=Rung, blank=True, help_text="empty: still the one that was chosen"
    )

    # Rolled up from its attempts whenever one has been assessed, see rollup.py
    score = models.DecimalField(max_digits=2, decimal_places=1, null=True, blank=True)
    gain = models.DecimalField(max_digits=2, decimal_places=1, null=True, blank=True)
    situation = models.DecimalField(max_digits=2, decimal_places=1, null=True, blank=True)
    task = models.DecimalField(max_digits=2, decimal_places=1, null=True, blank=True)
    action = models.DecimalField(max_digits=2, decimal_places=1, null=True, blank=True)
    result = models.DecimalField(max_digits=2, decimal_places=1, null=True, blank=True)

    # What a model wrote about all of it, see narrating.py
    narrative = models.JSONField(null=True, blank=True)
    narrative_claimed_at = models.DateTimeField(null=True, blank=True)
    narrative_calls = models.PositiveSmallIntegerField(default=0)
    narrative_asked_at = models.DateTimeField(null=True, blank=True)

    # The tab that holds the interview, and when it was last heard of
    tab = models.CharField(max_length=64, blank=True)
    tab_seen_at = models.DateTimeField(null=True, blank=True)

    objects = InterviewQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return f"{self.bank_title}, {self.created_at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        name = "report" if self.is_finished else "room"
        return reverse(name, args=[self.pk])

    def turns_with_attempts(self) -> models.QuerySet["Turn"]:
        """As they were prefetched; else in two queries."""
        if "turns" in getattr(self, "_prefetched_objects_cache", {}):
            return self.turns.all()
        return self.turns.prefetch_related("attempts")

    @property
    def is_finished(self) -> bool:
        return self.phase == flow.Phase.FINISHED

    @property
    def current_rung(self) -> Rung:
        """Where on the ladder the interviewer is, after all that went wrong."""
        return Rung(self.rung_now or self.rung)


class Turn(models.Model):
    """One question as it was put to the student. Probe 0 is the main turn of its question."""

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="turns")
    question = models.PositiveSmallIntegerField()
    probe = models.PositiveSmallIntegerField(default=0)
    source = models.ForeignKey(Question, on_delete=models.SET_NULL, null=True, related_name="turns")
    text = models.TextField()
    competency = models.CharField(max_length=20, choices=Competency)
    guidance = models.TextField(blank=True)
    follow_ups = models.JSONField(default=list, blank=True)
    time_limit = models.PositiveIntegerField(help_text="seconds, suggested")
    asked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("question", "probe")
        constraints = (
            models.UniqueConstraint(
                fields=("interview", "question", "probe"), name="one_turn_per_place"
            ),
        )

    def __str__(self) -> str:
        return self.text

    @property
    def is_follow_up(self) -> bool:
        return self.probe > 0

    @property
    def number(self) -> int:
        """The main question's number as people count, from 1."""
        return self.question + 1


def recording_path(attempt: "Attempt", filename: str) -> str:
    """Named by us, never by the browser."""
    return f"recordings/{attempt.turn.interview_id}/{attempt.pk}.wav"


class AttemptQuerySet(models.QuerySet["Attempt"]):
    def at(self, interview: Interview, take: events.Take) -> "AttemptQuerySet":
        """The one attempt at this place of the interview."""
        return self.filter(
            turn__interview=interview,
            turn__question=take.question,
            turn__probe=take.probe,
            number=take.attempt,
        )

    def unjudged(self) -> "AttemptQuerySet":
        """Submitted, and no coach's view is kept of them."""
        return self.filter(submitted_at__isnull=False, assessed_at=None)


class Attempt(models.Model):
    """One answer to a turn. Not submitted: being given. Submitted: final, then assessed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    turn = models.ForeignKey(Turn, on_delete=models.CASCADE, related_name="attempts")
    number = models.PositiveSmallIntegerField()
    transcript = models.TextField(blank=True)
    words = models.JSONField(
        default=list, blank=True, help_text="[{text, start, end, confidence}] as heard; seconds"
    )
    heard_by = models.CharField(max_length=20, blank=True, help_text="who turned speech into text")
    recording = models.FileField(upload_to=recording_path, blank=True, max_length=200)
    recording_deleted_at = models.DateTimeField(
        null=True, blank=True, help_text="when the site's time for keeping it was over"
    )
    seconds = models.FloatField(default=0, help_text="length of the recording")
    is_silent = models.BooleanField(default=False)
    peaks = models.JSONField(
        default=list, blank=True, help_text="loudness from 0 to 100 in up to 240 equal steps"
    )
    delivery = models.JSONField(null=True, blank=True)
    assessment = models.JSONField(null=True, blank=True)
    score = models.DecimalField(max_digits=2, decimal_places=1, null=True, blank=True)
    word_count = models.PositiveIntegerField(null=True, blank=True, help_text="as it was read")
    situation = models.PositiveSmallIntegerField(null=True, blank=True, help_text="level, 1 to 5")
    task = models.PositiveSmallIntegerField(null=True, blank=True)
    action = models.PositiveSmallIntegerField(null=True, blank=True)
    result = models.PositiveSmallIntegerField(null=True, blank=True)
    coach = models.CharField(max_length=80, blank=True)
    prompt_version = models.CharField(max_length=20, blank=True, help_text="empty: no model")
    is_fallback = models.BooleanField(
        default=False, help_text="a model should have judged, and could not"
    )
    claimed_until = models.DateTimeField(
        null=True, blank=True, help_text="a coach is at it, and has until then: assessing.py"
    )
    model_calls = models.PositiveSmallIntegerField(default=0)
    input_tokens = models.PositiveIntegerField(null=True, blank=True)
    cached_tokens = models.PositiveIntegerField(null=True, blank=True)
    output_tokens = models.PositiveIntegerField(null=True, blank=True)
    cost = models.DecimalField(
        max_digits=9, decimal_places=5, null=True, blank=True, help_text="estimated from the tokens"
    )
    self_rating = models.JSONField(
        null=True, blank=True, help_text="{S, T, A, R: no, partly or yes}, before the coach spoke"
    )
    started_at = models.DateTimeField(default=timezone.now)
    submitted_at = models.DateTimeField(null=True, blank=True)
    assessed_at = models.DateTimeField(null=True, blank=True)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("turn", "number"), name="one_attempt_per_number"),
        )

    def __str__(self) -> str:
        return f"Attempt {self.number}"

    @property
    def may_ask_model_again(self) -> bool:
        return self.is_fallback and self.model_calls < MOST_MODEL_CALLS

    @property
    def is_spoken(self) -> bool:
        return bool(self.recording)

    @cached_property
    def view(self) -> Assessment | None:
        """The coach's view of the answer; None while there is none that can be read."""
        if self.assessment is None:
            return None
        try:
            return Assessment.from_json(self.assessment)
        except ValueError:
            logger.error("the assessment of attempt %s cannot be read", self.pk)
            return None

    @cached_property
    def delivery_view(self) -> Delivery | None:
        """How the answer was spoken; None where nothing was measured that can be read."""
        if self.delivery is None:
            return None
        try:
            return Delivery.from_json(self.delivery)
        except ValueError:
            logger.error("the delivery of attempt %s cannot be read", self.pk)
            return None

    @cached_property
    def rating_gaps(self) -> tuple[Gap, ...]:
        """Where the student's own rating and the coach's view differ."""
        return gaps(parse_rating(self.self_rating), self.view.parts) if self.view else ()

    @property
    def can_replay(self) -> bool:
        """Whether the recording can be played from each word."""
        return bool(self.recording and self.words)

    @cached_property
    def shown_words(self) -> tuple[ShownWord, ...]:
        quotes = self.view.quotes if self.view else ()
        return mark_quotes(align(self.words, self.transcript), quotes)

    @cached_property
    def shown_sentences(self) -> tuple[ShownSentence, ...]:
        """The shown words by the coach's sentences; empty where there are none, or too many."""
        if self.view is None or len(self.shown_words) > MOST_LETTERED:
            return ()
        sentences = by_sentence(self.shown_words, self.view.sentences)
        if self.can_replay:
            return sentences
        return tuple(replace(each, words=in_runs(each.words)) for each in sentences)
