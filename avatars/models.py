"""Who can interview, whom a student chose, and what became of each live connection.

Interviews are known here by their id only: this app stands below theirs.
"""

import uuid
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from avatars.phrases import lines
from avatars.troubles import LABELS
from providers.avatar import Trouble


class Provider(models.TextChoices):
    LIVEAVATAR = "liveavatar", _("LiveAvatar")
    HEYGEN_STREAMING = "heygen_streaming", _("HeyGen Streaming (retired by its vendor)")
    ILLUSTRATED = "illustrated", _("Illustrated")


class VoiceProvider(models.TextChoices):
    LIVEAVATAR = "liveavatar", _("LiveAvatar")
    HEYGEN_STREAMING = "heygen_streaming", _("HeyGen Streaming (retired by its vendor)")
    AURA = "aura", _("Deepgram Aura")
    BROWSER = "browser", _("The student's browser")


class Quality(models.TextChoices):
    """Of the live picture."""

    AUTO = "auto", _("Automatic, from the connection")
    LOW = "low", _("Low")
    MEDIUM = "medium", _("Medium")
    HIGH = "high", _("High")


def picture_path(face: "Face", filename: str) -> str:
    """Named by us; the ending says what the first bytes were."""
    return f"faces/{face.provider}/{uuid.uuid4().hex}.{filename.rpartition('.')[2]}"


def sample_path(voice: "Voice", filename: str) -> str:
    return f"voices/{voice.provider}/{uuid.uuid4().hex}.{filename.rpartition('.')[2]}"


class OfferQuerySet(models.QuerySet[Any]):
    def on_offer(self) -> "OfferQuerySet":
        """What an operator offers and the vendor still has."""
        return self.filter(is_offered=True, is_gone=False)


class Face(models.Model):
    """A face of a vendor's catalogue, kept with a copy of its picture."""

    provider = models.CharField(_("provider"), max_length=20, choices=Provider)
    external_id = models.CharField(_("the vendor's id"), max_length=100)
    name = models.CharField(_("name"), max_length=120)
    picture = models.FileField(_("picture"), upload_to=picture_path, blank=True, max_length=200)
    picture_url = models.URLField(
        _("where the picture came from"), blank=True, max_length=500, editable=False
    )
    default_voice = models.CharField(_("its own voice"), max_length=100, blank=True)
    kind = models.CharField(_("kind"), max_length=20, blank=True)
    gender = models.CharField(_("gender"), max_length=20, blank=True)
    is_offered = models.BooleanField(_("offered to students"), default=True)
    is_gone = models.BooleanField(_("gone from the vendor's catalogue"), default=False)
    refreshed_at = models.DateTimeField(_("last seen in the catalogue"), default=timezone.now)

    objects = OfferQuerySet.as_manager()

    class Meta:
        ordering = ("provider", "name", "pk")
        verbose_name = _("face")
        verbose_name_plural = _("faces")
        constraints = (
            models.UniqueConstraint(fields=("provider", "external_id"), name="one_face_per_id"),
        )

    def __str__(self) -> str:
        return self.name


class Voice(models.Model):
    """A voice of a vendor's catalogue, kept with a spoken sample where there is one."""

    provider = models.CharField(_("provider"), max_length=20, choices=VoiceProvider)
    external_id = models.CharField(_("the vendor's id"), max_length=100)
    name = models.CharField(_("name"), max_length=120)
    language = models.CharField(_("language"), max_length=40, blank=True)
    gender = models.CharField(_("gender"), max_length=20, blank=True)
    sample = models.FileField(_("spoken sample"), upload_to=sample_path, blank=True, max_length=200)
    sample_url = models.URLField(
        _("where the sample came from"), blank=True, max_length=500, editable=False
    )
    is_offered = models.BooleanField(_("offered to students"), default=True)
    is_gone = models.BooleanField(_("gone from the vendor's catalogue"), default=False)
    refreshed_at = models.DateTimeField(_("last seen in the catalogue"), default=timezone.now)

    objects = OfferQuerySet.as_manager()

    class Meta:
        ordering = ("provider", "language", "name", "pk")
        verbose_name = _("voice")
        verbose_name_plural = _("voices")
        constraints = (
            models.UniqueConstraint(fields=("provider", "external_id"), name="one_voice_per_id"),
        )

    def __str__(self) -> str:
        return self.name


class PersonaQuerySet(models.QuerySet["Persona"]):
    def on_offer(self) -> "PersonaQuerySet":
        return self.filter(is_active=True)


class Persona(models.Model):
    """An interviewer: how they look and sound on each rung, and how they talk."""

    slug = models.SlugField(_("short name"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=80)
    character = models.SlugField(
        _("illustrated character"), max_length=40, help_text=_("Which drawing is shown.")
    )
    live_face = models.ForeignKey(
        Face,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("live face"),
    )
    live_voice = models.ForeignKey(
        Voice,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("live voice"),
        help_text=_("Empty: the face's own."),
    )
    voice = models.ForeignKey(
        Voice,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("voice of the illustrated interviewer"),
    )
    clip_face = models.CharField(
        _("filmed as"),
        max_length=100,
        blank=True,
        help_text=_("Id of a look of HeyGen's, for questions that are filmed beforehand."),
    )
    clip_voice = models.CharField(
        _("filmed with the voice"),
        max_length=100,
        blank=True,
        help_text=_("Id of a voice of HeyGen's. Neither is the id that LiveAvatar knows."),
    )
    language = models.CharField(_("language"), max_length=10, default="en")
    tone = models.CharField(_("tone"), max_length=120, blank=True)
    thinking_phrases = models.TextField(
        _("thinking phrases"),
        blank=True,
        help_text=_("One a line. One of them is said while the coach takes its time."),
    )
    opening_words = models.TextField(_("opening words"), blank=True)
    closing_words = models.TextField(_("closing words"), blank=True)
    position = models.PositiveIntegerField(_("position"), default=0)
    is_active = models.BooleanField(_("active"), default=True)

    objects = PersonaQuerySet.as_manager()

    class Meta:
        ordering = ("position", "name")
        verbose_name = _("interviewer")
        verbose_name_plural = _("interviewers")

    def __str__(self) -> str:
        return self.name

    @property
    def phrases(self) -> list[str]:
        """What they say while the coach takes its time, in the reader's language."""
        return lines(self.thinking_phrases)


class InterviewerChoiceQuerySet(models.QuerySet["InterviewerChoice"]):
    def of(self, user: User | AnonymousUser) -> "InterviewerChoice":
        """The person's own choice, or the defaults, unsaved."""
        if not isinstance(user, User):
            return InterviewerChoice()
        related = self.select_related("persona", "live_face", "live_voice")
        return related.filter(user=user).first() or InterviewerChoice(user=user)


class InterviewerChoice(models.Model):
    """Whom a student wants to be interviewed by; for the next interview, changeable at set-up."""

    class Thinking(models.IntegerChoices):
        """Seconds for thinking, which the page counts. Nothing begins by itself."""

        NONE = 0, _("None")
        SHORT = 15, _("15 seconds")
        HALF = 30, _("30 seconds")
        FULL = 60, _("A minute")

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="interviewer_choice")
    persona = models.ForeignKey(
        Persona,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("interviewer"),
    )
    live_face = models.ForeignKey(
        Face,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("live face"),
    )
    live_voice = models.ForeignKey(
        Voice,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("live voice"),
    )
    quality = models.CharField(
        _("picture quality"), max_length=6, choices=Quality, default=Quality.AUTO
    )
    thinking_seconds = models.PositiveSmallIntegerField(
        _("time to think"), choices=Thinking, default=Thinking.NONE
    )

    objects = InterviewerChoiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("choice of interviewer")
        verbose_name_plural = _("choices of interviewer")

    def __str__(self) -> str:
        return f"Interviewer of {self.user}"


class Why(models.TextChoices):
    """Why a connection ended."""

    FINISHED = "finished", _("The interview ended")
    LEFT = "left", _("The student left")
    IDLE = "idle", _("Nobody was there")
    LIMIT = "limit", _("Its time was up")
    STEPPED_DOWN = "stepped_down", _("One rung down")
    DROPPED = "dropped", _("The connection dropped")
    FAILED = "failed", _("It never began")
    REAPED = "reaped", _("A stray, closed by the reaper")
    REPLACED = "replaced", _("Another one took its place")


class ConnectionQuerySet(models.QuerySet["Connection"]):
    def of(self, user: User) -> "ConnectionQuerySet":
        return self.filter(user=user)

    def since(self, when: datetime) -> "ConnectionQuerySet":
        return self.filter(opened_at__gte=when)

    def today(self) -> "ConnectionQuerySet":
        """Since midnight where the site is."""
        return self.since(timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0))

    def open(self) -> "ConnectionQuerySet":
        return self.filter(ended_at=None)

    def ended(self) -> "ConnectionQuerySet":
        return self.exclude(ended_at=None)

    def counted(self) -> "ConnectionQuerySet":
        """Those that use up a limit: the vendor gave a ticket, or is just being asked."""
        return self.exclude(ended_at__isnull=False, ticket_at=None)


class Connection(models.Model):
    """One live interviewer in one browser, from the ticket to the end. Holds no token."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="avatar_connections")
    interview = models.UUIDField(_("interview"), null=True, blank=True, db_index=True)
    provider = models.CharField(_("provider"), max_length=20, choices=Provider)
    face = models.CharField(_("face"), max_length=100)
    voice = models.CharField(_("voice"), max_length=100, blank=True)
    quality = models.CharField(_("quality"), max_length=6, choices=Quality, default=Quality.MEDIUM)
    session = models.CharField(_("the vendor's session"), max_length=100, blank=True, db_index=True)
    try_number = models.PositiveSmallIntegerField(_("try"), default=1)
    opened_at = models.DateTimeField(_("opened"), default=timezone.now, db_index=True)
    ticket_at = models.DateTimeField(_("ticket given"), null=True, blank=True)
    ready_at = models.DateTimeField(_("ready"), null=True, blank=True)
    time_to_ready_ms = models.PositiveIntegerField(_("time to ready, ms"), null=True, blank=True)
    seen_at = models.DateTimeField(_("last in use"), default=timezone.now)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True, db_index=True)
    why = models.CharField(_("why it ended"), max_length=12, choices=Why, blank=True)
    trouble = models.CharField(_("trouble"), max_length=12, choices=LABELS, blank=True)
    stopped_at = models.DateTimeField(_("stopped at the vendor"), null=True, blank=True)
    seconds = models.PositiveIntegerField(_("seconds"), default=0)
    most_seconds = models.PositiveIntegerField(_("at most, seconds"))
    is_sandbox = models.BooleanField(_("sandbox"), default=False)

    objects = ConnectionQuerySet.as_manager()

    class Meta:
        ordering = ("-opened_at",)
        verbose_name = _("live connection")
        verbose_name_plural = _("live connections")
        indexes = (models.Index(fields=("user", "opened_at"), name="connections_of_a_user"),)

    def __str__(self) -> str:
        return f"{self.get_provider_display()}, {self.opened_at:%Y-%m-%d %H:%M}"

    @property
    def is_open(self) -> bool:
        return self.ended_at is None

    @property
    def trouble_kind(self) -> Trouble | None:
        return Trouble(self.trouble) if self.trouble else None


class Speech(models.Model):
    """Something the interviewer was asked to say: when and how long, never what."""

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, related_name="speeches")
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    start_delay_ms = models.PositiveIntegerField(_("until the first word, ms"), null=True)
    seconds = models.FloatField(_("seconds"), null=True)
    was_interrupted = models.BooleanField(_("interrupted"), default=False)

    class Meta:
        ordering = ("asked_at", "pk")
        verbose_name = _("speech")
        verbose_name_plural = _("speeches")

    def __str__(self) -> str:
        return f"{self.asked_at:%H:%M:%S}"


def clip_path(clip: "Clip", filename: str) -> str:
    return f"clips/{uuid.uuid4().hex}.mp4"


class Clip(models.Model):
    """A question or a stock phrase, filmed beforehand. Known by its text's hash."""

    class Kind(models.TextChoices):
        QUESTION = "question", _("Question")
        PHRASE = "phrase", _("Phrase")

    class Status(models.TextChoices):
        ORDERING = "ordering", _("Being ordered")
        ORDERED = "ordered", _("Being filmed")
        READY = "ready", _("Ready")
        FAILED = "failed", _("Failed")

    face = models.CharField(_("face"), max_length=100)
    voice = models.CharField(_("voice"), max_length=100)
    language = models.CharField(_("language"), max_length=10)
    text_sha256 = models.CharField(max_length=64)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    status = models.CharField(_("status"), max_length=8, choices=Status, default=Status.ORDERING)
    video_id = models.CharField(_("the vendor's video"), max_length=100, blank=True)
    video = models.FileField(_("video"), upload_to=clip_path, blank=True, max_length=200)
    failure = models.CharField(_("failure"), max_length=80, blank=True)
    seconds = models.FloatField(_("seconds"), default=0)
    price = models.DecimalField(_("price"), max_digits=8, decimal_places=4, default=0)
    ordered_at = models.DateTimeField(_("ordered"), default=timezone.now)

    class Meta:
        ordering = ("-ordered_at",)
        verbose_name = _("clip")
        verbose_name_plural = _("clips")
        constraints = (
            models.UniqueConstraint(
                fields=("face", "voice", "language", "text_sha256"), name="one_clip_per_text"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.text_sha256[:8]}"
