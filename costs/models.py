"""What paid services were used for, and how much of that is wanted. No answers, no transcripts.

Use is added up by day as it happens, so that it is known to the minute, costs a page nothing to
read, and outlives interviews and accounts.
"""

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User


class Kind(models.TextChoices):
    """What is paid for; the unit of `quantity` in brackets."""

    LIVE = "live", _("Live interviewer (seconds)")
    HEARING = "hearing", _("Speech recognised (seconds)")
    SPEAKING = "speaking", _("Text spoken (characters)")
    TOKENS = "tokens", _("Language model (tokens)")


class DayUse(models.Model):
    """What everybody together used on one day."""

    day = models.DateField(db_index=True)
    kind = models.CharField(max_length=10, choices=Kind)
    provider = models.CharField(max_length=40)
    bank = models.CharField(max_length=60, blank=True, help_text="short name; empty: of none")
    quantity = models.PositiveBigIntegerField(default=0)
    cost = models.DecimalField(max_digits=14, decimal_places=5, default=Decimal(0))

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("day", "kind", "provider", "bank"), name="one_use_a_day"
            ),
        )

    def __str__(self) -> str:
        return f"{self.day}: {self.kind}, {self.provider}"


class StudentCost(models.Model):
    """What one student cost on one day, for their budget. It goes with the account."""

    day = models.DateField()
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    cost = models.DecimalField(max_digits=14, decimal_places=5, default=Decimal(0))

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("user", "day"), name="one_cost_a_student_and_day"),
        )

    def __str__(self) -> str:
        return f"{self.day}: user {self.user_id}"


class Scope(models.TextChoices):
    SITE = "site", _("The whole site")
    STUDENT = "student", _("Each student")


class Period(models.TextChoices):
    DAY = "day", _("A day")
    MONTH = "month", _("A calendar month")


class Budget(models.Model):
    """How much may be spent before new interviews step down, see budgets.py."""

    scope = models.CharField(_("for"), max_length=10, choices=Scope)
    period = models.CharField(_("in"), max_length=10, choices=Period)
    amount = models.DecimalField(
        _("amount"),
        max_digits=10,
        decimal_places=2,
        validators=[MinValueValidator(Decimal("0.01"))],
        help_text=_("In the site's currency. At 80 % staff are told, at 100 % it bites."),
    )

    class Meta:
        verbose_name = _("budget")
        verbose_name_plural = _("budgets")
        constraints = (
            models.UniqueConstraint(fields=("scope", "period"), name="one_budget_of_a_kind"),
        )

    def __str__(self) -> str:
        return f"{self.get_scope_display()}, {self.get_period_display().lower()}"


class Alert(models.Model):
    """Staff were told that so much of a budget is used up. Once a period and percentage."""

    budget = models.ForeignKey(Budget, on_delete=models.CASCADE, related_name="alerts")
    begins = models.DateField(help_text="first day of the period")
    percent = models.PositiveSmallIntegerField()
    told_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("budget", "begins", "percent"), name="told_once"),
        )

    def __str__(self) -> str:
        return f"{self.budget}: {self.percent} %"
