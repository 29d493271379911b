"""Question banks as they are written: a working copy, of which students see nothing."""

from django.conf.locale import LANG_INFO
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

# What interviews can be held in: speech in these is recognised, and in some of them spoken.
LANGUAGES = ("en", "de", "es", "fr", "it", "nl", "pt", "pl", "sv", "da", "fi", "uk", "tr", "ja")


def language_choices() -> list[tuple[str, str]]:
    return [(code, LANG_INFO[code]["name_local"]) for code in LANGUAGES]


class Competency(models.TextChoices):
    COMMUNICATION = "communication", _("Communication")
    TEAMWORK = "teamwork", _("Teamwork")
    LEADERSHIP = "leadership", _("Leadership")
    PROBLEM_SOLVING = "problem_solving", _("Problem solving")
    PLANNING = "planning", _("Planning")
    ADAPTABILITY = "adaptability", _("Adaptability")
    INITIATIVE = "initiative", _("Initiative")
    INTEGRITY = "integrity", _("Integrity")
    RESILIENCE = "resilience", _("Resilience")
    LEARNING = "learning", _("Learning")
    SERVICE = "service", _("Service and care")
    MOTIVATION = "motivation", _("Motivation")


class Difficulty(models.IntegerChoices):
    OPENING = 1, _("Opening")
    STANDARD = 2, _("Standard")
    DEMANDING = 3, _("Demanding")


class BankStatus(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    RETIRED = "retired", _("Retired")


class QuestionBankQuerySet(models.QuerySet["QuestionBank"]):
    def on_offer(self) -> "QuestionBankQuerySet":
        """Published banks, with `questions_on_offer`: how many their newest version holds."""
        return (
            self.filter(status=BankStatus.PUBLISHED, published__isnull=False)
            .select_related("published")
            .annotate(questions_on_offer=models.F("published__size"))
            .order_by("position", "title")
        )


class QuestionBank(models.Model):
    slug = models.SlugField(_("short name"), max_length=60, unique=True)
    title = models.CharField(_("title"), max_length=120)
    description = models.TextField(_("description"), blank=True)
    language = models.CharField(
        _("language"), max_length=10, default="en", choices=language_choices
    )
    position = models.PositiveIntegerField(
        _("position"), default=0, help_text=_("Lower numbers are offered first.")
    )
    status = models.CharField(
        _("status"), max_length=10, choices=BankStatus, default=BankStatus.DRAFT, editable=False
    )
    published = models.ForeignKey(
        "BankVersion",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("newest version"),
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)

    objects = QuestionBankQuerySet.as_manager()

    class Meta:
        ordering = ("position", "title")
        verbose_name = _("question bank")
        verbose_name_plural = _("question banks")

    def __str__(self) -> str:
        return self.title

    @property
    def is_on_offer(self) -> bool:
        return self.status == BankStatus.PUBLISHED and self.published_id is not None


class Question(models.Model):
    """A question of the working copy."""

    bank = models.ForeignKey(
        QuestionBank, on_delete=models.CASCADE, related_name="questions", verbose_name=_("bank")
    )
    slug = models.SlugField(_("short name"), max_length=80, unique=True)
    text = models.TextField(_("question"), max_length=500)
    competency = models.CharField(_("competency"), max_length=20, choices=Competency)
    difficulty = models.PositiveSmallIntegerField(
        _("difficulty"), choices=Difficulty, default=Difficulty.STANDARD
    )
    role = models.CharField(
        _("role"), max_length=60, blank=True, help_text=_("The job it is for; empty: any.")
    )
    guidance = models.TextField(
        _("guidance for the coach"),
        blank=True,
        help_text=_("What a strong answer shows. Students do not see it before they answer."),
    )
    follow_ups = models.JSONField(
        _("suggested follow-ups"),
        default=list,
        blank=True,
        help_text=_("One a line. The first two are offered."),
    )
    time_limit = models.PositiveIntegerField(
        _("suggested time"),
        default=180,
        validators=[MinValueValidator(30), MaxValueValidator(500)],
        help_text=_("In seconds. The clock shows it; nothing is cut off."),
    )
    position = models.PositiveIntegerField(_("position"), default=0)
    is_active = models.BooleanField(_("active"), default=True)

    class Meta:
        ordering = ("bank", "position", "pk")
        verbose_name = _("question")
        verbose_name_plural = _("questions")

    def __str__(self) -> str:
        return self.text


class QuestionTranslation(models.Model):
    """The words of a question in another language than its bank's."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="translations")
    language = models.CharField(_("language"), max_length=10, choices=language_choices)
    text = models.TextField(_("question"), max_length=500)
    guidance = models.TextField(_("guidance for the coach"), blank=True)
    follow_ups = models.JSONField(_("suggested follow-ups"), default=list, blank=True)

    class Meta:
        ordering = ("language",)
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        constraints = (
            models.UniqueConstraint(
                fields=("question", "language"), name="one_translation_a_language"
            ),
        )

    def __str__(self) -> str:
        return self.text
